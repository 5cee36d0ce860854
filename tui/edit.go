package tui

import (
	"os/exec"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/term"
)

// EditWith lets learners change a file in their own editor: command says how it is
// called for a file, or why it cannot be.
func EditWith(s term.Session, command func(file string) (*exec.Cmd, error)) screen.Edit {
	return func(file string, done func(error) tea.Msg) tea.Cmd {
		c, err := command(file)
		if err != nil {
			return func() tea.Msg { return done(err) }
		}
		return s.Exec(c, func(err error) tea.Msg { return done(err) })
	}
}
