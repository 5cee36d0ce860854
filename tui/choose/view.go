package choose

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// share divides the screen: the sheets first, the file second. Above a file the task stays
// in sight as a whole, as long as it needs no more than half of the room.
func (m *Model) share() widget.Share {
	wish := m.sheets.Wish()
	if !m.aside {
		lines := m.height - 4
		wish = lines - min(wish, lines/2)
	}
	return widget.NewShare(m.width, m.height-1, wish, !m.aside)
}

// layout fits the sheets and the files to the room there is.
func (m *Model) layout() {
	s := m.share()
	m.sheets.SetSize(s.FirstWidth, s.FirstHeight)
	if m.phase == phaseResult {
		m.sheets.Lead(resultSheet, m.resultLines(m.sheets.TextWidth()))
		s = m.share()
		m.sheets.SetSize(s.FirstWidth, s.FirstHeight)
	}
	for i := range m.options {
		m.options[i].editor.SetSize(max(1, s.SecondWidth-3), s.SecondHeight)
	}
}

// View is the screen.
func (m *Model) View() string {
	lines := []string{m.head()}
	s := m.share()
	switch {
	case m.phase == phaseBroken:
		words := widget.Wrap("This lesson cannot be played: "+m.broken, m.width-4)
		lines = append(lines, widget.Page(append([]string{""}, widget.Indent(words, 2)...), m.width, m.height-1)...)
	case s.Beside:
		lines = append(lines, widget.Beside(
			widget.Column(m.env.Theme, s.FirstWidth, m.sheets.Section(m.aside)),
			widget.Column(m.env.Theme, s.SecondWidth, m.fileSection(s)))...)
	default:
		lines = append(lines, widget.Column(m.env.Theme, m.width, m.sheets.Section(m.aside), m.fileSection(s))...)
	}
	return widget.Join(lines)
}

func (m *Model) head() string {
	t := m.env.Theme
	tried := 0
	for _, o := range m.options {
		if o.tried {
			tried++
		}
	}
	right := ""
	if tried > 0 {
		right = fmt.Sprintf("%d of %d applied ", tried, len(m.options))
	}
	return widget.Ends(" "+t.Strong.Render(render.CleanLine(m.lesson.Title)), t.Faint.Render(right), m.width)
}

func (m *Model) fileSection(s widget.Share) widget.Section {
	section := widget.Section{Height: s.SecondHeight, Focus: !m.aside, Active: m.at}
	if len(m.options) == 0 {
		return section
	}
	for i := range m.options {
		section.Tabs = append(section.Tabs, m.tab(i))
	}
	section.Lines = widget.Indent(strings.Split(m.options[m.at].editor.View(), "\n"), 1)
	return section
}
