package workspace

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// solutionAgreed and restartAgreed are the learner's yes to a question.
type (
	solutionAgreed struct{}
	restartAgreed  struct{}
)

func (m *Model) nextHint() tea.Cmd { return hint(m.attempt) }

func (m *Model) againstHint() string {
	switch {
	case m.attempt == nil:
		return m.againstOpening()
	case m.task.of == 0:
		return "this lesson has none"
	case len(m.task.hints) >= m.task.of:
		return fmt.Sprintf("all %d are out", m.task.of)
	}
	return ""
}

func (m *Model) hintLines(width int) []string {
	t := m.env.Theme
	var lines []string
	for i, h := range m.task.hints {
		lines = append(lines, t.Accent.Render(fmt.Sprintf("Hint %d of %d", i+1, m.task.of)))
		lines = append(lines, widget.Wrap(render.CleanLine(h), width)...)
		lines = append(lines, "")
	}
	switch {
	case m.task.of == 0:
		lines = append(lines, t.Faint.Render("This lesson has no hints."))
	case len(m.task.hints) == 0:
		lines = append(lines, widget.Wrap(fmt.Sprintf("There are %d hints, each a step further. h gives the first.", m.task.of), width)...)
	case len(m.task.hints) < m.task.of:
		lines = append(lines, t.Faint.Render("h gives the next one"))
	}
	return lines
}

func (m *Model) askSolution() tea.Cmd {
	m.Want(screen.Push{Overlay: widget.NewQuestion(m.env.Theme, "Show our answer?",
		"Any form that does the same is right, and yours may look different. A pass after this counts as passed with the answer shown.",
		"show it", "go on without", solutionAgreed{})})
	return nil
}

func (m *Model) againstSolution() string {
	switch {
	case m.attempt == nil:
		return m.againstOpening()
	case m.lesson.Model().Text == "":
		return "this lesson comes without an answer"
	}
	return ""
}

func (m *Model) askRestart() tea.Cmd {
	m.Want(screen.Push{Overlay: widget.NewQuestion(m.env.Theme, "Start again from the first text?",
		"The editor goes back to what it held when the lesson began. ctrl+z brings your text back.",
		"start again", "keep my text", restartAgreed{})})
	return nil
}

// helpStep takes hints, the solution, and what the learner agreed to.
func (m *Model) helpStep(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case hintGiven:
		return m.gotHint(msg)
	case solutionAgreed:
		return solution(m.attempt)
	case restartAgreed:
		return restart(m.attempt)
	case solutionGiven:
		m.task.solution = msg.text
		return m.showSolution()
	case restarted:
		return m.restarted(msg)
	}
	return nil
}

func (m *Model) gotHint(msg hintGiven) tea.Cmd {
	if msg.attempt != m.attempt {
		return nil
	}
	if msg.number > len(m.task.hints) {
		m.task.hints = append(m.task.hints, msg.text)
	}
	cmd := m.showHints()
	m.task.scroll().Bottom()
	return cmd
}

func (m *Model) restarted(msg restarted) tea.Cmd {
	if msg.attempt != m.attempt {
		return nil
	}
	m.focus(paneEditor)
	return m.edit(func() {
		if err := m.editor.SetText(msg.text); err != nil {
			m.note = render.CleanLine(err.Error())
		}
	})
}
