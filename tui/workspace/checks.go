package workspace

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// checksPane lists what was tried at the last submit.
type checksPane struct {
	rows   []checkRow
	held   int
	total  int
	chosen int
}

// checkRow is one line of the list, and what there is to say about it.
type checkRow struct {
	line   string
	detail []string
	bad    bool
	head   bool // stands above other rows and cannot be chosen
}

func (p *checksPane) show(t *theme.Theme, r *grader.Report) {
	*p = checksPane{total: len(r.Judgement.Checks)}
	for _, f := range r.Read.Refusals {
		p.rows = append(p.rows, refusedRow(t, f.File, f.Span.Start.Line, f.Message, f.Help))
	}
	for _, o := range r.Judgement.State.Removed {
		p.rows = append(p.rows, removedRow(t, o.Key()))
	}
	for _, o := range r.Judgement.Objects {
		p.rows = append(p.rows, checkRow{line: t.Line(render.Object(o)), bad: true})
	}
	for _, c := range r.Judgement.Checks {
		if c.Passed {
			p.held++
		}
		p.rows = append(p.rows, checkRow{line: t.Line(render.Check(c)), detail: checkDetail(c), bad: !c.Passed})
	}
	if !r.Judgement.Bounds.Hold() {
		p.rows = append(p.rows, checkRow{line: t.Strong.Render(boundsWords(r.Judgement.Bounds)), head: true})
	}
	for _, e := range r.Judgement.Unchecked() {
		p.rows = append(p.rows, checkRow{line: t.Line(render.Counterexample(e)), detail: []string{beyond(e)}, bad: true})
	}
	p.chosen = max(0, slices.IndexFunc(p.rows, func(row checkRow) bool { return row.bad }))
}

// boundsWords head what no check speaks of.
func boundsWords(b task.BoundsResult) string {
	var parts []string
	if b.Missing > 0 {
		parts = append(parts, pairs(b.Missing)+" wrongly closed")
	}
	if b.Surplus > 0 {
		parts = append(parts, pairs(b.Surplus)+" wrongly open")
	}
	return "over every connection: " + strings.Join(parts, ", ")
}

func pairs(n int) string {
	if n == 1 {
		return "1 pair"
	}
	return fmt.Sprintf("%d pairs", n)
}

// removedRow tells what the submit took away: the text is the wanted state.
func removedRow(t *theme.Theme, key string) checkRow {
	return checkRow{
		line:   t.Warn.Render("removed ") + render.CleanLine(key) + t.Faint.Render("   it is not in your text"),
		detail: []string{"What you submit is the wanted state: a policy of the start that your text does not hold is removed, unless the lesson protects it."},
	}
}

func refusedRow(t *theme.Theme, file string, line int, message, help string) checkRow {
	place := render.CleanLine(file)
	if line > 0 {
		place += fmt.Sprintf(":%d", line)
	}
	words := help
	if words == "" {
		words, _, _ = strings.Cut(message, "\n")
	}
	row := checkRow{line: t.Deny.Render("refused ") + place + "  " + t.Faint.Render(render.CleanLine(words)), bad: true}
	if help != "" {
		row.detail = append(row.detail, render.CleanLine(help))
	}
	row.detail = append(row.detail, "the server says: "+render.CleanLine(message))
	return row
}

func checkDetail(c task.CheckResult) []string {
	var detail []string
	if c.Journey.Reason != "" {
		detail = append(detail, sentence(render.CleanLine(c.Journey.Reason)))
	}
	if !c.Passed && c.Journey.Output != "" {
		detail = append(detail, "you would see: "+render.CleanLine(strings.TrimSpace(c.Journey.Output)))
	}
	return detail
}

// sentence gives a clause a full stop.
func sentence(clause string) string {
	if strings.HasSuffix(clause, ".") {
		return clause
	}
	return clause + "."
}

func beyond(e task.Counterexample) string {
	if e.Expect == task.Allow {
		return "No check speaks of this connection, but the task needs it: " + render.CleanLine(e.Ports.String()) + "."
	}
	return "No check speaks of this connection, but the task gives no leave for it: " + render.CleanLine(e.Ports.String()) + "."
}

func (m *Model) checkUp() tea.Cmd   { return m.chooseCheck(-1) }
func (m *Model) checkDown() tea.Cmd { return m.chooseCheck(1) }

func (m *Model) chooseCheck(by int) tea.Cmd {
	rows := m.checks.rows
	next := m.checks.chosen + by
	if next >= 0 && next < len(rows) && rows[next].head {
		next += by
	}
	if next >= 0 && next < len(rows) {
		m.checks.chosen = next
	}
	return nil
}

// why goes from what happened to what went wrong.
func (m *Model) why() tea.Cmd { return m.showProblems() }

func (m *Model) againstWhy() string {
	switch {
	case m.graded.report == nil:
		return "nothing was submitted yet"
	case len(m.problem.list) == 0:
		return "there is no problem"
	}
	return ""
}

// checkLines is the pane of checks. The detail of the chosen row stands below the list.
func (m *Model) checkLines(width, height int) []string {
	t := m.env.Theme
	if m.graded.report == nil {
		return m.notSubmitted(width)
	}
	var detail []string
	if row := m.checks.rowChosen(); row != nil {
		for _, d := range row.detail {
			detail = append(detail, widget.Wrap(d, width-2)...)
		}
	}
	detail = widget.Cut(detail, height/3, width-2)
	rows := max(1, height-len(detail)-1)
	from, to := widget.Window(len(m.checks.rows), m.checks.chosen, rows)
	var lines []string
	for i := from; i < to; i++ {
		lines = append(lines, m.checkRow(i, width))
	}
	if len(detail) > 0 {
		lines = append(lines, t.Border.Render(strings.Repeat("╌", width)))
		lines = append(lines, widget.Indent(detail, 2)...)
	}
	return lines
}

func (p *checksPane) rowChosen() *checkRow {
	if p.chosen < len(p.rows) {
		return &p.rows[p.chosen]
	}
	return nil
}

func (m *Model) checkRow(i, width int) string {
	mark := "  "
	if i == m.checks.chosen {
		mark = m.env.Theme.Accent.Render("▸ ")
	}
	return mark + widget.Fit(m.checks.rows[i].line, width-2)
}

func (m *Model) notSubmitted(width int) []string {
	if m.phase == phaseChecking {
		return []string{m.env.Theme.Faint.Render("checking …")}
	}
	lines := widget.Wrap("ctrl+s submits. Then every connection that the task speaks of is tried, and you see what gets through and what does not.", width)
	if words := m.pruneWords(); words != "" {
		lines = append(append(lines, ""), widget.Wrap(words, width)...)
	}
	return lines
}

// pruneWords say what a submit does to the policies that are applied already.
func (m *Model) pruneWords() string {
	t := m.graded.task
	if t == nil || len(t.Start) == len(t.Protected) {
		return ""
	}
	words := "What you submit replaces the policies that are applied already"
	if len(t.Protected) > 0 {
		words += ", but for " + render.CleanLine(strings.Join(t.Protected, " and "))
	}
	return words + ": one that your text does not hold is removed."
}
