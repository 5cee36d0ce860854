package reading

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// renderAfter lets a window that is being dragged come to rest.
const renderAfter = 50 * time.Millisecond

type renderDue struct{ seq int }

type textRendered struct {
	key   markdown.Key
	lines []string
}

func renderText(t *theme.Theme, key markdown.Key, text string) tea.Cmd {
	return func() tea.Msg { return textRendered{key, markdown.Render(t, text, key.Width)} }
}

// Render renders the task at the width there is.
func (m *Model) Render() tea.Cmd {
	if m.width == 0 {
		return nil
	}
	return renderText(m.env.Theme, m.key(), m.lesson.Brief)
}

// Update takes what belongs to the sheets, among it the size of the window.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case textRendered:
		m.rendered[msg.key] = msg.lines
		m.layout()
	case tea.WindowSizeMsg:
		return m.resized()
	case renderDue:
		if msg.seq == m.wanted {
			return m.Render()
		}
	}
	return nil
}

func (m *Model) resized() tea.Cmd {
	if _, ok := m.rendered[m.key()]; ok {
		return nil
	}
	if len(m.rendered) == 0 {
		return m.Render()
	}
	m.wanted++
	return m.env.After(renderAfter, renderDue{m.wanted})
}

func (m *Model) key() markdown.Key {
	return markdown.Key{Name: m.lesson.ID + "/brief", Width: m.TextWidth(), Theme: m.env.Theme.Name()}
}

// SetHints tells which hints were given.
func (m *Model) SetHints(hints []string) {
	m.hints = hints
	m.layout()
}

// ShowHints turns to the last hint, which stands below the task.
func (m *Model) ShowHints() {
	m.Show(task)
	m.sheets[m.at].scroll.Bottom()
}

func (m *Model) taskLines() []string {
	lines, ok := m.rendered[m.key()]
	if !ok {
		lines = widget.Wrap(markdown.Words(m.lesson.Brief), m.TextWidth())
	}
	lines = append([]string{}, lines...)
	for i, h := range m.hints {
		head := fmt.Sprintf("hint %d of %d: ", i+1, len(m.lesson.Hints))
		for k, l := range widget.Wrap(head+render.CleanLine(h), m.TextWidth()) {
			if k == 0 {
				lines = append(lines, "")
			}
			lines = append(lines, m.env.Theme.Accent.Render(l))
		}
	}
	return lines
}
