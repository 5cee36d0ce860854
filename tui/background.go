package tui

import "github.com/charmbracelet/lipgloss"

// AskedBackground is what the terminal of this process answered when it was asked for
// its background. Bubble Tea asks at start, before anything can be drawn, so that
// this costs nothing more. A terminal that does not answer counts as dark.
func AskedBackground() (dark, known bool) { return lipgloss.HasDarkBackground(), true }
