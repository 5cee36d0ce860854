package prologue

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/widget"
)

// terminals show both commands, side by side where there is room. Each has room for so
// many lines of output.
func (m *Model) terminals(commands [2]journey.Journey, run running, output, width int) []string {
	if width < terminalsFrom {
		first := m.terminal(0, commands[0], run, output, width-4)
		second := m.terminal(1, commands[1], run, output, width-4)
		return widget.Column(m.env.Theme, width, first, second)
	}
	left := width / 2
	first := m.terminal(0, commands[0], run, output, left-4)
	second := m.terminal(1, commands[1], run, output, width-left-4)
	first.Height, second.Height = output+1, output+1
	return widget.Beside(widget.Column(m.env.Theme, left, first), widget.Column(m.env.Theme, width-left, second))
}

// terminal is one command and what it prints.
func (m *Model) terminal(i int, j journey.Journey, run running, output, width int) widget.Section {
	t := m.env.Theme
	s := widget.Section{Tabs: []string{story.How()[i]}}
	var lines []string
	switch {
	case run.at < i:
		lines = []string{t.Faint.Render("waits for its turn")}
	case run.at == i && !run.done:
		lines = []string{m.typedCommand(j), m.waiting(j, run, width)}
		s.Focus = true
	default:
		lines = append([]string{m.typedCommand(j)}, story.Printed(j.Output, output)...)
		s.Right = story.Took(j)
	}
	for i, l := range lines {
		lines[i] = widget.Fit(l, width)
	}
	s.Lines = widget.Indent(lines, 1)
	s.Height = max(len(lines), min(output, 2)+1)
	return s
}

func (m *Model) typedCommand(j journey.Journey) string {
	return m.env.Theme.Faint.Render("$ ") + m.env.Theme.Strong.Render(render.CleanLine(j.Command))
}

// waiting is a dot for each second that has passed.
func (m *Model) waiting(j journey.Journey, run running, width int) string {
	t := m.env.Theme
	count := fmt.Sprintf("%d of %d s", run.seconds, story.Seconds(j.Delay))
	return widget.Ends(t.Accent.Render(strings.Repeat("·", run.seconds)), t.Faint.Render(count), width)
}
