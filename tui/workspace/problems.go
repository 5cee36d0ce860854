package workspace

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/editor"
	"netpol-tutor/tui/widget"
)

// problemsPane shows one diagnostic at a time, one rung at a time.
type problemsPane struct {
	list    []diagnostic.Diagnostic
	climbed []play.Rung // how far the learner has asked, of each
	at      int
	scroll  widget.Scroll
}

func (p *problemsPane) show(r *grader.Report) {
	*p = problemsPane{list: r.Diagnostics, climbed: make([]play.Rung, len(r.Diagnostics))}
	for i, d := range r.Diagnostics {
		p.climbed[i] = play.Rungs(d)[0]
	}
}

// next is the rung above; ok is false at the top.
func (p *problemsPane) next() (r play.Rung, ok bool) {
	if len(p.list) == 0 {
		return 0, false
	}
	for _, r := range play.Rungs(p.list[p.at]) {
		if r > p.climbed[p.at] {
			return r, true
		}
	}
	return 0, false
}

// nextWords say what the next rung shows.
func (p *problemsPane) nextWords() string {
	switch r, ok := p.next(); {
	case !ok:
		return "next rung"
	case r == play.Way:
		return "which side, which policy"
	case r == play.Line:
		return "which line"
	}
	return "a change that mends it"
}

func (m *Model) climb() tea.Cmd {
	if r, ok := m.problem.next(); ok {
		m.problem.climbed[m.problem.at] = r
		m.layout()
		m.mark()
		if r == play.Change {
			m.problem.scroll.Bottom()
		}
	}
	return nil
}

func (m *Model) againstClimb() string {
	switch _, ok := m.problem.next(); {
	case m.againstWhy() != "":
		return m.againstWhy()
	case !ok:
		return "this is all there is to say"
	}
	return ""
}

func (m *Model) nextProblem() tea.Cmd     { return m.toProblem(m.problem.at + 1) }
func (m *Model) previousProblem() tea.Cmd { return m.toProblem(m.problem.at - 1) }

func (m *Model) toProblem(i int) tea.Cmd {
	n := len(m.problem.list)
	m.problem.at = (i + n) % n
	m.layout()
	m.problem.scroll.Top()
	return nil
}

func (m *Model) againstOther() string {
	if m.againstWhy() != "" {
		return m.againstWhy()
	}
	if len(m.problem.list) < 2 {
		return "there is only this one"
	}
	return ""
}

// current is the diagnostic that is shown.
func (p *problemsPane) current() *diagnostic.Diagnostic {
	if p.at < len(p.list) {
		return &p.list[p.at]
	}
	return nil
}

func (m *Model) goToProblem() tea.Cmd { return m.goTo(m.problem.current().Span) }

func (m *Model) goTo(s diagnostic.Span) tea.Cmd {
	m.editor.GoTo(s.Start.Line, s.Start.Column)
	return m.focus(paneEditor)
}

func (m *Model) againstGoTo() string {
	d := m.problem.current()
	switch {
	case m.againstWhy() != "":
		return m.againstWhy()
	case !d.Span.Known():
		return "it has no line in your text"
	case m.problem.climbed[m.problem.at] < play.Line:
		return "enter shows the line first"
	}
	return ""
}

// applyFix makes the change in the editor, where ctrl+z takes it back.
func (m *Model) applyFix() tea.Cmd {
	cause, fix := m.problem.current().Code, m.problem.current().Fix
	m.focus(paneEditor)
	return tea.Batch(noteFix(m.attempt, cause), m.edit(func() {
		if err := m.editor.Apply(fix.Edits); err != nil {
			m.note = render.CleanLine(err.Error())
			return
		}
		m.note = "changed; ctrl+z takes it back, ctrl+s submits"
	}))
}

func (m *Model) againstApply() string {
	d := m.problem.current()
	switch {
	case m.againstWhy() != "":
		return m.againstWhy()
	case d.Fix == nil:
		return "no single change was found that mends it"
	case m.problem.climbed[m.problem.at] < play.Change:
		return "enter shows it first"
	case !m.fresh():
		return "the text has changed since; submit again"
	}
	return ""
}

// marks are the lines of the problems that the learner has asked to see.
func (p *problemsPane) marks() []editor.Mark {
	var marks []editor.Mark
	for i, d := range p.list {
		if d.Span.Known() && p.climbed[i] >= play.Line {
			marks = append(marks, editor.Mark{Line: d.Span.Start.Line, Severity: d.Severity})
		}
	}
	return marks
}

func (m *Model) layProblems(width, height int) {
	m.problem.scroll.SetHeight(height)
	m.problem.scroll.SetLines(m.problemLines(width))
	m.problem.scroll.SetSticky(m.problemTitle(width))
}

func (m *Model) problemLines(width int) []string {
	d := m.problem.current()
	switch {
	case m.graded.report == nil:
		return m.notSubmitted(width)
	case d == nil:
		return []string{"Nothing is wrong."}
	}
	t := m.env.Theme
	lines := m.problemHead(d)
	lines = append(lines, t.Lines(rungs(*d, m.problem.climbed[m.problem.at], m.graded.report.Submission.Files, width))...)
	if _, ok := m.problem.next(); ok {
		lines = append(lines, "", t.Key.Render("enter")+" "+t.KeyDesc.Render(m.problem.nextWords()))
	} else if m.againstApply() == "" {
		lines = append(lines, "", t.Key.Render("a")+" "+t.KeyDesc.Render("applies the change; ctrl+z takes it back"))
	}
	return lines
}

// problemHead says which of several problems this is, and what kind if it is no error.
func (m *Model) problemHead(d *diagnostic.Diagnostic) []string {
	n := len(m.problem.list)
	if n < 2 && d.Severity == diagnostic.Error {
		return nil
	}
	word := d.Severity.String()
	if n > 1 {
		word += fmt.Sprintf(", %d of %d", m.problem.at+1, n)
	}
	return []string{m.env.Theme.Faint.Render(word)}
}

// problemTitle says which problem it is, for a text that is scrolled beyond its head.
func (m *Model) problemTitle(width int) string {
	d := m.problem.current()
	if d == nil || m.graded.report == nil {
		return ""
	}
	head := strings.Join(m.problemHead(d), "")
	if m.problem.climbed[m.problem.at] < play.Line {
		return head
	}
	const unbroken = 1 << 16
	title := m.env.Theme.Line(render.Diagnostic(diagnostic.Diagnostic{Code: d.Code, Message: d.Message}, nil, unbroken)[0])
	if head != "" {
		title = head + "  " + title
	}
	return widget.Fit(title, width)
}

// rungs shows a diagnostic as far as the learner has climbed, in the order in which
// the whole is read.
func rungs(d diagnostic.Diagnostic, upTo play.Rung, files []manifest.Source, width int) []render.Line {
	if upTo < play.Change {
		d.Fix = nil
	}
	if upTo >= play.Line {
		return render.Diagnostic(d, files, width)
	}
	sight := *d.Sight
	if upTo < play.Way {
		sight.Ways = nil
	}
	return render.Sight(sight, width)
}
