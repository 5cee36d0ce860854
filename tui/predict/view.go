package predict

import "netpol-tutor/tui/widget"

// From this width on, what there is to read stands beside the question, else below it.
const wideFrom = 100

func (m *Model) wide() bool { return m.Width >= wideFrom }

func (m *Model) readingWidth() int {
	if m.wide() {
		return m.Width / 2
	}
	return m.Width
}

// questionHeight is the number of lines of the question where it stands above the text:
// what it needs, as long as a few lines of text stay in sight.
func (m *Model) questionHeight() int {
	const leastText = 4
	needed := len(m.questionLines(m.Width - 4))
	return max(1, min(max(needed, (m.Height-4)/3), m.Height-4-leastText))
}

func (m *Model) readingHeight() int {
	if m.wide() {
		return max(1, m.Height-3)
	}
	return max(1, m.Height-4-m.questionHeight())
}

// layout fits what there is to read to the room there is.
func (m *Model) layout() { m.Sheets.SetSize(m.readingWidth(), m.readingHeight()) }

// View is the screen.
func (m *Model) View() string { return m.Page(m.Count(), m.body) }

func (m *Model) body() []string {
	if m.wide() {
		return m.beside()
	}
	return widget.Column(m.Env.Theme, m.Width, m.questionSection(m.questionHeight(), m.Width), m.Sheets.Section(false))
}

func (m *Model) beside() []string {
	right := m.Width - m.readingWidth()
	return widget.Beside(
		widget.Column(m.Env.Theme, m.readingWidth(), m.Sheets.Section(false)),
		widget.Column(m.Env.Theme, right, m.questionSection(m.readingHeight(), right)),
	)
}

func (m *Model) questionSection(height, width int) widget.Section {
	return widget.Section{
		Tabs:   []string{m.Title()},
		Lines:  widget.Indent(m.questionLines(width-4), 1),
		Height: height,
		Focus:  true,
	}
}
