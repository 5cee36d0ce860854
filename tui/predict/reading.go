package predict

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/widget"
)

// readingTab is what there is to read beside the question.
type readingTab uint8

const (
	tabPolicies readingTab = iota
	tabCluster
	tabTask
	readingTabs
)

func (m *Model) nextTab() tea.Cmd {
	m.tab = (m.tab + 1) % readingTabs
	return nil
}

func (m *Model) scroll() *widget.Scroll { return &m.scrolls[m.tab] }

func (m *Model) lineUp() tea.Cmd   { m.scroll().By(-1); return nil }
func (m *Model) lineDown() tea.Cmd { m.scroll().By(1); return nil }
func (m *Model) pageUp() tea.Cmd   { m.scroll().Pages(-1); return nil }
func (m *Model) pageDown() tea.Cmd { m.scroll().Pages(1); return nil }

func (m *Model) key() markdown.Key {
	return markdown.Key{Name: m.lesson.ID + "/brief", Width: m.readingWidth() - 4, Theme: m.env.Theme.Name()}
}

func (m *Model) render() tea.Cmd {
	if m.width == 0 {
		return nil
	}
	return renderText(m.env.Theme, m.key(), m.lesson.Brief)
}

func (m *Model) resized() tea.Cmd {
	if _, ok := m.rendered[m.key()]; ok {
		return nil
	}
	if len(m.rendered) == 0 {
		return m.render()
	}
	m.wanted++
	return m.env.After(renderAfter, renderDue{m.wanted})
}

func (m *Model) brief() []string {
	if lines, ok := m.rendered[m.key()]; ok {
		return lines
	}
	return widget.Wrap(markdown.Words(m.lesson.Brief), m.readingWidth()-4)
}

// layout fits what there is to read to the room there is.
func (m *Model) layout() {
	m.texts[tabTask] = m.brief()
	for i := range m.scrolls {
		m.scrolls[i].SetHeight(m.readingHeight())
		m.scrolls[i].SetLines(m.texts[i])
	}
}
