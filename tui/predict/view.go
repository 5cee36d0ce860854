package predict

import (
	"fmt"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// From this width on, what there is to read stands beside the question, else below it.
const wideFrom = 100

func (m *Model) wide() bool { return m.width >= wideFrom }

func (m *Model) readingWidth() int {
	if m.wide() {
		return m.width / 2
	}
	return m.width
}

// questionHeight is the number of lines of the question where it stands above the text:
// what it needs, as long as a few lines of text stay in sight.
func (m *Model) questionHeight() int {
	const leastText = 4
	needed := len(m.questionLines(m.width - 4))
	return max(1, min(max(needed, (m.height-4)/3), m.height-4-leastText))
}

func (m *Model) readingHeight() int {
	if m.wide() {
		return max(1, m.height-3)
	}
	return max(1, m.height-4-m.questionHeight())
}

// layout fits what there is to read to the room there is.
func (m *Model) layout() { m.sheets.SetSize(m.readingWidth(), m.readingHeight()) }

// View is the screen.
func (m *Model) View() string {
	lines := []string{m.head()}
	switch {
	case m.phase == phaseBroken:
		words := widget.Wrap("This lesson cannot be played: "+m.broken, m.width-4)
		lines = append(lines, widget.Page(append([]string{""}, widget.Indent(words, 2)...), m.width, m.height-1)...)
	case m.wide():
		lines = append(lines, m.beside()...)
	default:
		lines = append(lines, widget.Column(m.env.Theme, m.width, m.questionSection(m.questionHeight(), m.width), m.sheets.Section(false))...)
	}
	return widget.Join(lines)
}

func (m *Model) beside() []string {
	right := m.width - m.readingWidth()
	return widget.Beside(
		widget.Column(m.env.Theme, m.readingWidth(), m.sheets.Section(false)),
		widget.Column(m.env.Theme, right, m.questionSection(m.readingHeight(), right)),
	)
}

func (m *Model) head() string {
	t := m.env.Theme
	right := ""
	if n := len(m.answers); n > 0 {
		right = fmt.Sprintf("%d of %d right ", m.right(), n)
	}
	return widget.Ends(" "+t.Strong.Render(render.CleanLine(m.lesson.Title)), t.Faint.Render(right), m.width)
}

func (m *Model) questionSection(height, width int) widget.Section {
	title := fmt.Sprintf("Question %d of %d", m.at+1, len(m.lesson.Questions))
	if m.phase == phaseScore {
		title = "Score"
	}
	return widget.Section{
		Tabs:   []string{title},
		Lines:  widget.Indent(m.questionLines(width-4), 1),
		Height: height,
		Focus:  true,
	}
}
