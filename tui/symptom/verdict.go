package symptom

import (
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/widget"
)

// footLines stay in sight below what scrolls.
func (m *Model) footLines(width int) []string {
	if m.Ready() && m.Unanswered() {
		return m.answerLines(width)
	}
	return nil
}

// mainLines are the pane of the terminal in its phase.
func (m *Model) mainLines(width int) []string {
	switch {
	case !m.Ready():
		return nil
	case m.Phase == asking.PhaseScore:
		return m.scoreLines(width)
	case m.Phase == asking.PhaseAnswered:
		return m.verdictLines(width)
	}
	return m.terminalLines(m.Lesson.Questions[m.At], width)
}

// pastLines are a terminal that was answered, with the time it took.
func (m *Model) pastLines(width int) []string {
	q := m.Lesson.Questions[m.At]
	lines := m.terminalLines(q, width)
	if took := q.TookWords(); took != "" {
		lines = append(lines, m.Env.Theme.Faint.Render(widget.Fit("ended "+took, width)))
	}
	return append(lines, "")
}

// verdictAt is the line on which the verdict begins.
func (m *Model) verdictAt() int { return len(m.pastLines(m.share().FirstWidth - 4)) }

func (m *Model) verdictLines(width int) []string {
	a := m.Answers[m.At]
	lines := append(m.pastLines(width), m.Verdict(a.Right, words(a.Answer)+"."))
	lines = append(lines, asking.Why(a, width)...)
	if way := m.Way(a, width); way != nil {
		lines = append(append(lines, ""), way...)
	}
	return m.Onward(lines)
}

func (m *Model) scoreLines(width int) []string {
	return m.ScoreLines(width, func(i int) string {
		command := m.Env.Theme.Faint.Render(tail(render.CleanLine(m.Lesson.Questions[i].Command)))
		return widget.Fit(words(m.Answers[i].Answer), 27) + " " + command
	})
}
