package docs

import (
	"fmt"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/reference"
)

// Lines is what the pane shows.
func (m *Model) Lines() []string {
	if !m.Searching() {
		return m.scroll.Visible()
	}
	return append([]string{m.prompt()}, m.scroll.Visible()...)
}

// Mark says where the window stands in the page.
func (m *Model) Mark() string { return m.scroll.Mark() }

// lay fits the page, or what was found, to the room there is.
func (m *Model) lay() {
	height := m.height
	if m.Searching() {
		height--
	}
	m.rows = nil
	m.scroll.SetLines(m.lines())
	m.scroll.SetHeight(max(1, height))
}

func (m *Model) lines() []string {
	if m.width == 0 {
		return nil
	}
	if m.Searching() {
		return m.found()
	}
	lines := m.theme.Lines(m.page.Head(m.width))
	if len(m.links) > 0 {
		lines = append(lines, "", m.theme.Strong.Render(m.page.BelowTitle()))
		lines = m.list(lines, m.page.Below(m.width-2))
	}
	return append(lines, m.theme.Lines(m.page.Tail(m.width))...)
}

// list adds a list of links and remembers where each of them stands.
func (m *Model) list(lines []string, links [][]render.Line) []string {
	for i, link := range links {
		first := len(lines)
		for j, l := range m.theme.Lines(link) {
			mark := "  "
			if i == m.at && j == 0 {
				mark = m.theme.Accent.Render("▸ ")
			}
			lines = append(lines, mark+l)
		}
		m.rows = append(m.rows, stretch{first, len(lines) - 1})
	}
	return lines
}

func (m *Model) found() []string {
	switch {
	case m.query == "":
		return m.theme.Lines([]render.Line{{{Role: render.Faint, Text: "Type a word: a field, a port, dns, deny ..."}}})
	case len(m.links) == 0:
		return []string{"No page holds all these words."}
	}
	return m.list(nil, reference.Results(m.links, m.width-2))
}

// prompt is the line in which the words of a search stand.
func (m *Model) prompt() string {
	line := m.theme.Accent.Render("/ ") + render.CleanLine(m.query) + m.theme.Cursor.Render(" ")
	if n := len(m.links); n > 0 {
		line += m.theme.Faint.Render(fmt.Sprintf("  %d found", n))
	}
	return line
}
