package workspace

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/reading"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/editor"
)

// lintAfter is the pause after which the text is read as a server would read it.
const lintAfter = 700 * time.Millisecond

// linting is what a server would refuse in the text, as far as it was looked at.
type linting struct {
	seq      int
	typing   int  // the line that is being typed; it carries no mark
	pointing bool // problems of the last submit are marked
	line     int  // of the cursor, when it was looked at last
	refusals []manifest.Refusal
	readings []reading.Reading
}

// lintDue says that the learner has paused.
type lintDue struct{ seq int }

// lintLater forgets what was due before: there was another key.
func (m *Model) lintLater() tea.Cmd {
	m.lint.seq++
	m.lint.typing = m.editor.Cursor().Line
	m.lint.line = m.lint.typing
	return m.env.After(lintAfter, lintDue{m.lint.seq})
}

func (m *Model) lintStep(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case lintDue:
		if msg.seq == m.lint.seq {
			return lint(m.graded.task, m.source(), msg.seq)
		}
	case linted:
		if msg.seq == m.lint.seq {
			m.lint.refusals, m.lint.readings = msg.refusals, msg.readings
			m.mark()
			m.layReading()
		}
	}
	return nil
}

// moved takes the line that was being typed as finished once the cursor has left it.
func (m *Model) moved() {
	line := m.editor.Cursor().Line
	if line == m.lint.line {
		return
	}
	m.lint.line = line
	m.layReading()
	if line != m.lint.typing && m.lint.typing != 0 {
		m.lint.typing = 0
		m.mark()
	}
}

// lintNow reads the text at once, when it was just loaded.
func (m *Model) lintNow() tea.Cmd {
	m.lint.seq++
	return lint(m.graded.task, m.source(), m.lint.seq)
}

// mark draws the gutter: what the server would refuse, and the lines of problems that
// the learner has asked to see.
func (m *Model) mark() {
	var marks []editor.Mark
	for _, r := range m.lint.refusals {
		if r.Span.Known() && r.Span.Start.Line != m.lint.typing {
			marks = append(marks, editor.Mark{Line: r.Span.Start.Line, Severity: diagnostic.Error})
		}
	}
	before := len(marks)
	if m.fresh() {
		marks = append(marks, m.problem.marks()...)
	}
	m.lint.pointing = len(marks) > before
	m.editor.SetMarks(marks)
}

// refusalHere is what the server would say to the line of the cursor.
func (m *Model) refusalHere() string {
	line := m.editor.Cursor().Line
	for _, r := range m.lint.refusals {
		if r.Span.Start.Line == line && line != m.lint.typing {
			if r.Help != "" {
				return "▲ " + render.CleanLine(r.Help)
			}
			return "▲ " + render.CleanLine(r.Message)
		}
	}
	return ""
}
