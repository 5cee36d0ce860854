// Package message is a screen with a few words where another screen was expected: a
// lesson that does not exist, or of a kind that cannot be played yet.
package message

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// Model is the screen.
type Model struct {
	screen.Desk
	theme         *theme.Theme
	title, text   string
	home          string
	back          key.Binding
	width, height int
}

// New shows a title and a text; leaving leads home with the given lesson chosen.
func New(env screen.Env, title, text, lesson string) *Model {
	return &Model{
		theme: env.Theme,
		title: render.CleanLine(title),
		text:  render.Clean(text),
		home:  lesson,
		back:  backKey(),
	}
}

// Init does nothing.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	return m
}

// Update goes home.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok && key.Matches(k, m.back) {
		m.Want(screen.GoHome{Lesson: m.home})
	}
	return m, nil
}

// View is the text in a quiet frame.
func (m *Model) View() string {
	words := widget.Wrap(m.text, min(60, m.width-8))
	box := widget.Box(m.theme, m.title, append(words, ""), m.width)
	page := widget.Page(nil, m.width, m.height)
	for i, l := range box {
		if y := (m.height-len(box))/3 + i; y >= 0 && y < len(page) {
			page[y] = widget.Fit(widget.Spaces(3)+l, m.width)
		}
	}
	return widget.Join(page)
}

// ShortHelp is the way back.
func (m *Model) ShortHelp() []key.Binding { return []key.Binding{m.back} }

// FullHelp is the way back.
func (m *Model) FullHelp() [][]key.Binding { return [][]key.Binding{{m.back}} }
