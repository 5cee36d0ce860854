package predict

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// questionLines is the question in view, or the score.
func (m *Model) questionLines(width int) []string {
	switch m.phase {
	case phaseOpening:
		return nil
	case phaseScore:
		return m.scoreLines(width)
	}
	lines := append([]string{m.connectionLine("──?──")}, "")
	if m.phase == phaseAnswered {
		lines = append([]string{m.connectionLine(m.arrow(m.at))}, "")
		return append(lines, m.verdictLines(width)...)
	}
	t := m.env.Theme
	return append(lines, "Does policy allow it?", "",
		t.Key.Render("y")+"  yes, policy lets it through", t.Key.Render("n")+"  no, policy stops it")
}

func (m *Model) connectionLine(arrow string) string {
	from, to := m.ends(m.at)
	return from + " " + arrow + " " + to
}

// ends are the two ends of the connection a question asks about.
func (m *Model) ends(i int) (from, to string) {
	from, to, _ = strings.Cut(render.CleanLine(m.lesson.Questions[i].Connection), " > ")
	return from, strings.Replace(to, "svc ", "service ", 1)
}

// arrow is the verdict on an answered question.
func (m *Model) arrow(i int) string {
	if m.allowed(i) {
		return m.env.Theme.Allow.Render("──▶")
	}
	return m.env.Theme.Deny.Render("──✗")
}

func (m *Model) allowed(i int) bool { return m.answers[i].Answer == "allow" }

func (m *Model) verdictLines(width int) []string {
	t := m.env.Theme
	a := m.answers[m.at]
	verdict := "policy stops it"
	if m.allowed(m.at) {
		verdict = "policy allows it"
	}
	head := t.Deny.Render("Not so:") + " " + verdict + "."
	if a.Right {
		head = t.Allow.Render("Right:") + " " + verdict + "."
	}
	lines := []string{head, ""}
	if a.Why != "" {
		lines = append(lines, widget.Wrap(render.CleanLine(a.Why), width)...)
		lines = append(lines, "")
	}
	if a.Journey != nil {
		way := *a.Journey
		way.Output = "" // the question is about policy, not about what a tool prints
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
	return fmt.Sprintf("%d of %d predicted right.", m.right(), len(m.lesson.Questions))
}

func (m *Model) scoreLines(width int) []string {
	t := m.env.Theme
	lines := []string{t.Strong.Render(m.scoreWords()), ""}
	for i, a := range m.answers {
		word := t.Deny.Render("not so ")
		if a.Right {
			word = t.Allow.Render("right  ")
		}
		from, to := m.ends(i)
		lines = append(lines, widget.Fit(word+" "+from+" "+m.arrow(i)+" "+to, width))
	}
	return append(lines, "", t.Key.Render("enter")+" "+t.KeyDesc.Render(m.onwardWords()))
}
