package choose

import (
	"fmt"
	"strings"

	"netpol-tutor/tui/widget"
)

// share divides the screen: the sheets first, the file second. Above a file the task stays
// in sight as a whole, as long as it needs no more than half of the room.
func (m *Model) share() widget.Share {
	wish := m.Sheets.Wish()
	if !m.aside {
		lines := m.Height - 4
		wish = lines - min(wish, lines/2)
	}
	return widget.NewShare(m.Width, m.Height-1, wish, !m.aside)
}

// layout fits the sheets and the files to the room there is.
func (m *Model) layout() {
	s := m.share()
	m.Sheets.SetSize(s.FirstWidth, s.FirstHeight)
	if m.phase == phaseResult {
		m.Sheets.Lead(resultSheet, m.resultLines(m.Sheets.TextWidth()))
		s = m.share()
		m.Sheets.SetSize(s.FirstWidth, s.FirstHeight)
	}
	for i := range m.options {
		m.options[i].editor.SetSize(max(1, s.SecondWidth-3), s.SecondHeight)
	}
}

// View is the screen.
func (m *Model) View() string {
	return m.Page(m.count(), func() []string {
		s := m.share()
		return s.Columns(m.Env.Theme, m.Sheets.Section(m.aside), m.fileSection(s))
	})
}

// count is how many files were applied so far.
func (m *Model) count() string {
	tried := 0
	for _, o := range m.options {
		if o.tried {
			tried++
		}
	}
	if tried == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d applied ", tried, len(m.options))
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
