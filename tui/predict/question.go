package predict

import (
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/asking"
)

// questionLines is the question in view, or the score.
func (m *Model) questionLines(width int) []string {
	switch {
	case !m.Ready():
		return nil
	case m.Phase == asking.PhaseScore:
		return m.scoreLines(width)
	}
	lines := append([]string{m.connectionLine("──?──")}, "")
	if m.Phase == asking.PhaseAnswered {
		lines = append([]string{m.connectionLine(m.arrow(m.At))}, "")
		return append(lines, m.verdictLines(width)...)
	}
	t := m.Env.Theme
	return append(lines, "Does policy allow it?", "",
		t.Key.Render("y")+"  yes, policy lets it through", t.Key.Render("n")+"  no, policy stops it")
}

func (m *Model) connectionLine(arrow string) string {
	from, to := m.ends(m.At)
	return from + " " + arrow + " " + to
}

// ends are the two ends of the connection a question asks about.
func (m *Model) ends(i int) (from, to string) {
	from, to, _ = strings.Cut(render.CleanLine(m.Lesson.Questions[i].Connection), " > ")
	return from, strings.Replace(to, "svc ", "service ", 1)
}

// arrow is the verdict on an answered question.
func (m *Model) arrow(i int) string {
	if m.allowed(i) {
		return m.Env.Theme.Allow.Render("──▶")
	}
	return m.Env.Theme.Deny.Render("──✗")
}

func (m *Model) allowed(i int) bool { return m.Answers[i].Answer == "allow" }

func (m *Model) verdictLines(width int) []string {
	a := m.Answers[m.At]
	verdict := "policy stops it"
	if m.allowed(m.At) {
		verdict = "policy allows it"
	}
	lines := []string{m.Verdict(a.Right, verdict+"."), ""}
	if why := asking.Why(a, width); why != nil {
		lines = append(append(lines, why...), "")
	}
	return m.Onward(append(lines, m.Way(a, width)...))
}

func (m *Model) scoreLines(width int) []string {
	return m.ScoreLines(width, func(i int) string {
		from, to := m.ends(i)
		return from + " " + m.arrow(i) + " " + to
	})
}
