package prologue

import (
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/widget"
)

// verdict is the grader's answer to the last try.
func (m *Model) verdict(width int) []string {
	switch {
	case m.fill.pending:
		return []string{m.env.Theme.Faint.Render("checking …")}
	case !m.fill.failed:
		return nil
	}
	head := m.env.Theme.Deny.Render(story.NotYet) + " " + m.fill.last.Judged() + "."
	lines := append([]string{widget.Fit(head, width)}, widget.Wrap(m.fill.last.Told(), width)...)
	if hint := m.scene.Hint(m.fill.tries); hint != "" {
		lines = append(lines, styled(m.env.Theme.Accent.Render, widget.Wrap(hint, width))...)
	}
	return lines
}
