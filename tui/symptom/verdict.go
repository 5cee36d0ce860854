package symptom

import (
	"fmt"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// footLines stay in sight below what scrolls.
func (m *Model) footLines(width int) []string {
	if m.phase == phaseAsking || m.phase == phaseAnswering {
		return m.answerLines(width)
	}
	return nil
}

// mainLines are the pane of the terminal in its phase.
func (m *Model) mainLines(width int) []string {
	switch m.phase {
	case phaseOpening, phaseBroken:
		return nil
	case phaseScore:
		return m.scoreLines(width)
	case phaseAnswered:
		return m.verdictLines(width)
	}
	return m.terminalLines(m.lesson.Questions[m.at], width)
}

// pastLines are a terminal that was answered, with the time it took.
func (m *Model) pastLines(width int) []string {
	q := m.lesson.Questions[m.at]
	lines := m.terminalLines(q, width)
	if took := q.TookWords(); took != "" {
		lines = append(lines, m.env.Theme.Faint.Render(widget.Fit("ended "+took, width)))
	}
	return append(lines, "")
}

// verdictAt is the line on which the verdict begins.
func (m *Model) verdictAt() int { return len(m.pastLines(m.share().FirstWidth - 4)) }

func (m *Model) verdictLines(width int) []string {
	t := m.env.Theme
	a := m.answers[m.at]
	lines := m.pastLines(width)
	head := t.Deny.Render("Not so:") + " " + words(a.Answer) + "."
	if a.Right {
		head = t.Allow.Render("Right:") + " " + words(a.Answer) + "."
	}
	lines = append(lines, head)
	if a.Why != "" {
		lines = append(lines, widget.Wrap(render.CleanLine(a.Why), width)...)
	}
	if a.Journey != nil {
		way := *a.Journey
		way.Output = "" // it stands above
		lines = append(lines, "")
		lines = append(lines, t.Lines(render.Journey(way, width))[1:]...)
	}
	return append(lines, "", t.Key.Render("enter")+" "+t.KeyDesc.Render(m.onwardWords()))
}

func (m *Model) right() int {
	n := 0
	for _, a := range m.answers {
		if a.Right {
			n++
		}
	}
	return n
}

func (m *Model) scoreWords() string {
	return fmt.Sprintf("%d of %d read right.", m.right(), len(m.lesson.Questions))
}

func (m *Model) scoreLines(width int) []string {
	t := m.env.Theme
	lines := []string{t.Strong.Render(m.scoreWords()), ""}
	for i, a := range m.answers {
		word := t.Deny.Render("not so ")
		if a.Right {
			word = t.Allow.Render("right  ")
		}
		lines = append(lines, widget.Fit(word+" "+widget.Fit(words(a.Answer), 27)+" "+t.Faint.Render(tail(render.CleanLine(m.lesson.Questions[i].Command))), width))
	}
	return append(lines, "", t.Key.Render("enter")+" "+t.KeyDesc.Render(m.onwardWords()))
}
