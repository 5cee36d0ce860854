//go:build !unix

package term

import tea "github.com/charmbracelet/bubbletea"

// suspendOn does nothing where processes cannot be stopped by a signal.
func suspendOn(*tea.Program, *Output) (leave func()) { return func() {} }
