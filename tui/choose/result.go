package choose

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/widget"
)

const resultSheet = "Result"

// resultLines say whether the file that was applied is the one, why, and which
// connection shows it; below them, what the files do.
func (m *Model) resultLines(width int) []string {
	says := name(m.applied) + " is not the file."
	if m.outcome.Right {
		says = name(m.applied) + " does what the task asks, and nothing more."
	}
	lines := []string{widget.Fit(m.Verdict(m.outcome.Right, says), width)}
	lines = append(lines, asking.Why(m.outcome, width)...)
	lines = append(lines, m.shows(m.outcome.Report, width)...)
	return append(append(lines, ""), m.table(width)...)
}

// shows is the connection in the grader's report that gives a wrong file away.
func (m *Model) shows(r *grader.Report, width int) []string {
	for _, refused := range r.Read.Refusals {
		return widget.Wrap("The server refuses it: "+render.CleanLine(refused.Message), width)
	}
	for _, c := range r.Judgement.Checks {
		if !c.Passed {
			return append(m.evidence(render.Check(c), width), m.reason(c.Journey.Reason, width)...)
		}
	}
	if more := r.Judgement.Unchecked(); len(more) > 0 {
		return m.evidence(render.Counterexample(more[0]), width)
	}
	for _, o := range r.Judgement.Objects {
		return m.evidence(render.Object(o), width)
	}
	return nil
}

// evidence is one line of the report; what is remarked at its end goes below it where
// the line is too long.
func (m *Model) evidence(l render.Line, width int) []string {
	t := m.Env.Theme
	whole := t.Line(l)
	if ansi.StringWidth(whole) <= width || len(l) < 2 {
		return []string{"", widget.Fit(whole, width)}
	}
	last := len(l) - 1
	remark := widget.Fit("  "+strings.TrimSpace(l[last].Text), width)
	return []string{"", widget.Fit(t.Line(l[:last]), width), t.Faint.Render(remark)}
}

func (m *Model) reason(why string, width int) []string {
	if why == "" {
		return nil
	}
	lines := widget.Wrap(fmt.Sprintf("%s.", render.CleanLine(why)), width-2)
	for i, l := range lines {
		lines[i] = "  " + m.Env.Theme.Faint.Render(l)
	}
	return lines
}
