package debrief

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/home"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
)

type textRendered struct {
	key   markdown.Key
	lines []string
}

func renderText(t *theme.Theme, key markdown.Key, text string) tea.Cmd {
	return func() tea.Msg { return textRendered{key, markdown.Render(t, text, key.Width)} }
}

// nextFound brings the lesson to go on with; nil if all are done.
type nextFound struct{ lesson *lessons.Lesson }

func findNext(env screen.Env, after string) tea.Cmd {
	return func() tea.Msg { return nextFound{home.Next(env, after)} }
}
