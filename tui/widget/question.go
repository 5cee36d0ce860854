package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
)

// Question is an overlay that asks before something happens that cannot be taken back. Yes is handed to the
// screen below if the learner agrees.
type Question struct {
	screen.Desk
	theme *theme.Theme
	title string
	text  string
	yes   tea.Msg
	keys  questionKeys
	width int
}

// NewQuestion asks text under a title; agree and refuse name what the keys y and n do.
func NewQuestion(t *theme.Theme, title, text, agree, refuse string, yes tea.Msg) *Question {
	return &Question{theme: t, title: title, text: text, yes: yes, keys: newQuestionKeys(agree, refuse)}
}

// Init does nothing.
func (q *Question) Init() tea.Cmd { return nil }

// Update takes the answer. Any other key changes nothing.
func (q *Question) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok {
		switch {
		case key.Matches(k, q.keys.Yes):
			q.Want(screen.Close{Then: q.yes})
		case key.Matches(k, q.keys.No):
			q.Want(screen.Close{})
		}
	}
	return q, nil
}

// SetSize tells how much room there is.
func (q *Question) SetSize(width, _ int) screen.Screen { q.width = width; return q }

// View is the framed question.
func (q *Question) View() string {
	lines := Wrap(q.text, min(56, q.width-6))
	lines = append(lines, "", KeyLine(q.theme, q.ShortHelp(), q.width-6))
	return Join(Box(q.theme, q.title, lines, q.width))
}

// ShortHelp names both answers.
func (q *Question) ShortHelp() []key.Binding { return []key.Binding{q.keys.Yes, q.keys.No} }

// FullHelp names both answers.
func (q *Question) FullHelp() [][]key.Binding { return [][]key.Binding{q.ShortHelp()} }
