package symptom

import (
	"slices"
	"strings"

	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/widget"
)

// share divides the screen: the terminal first, the sheets second.
func (m *Model) share() widget.Share {
	wish := len(m.mainLines(m.Width-4)) + len(m.footLines(m.Width-4))
	if m.aside {
		wish = m.Sheets.Wish()
	}
	return widget.NewShare(m.Width, m.Height-1, wish, m.aside)
}

// layout fits the terminal and the sheets to the room there is.
func (m *Model) layout() {
	s := m.share()
	m.foot = m.footLines(s.FirstWidth - 4)
	m.scroll.SetHeight(max(1, s.FirstHeight-len(m.foot)))
	m.scroll.SetLines(m.mainLines(s.FirstWidth - 4))
	m.Sheets.SetSize(s.SecondWidth, s.SecondHeight)
}

func (m *Model) pane() asking.Pane {
	if m.aside {
		return m.Sheets
	}
	return &m.scroll
}

// View is the screen.
func (m *Model) View() string {
	return m.Page(m.Count(), func() []string {
		return m.share().Columns(m.Env.Theme, m.mainSection(), m.Sheets.Section(m.aside))
	})
}

func (m *Model) mainSection() widget.Section {
	return widget.Section{
		Tabs: []string{m.Title()}, Right: m.scroll.Mark(), Focus: !m.aside,
		Lines: widget.Indent(append(slices.Clone(m.scroll.Visible()), m.foot...), 1), Height: m.share().FirstHeight,
	}
}

// tail is the part of a command that runs inside the pod.
func tail(command string) string {
	if _, inner, ok := strings.Cut(command, " -- "); ok {
		return inner
	}
	return command
}
