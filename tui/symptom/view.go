package symptom

import (
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// share divides the screen: the terminal first, the sheets second.
func (m *Model) share() widget.Share {
	wish := len(m.mainLines(m.width-4)) + len(m.footLines(m.width-4))
	if m.aside {
		wish = m.sheets.Wish()
	}
	return widget.NewShare(m.width, m.height-1, wish, m.aside)
}

// layout fits the terminal and the sheets to the room there is.
func (m *Model) layout() {
	s := m.share()
	m.foot = m.footLines(s.FirstWidth - 4)
	m.scroll.SetHeight(max(1, s.FirstHeight-len(m.foot)))
	m.scroll.SetLines(m.mainLines(s.FirstWidth - 4))
	m.sheets.SetSize(s.SecondWidth, s.SecondHeight)
}

func (m *Model) pane() interface {
	By(int)
	Pages(int)
} {
	if m.aside {
		return m.sheets
	}
	return &m.scroll
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
			widget.Column(m.env.Theme, s.FirstWidth, m.mainSection()),
			widget.Column(m.env.Theme, s.SecondWidth, m.sheets.Section(m.aside)))...)
	default:
		lines = append(lines, widget.Column(m.env.Theme, m.width, m.mainSection(), m.sheets.Section(m.aside))...)
	}
	return widget.Join(lines)
}

func (m *Model) head() string {
	t := m.env.Theme
	right := ""
	if n := len(m.answers); n > 0 {
		right = fmt.Sprintf("%d of %d right ", m.right(), n)
	}
	return widget.Ends(" "+t.Strong.Render(render.CleanLine(m.lesson.Title)), t.Faint.Render(right), m.width)
}

func (m *Model) mainSection() widget.Section {
	title := fmt.Sprintf("Terminal %d of %d", m.at+1, len(m.lesson.Questions))
	if m.phase == phaseScore {
		title = "Score"
	}
	return widget.Section{
		Tabs: []string{title}, Right: m.scroll.Mark(), Focus: !m.aside,
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
