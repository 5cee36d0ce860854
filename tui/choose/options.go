package choose

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/editor"
	"netpol-tutor/tui/theme"
)

// option is one of the files.
type option struct {
	editor editor.Model
	tried  bool
	right  bool // of one that was tried
}

func newOptions(t *theme.Theme, all []lessons.Option) []option {
	options := make([]option, len(all))
	for i, o := range all {
		e := editor.New(t.Editor(), editor.DefaultKeyMap())
		if err := e.Load(o.Text); err != nil {
			_ = e.Load("# " + render.CleanLine(err.Error()) + "\n")
		}
		e.SetReadOnly(true)
		e.Blur() // there is nothing to type
		options[i].editor = e
	}
	return options
}

// take marks the lines that the report points at.
func (o *option) take(outcome play.Outcome) {
	o.tried, o.right = true, outcome.Right
	var marks []editor.Mark
	for _, d := range outcome.Report.Diagnostics {
		if d.Span.Known() && d.Severity == diagnostic.Error {
			marks = append(marks, editor.Mark{Line: d.Span.Start.Line, Severity: d.Severity})
		}
	}
	o.editor.SetMarks(marks)
}

// name is what the learner calls an option: a letter.
func name(i int) string { return string(rune('a' + i)) }

// tab is the name, and what came of it once it was tried.
func (m *Model) tab(i int) string {
	switch o := m.options[i]; {
	case o.right:
		return name(i) + " ✓"
	case o.tried:
		return name(i) + " ✗"
	}
	return name(i)
}

func (m *Model) show(i int) tea.Cmd {
	m.at = i
	if m.phase != phaseResult {
		m.aside = false
	}
	return nil
}

func (m *Model) previous() tea.Cmd { return m.show((m.at + len(m.options) - 1) % len(m.options)) }
func (m *Model) next() tea.Cmd     { return m.show((m.at + 1) % len(m.options)) }

// file is one of the files as a pane to be scrolled.
type file struct{ *option }

func (f file) By(lines int) {
	if lines < 0 {
		f.press(tea.KeyCtrlUp)
	} else {
		f.press(tea.KeyCtrlDown)
	}
}

func (f file) Pages(n int) {
	if n < 0 {
		f.press(tea.KeyPgUp)
	} else {
		f.press(tea.KeyPgDown)
	}
}

func (o *option) press(k tea.KeyType) { o.editor, _ = o.editor.Update(tea.KeyMsg{Type: k}) }

// pane is what has the keys.
func (m *Model) pane() asking.Pane {
	if m.aside {
		return m.Sheets
	}
	return file{&m.options[m.at]}
}
