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

// nextFound brings the lesson to go on with, nil if all are done, and the twin of the one
// just played, nil if it has none; owed tells that the twin comes first.
type nextFound struct {
	lesson, twin *lessons.Lesson
	owed         bool
}

func findNext(env screen.Env, after *lessons.Lesson) tea.Cmd {
	return func() tea.Msg {
		if sibling := after.TwinOf(); sibling != nil {
			return nextFound{lesson: home.Next(env, sibling.ID)}
		}
		found := nextFound{lesson: home.Next(env, after.ID)}
		if twin, ok := env.Catalogue.Find(after.Twin); ok && after.Twin != "" {
			found.twin, found.owed = twin, env.Store.Lesson(after.ID).PassedFixed
		}
		return found
	}
}
