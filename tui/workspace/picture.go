package workspace

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// picturePane is who reaches whom on one port after the last submit, or at the start.
type picturePane struct {
	picture  *grader.Picture
	ports    []task.Port
	port     int
	from, to int // the chosen cell
	seq      int
}

// judgement is the state that pictures show.
func (m *Model) judgement() *task.Judgement {
	if m.graded.report != nil {
		return m.graded.report.Judgement
	}
	return m.graded.task.Untouched()
}

// drawPicture asks for the picture of the port in view. The last one stays until it comes.
func (m *Model) drawPicture() tea.Cmd {
	p := &m.picture
	if p.ports == nil {
		p.ports = portsOf(m.graded.task)
	}
	p.seq++
	return drawPicture(m.graded.task, m.judgement(), p.ports[p.port], p.seq)
}

func portsOf(t *task.Compiled) []task.Port {
	if ports := t.Ports(); len(ports) > 0 {
		return ports
	}
	return []task.Port{grader.BestPort(t)}
}

func (p *picturePane) take(msg pictureDrawn) {
	if msg.seq != p.seq {
		return
	}
	first := p.picture == nil
	p.picture = msg.picture
	n := len(p.picture.Ends)
	p.from, p.to = max(0, min(p.from, n-1)), max(0, min(p.to, n-1))
	if first {
		p.toFirstFlow()
	}
}

// toFirstFlow chooses a cell that says something.
func (p *picturePane) toFirstFlow() {
	for i, row := range p.picture.Cells {
		for k, c := range row {
			if !c.None {
				p.from, p.to = i, k
				return
			}
		}
	}
}

func (p *picturePane) against() string {
	if p.picture == nil || len(p.picture.Ends) == 0 {
		return "there is no picture yet"
	}
	return ""
}

func (p *picturePane) againstPort() string {
	if len(p.ports) < 2 {
		return "the task speaks of no other"
	}
	return p.against()
}

func (m *Model) cellLeft() tea.Cmd  { return m.picture.move(0, -1) }
func (m *Model) cellRight() tea.Cmd { return m.picture.move(0, 1) }
func (m *Model) cellUp() tea.Cmd    { return m.picture.move(-1, 0) }
func (m *Model) cellDown() tea.Cmd  { return m.picture.move(1, 0) }

func (p *picturePane) move(down, right int) tea.Cmd {
	n := len(p.picture.Ends)
	p.from = max(0, min(p.from+down, n-1))
	p.to = max(0, min(p.to+right, n-1))
	return nil
}

func (m *Model) nextPort() tea.Cmd {
	m.picture.port = (m.picture.port + 1) % len(m.picture.ports)
	return m.drawPicture()
}

func (p *picturePane) cell() grader.Cell { return p.picture.Cells[p.from][p.to] }

// goToRule puts the cursor on the rule that decides the chosen connection.
func (m *Model) goToRule() tea.Cmd {
	span, _ := m.decidingLine()
	return m.goTo(span)
}

func (m *Model) againstRule() string {
	if why := m.picture.against(); why != "" {
		return why
	}
	if _, ok := m.decidingLine(); !ok {
		return "no line of your text decides it"
	}
	if !m.fresh() {
		return "the text has changed since; submit again"
	}
	return ""
}

// decidingLine is the rule in the submitted text that allows the chosen connection, or
// comes nearest to it; the closed side goes first.
func (m *Model) decidingLine() (diagnostic.Span, bool) {
	c := m.picture.cell()
	if m.graded.report == nil || c.None {
		return diagnostic.Span{}, false
	}
	v := m.judgement().World.Policies.Verdict(c.Flow)
	for _, s := range closedFirst(v) {
		if span, ok := m.ruleSpan(s); ok {
			return span, true
		}
	}
	return diagnostic.Span{}, false
}

const (
	widestHead  = 26 // of the names of rows, with their gap
	widestCell  = 13
	reasonLines = 3 // for one side of a connection
)

const legend = "▶ allowed  ✗ denied   new, lost: by your change   ! not as the task wants"

// pictureLines is the pane of the picture: port and legend, the table, and why the
// chosen cell is as it is.
func (m *Model) pictureLines(width, height int) []string {
	p := &m.picture
	t := m.env.Theme
	if why := p.against(); why != "" {
		return []string{t.Faint.Render("drawing …")}
	}
	reasons := m.cellReasons(width)
	reasons = reasons[:min(len(reasons), max(1, height-6))]
	rows := max(1, height-len(reasons)-4)
	lines := []string{m.pictureHead(width)}
	lines = append(lines, p.table(t, width, rows)...)
	if len(lines) < height-len(reasons)-2 {
		lines = append(lines, "", t.Faint.Render(widget.Fit(legend, width)))
	}
	for len(lines) < height-len(reasons)-1 {
		lines = append(lines, "")
	}
	lines = append(lines, widget.Rule(t, width))
	return append(lines, reasons...)
}

func (m *Model) pictureHead(width int) string {
	t, p := m.env.Theme, &m.picture
	port := p.picture.Port
	left := t.Strong.Render(fmt.Sprintf("%s %d", port.Protocol, port.Number))
	if len(p.ports) > 1 {
		left += t.Faint.Render(fmt.Sprintf("  port %d of %d", p.port+1, len(p.ports)))
	}
	when := "before you change anything"
	if m.graded.report != nil {
		when = "after your last submit"
	}
	return widget.Ends(left, t.Faint.Render(when), width)
}

// table draws rows and columns around the chosen cell; headings stay in sight.
func (p *picturePane) table(t *theme.Theme, width, rows int) []string {
	g := p.grid(width)
	lines := []string{p.namespaceRow(t, g), p.nameRow(t, g)}
	from, to := widget.Window(len(p.picture.Ends), p.from, rows)
	for i := from; i < to; i++ {
		lines = append(lines, p.row(t, i, g))
	}
	return lines
}

// grid is which columns are in sight, and how wide everything is.
type grid struct {
	head        int
	widths      []int
	first, last int
}

func (p *picturePane) grid(width int) grid {
	g := grid{head: p.headWidth(width), widths: p.columnWidths()}
	g.first, g.last = columnsAround(g.widths, p.to, width-g.head)
	return g
}

func (p *picturePane) headWidth(width int) int {
	widest := ansi.StringWidth(corner)
	for i := range p.picture.Ends {
		widest = max(widest, ansi.StringWidth(p.rowName(i)))
	}
	return min(widest+2, widestHead, width/3)
}

// rowName names the namespace where it begins.
func (p *picturePane) rowName(i int) string {
	e := p.picture.Ends[i]
	if e.Namespace == "" || i > 0 && p.picture.Ends[i-1].Namespace == e.Namespace {
		return endName(e)
	}
	return namespaceOf(e) + "/" + endName(e)
}

const corner = "from ↓  to →"

func (p *picturePane) columnWidths() []int {
	widths := make([]int, len(p.picture.Ends))
	for k, e := range p.picture.Ends {
		w := ansi.StringWidth(endName(e))
		for i := range p.picture.Cells {
			glyph, _ := render.CellGlyph(p.picture.Cells[i][k])
			w = max(w, ansi.StringWidth(glyph))
		}
		widths[k] = min(w, widestCell) + 3
	}
	return widths
}

// columnsAround is the stretch of columns that fits and holds the chosen one.
func columnsAround(widths []int, chosen, room int) (first, last int) {
	first, last = chosen, chosen+1
	used := widths[chosen]
	for {
		switch {
		case last < len(widths) && used+widths[last] <= room:
			used += widths[last]
			last++
		case first > 0 && used+widths[first-1] <= room:
			first--
			used += widths[first]
		default:
			return first, last
		}
	}
}

func (p *picturePane) namespaceRow(t *theme.Theme, g grid) string {
	row := t.Faint.Render(widget.Fit(corner, g.head))
	before := "-"
	for k := g.first; k < g.last; k++ {
		name := namespaceOf(p.picture.Ends[k])
		if name == before {
			name = ""
		} else {
			before = name
		}
		row += t.Faint.Render(widget.Fit(name, g.widths[k]-1) + " ")
	}
	return row
}

// nameRow also shows where there are more columns than fit.
func (p *picturePane) nameRow(t *theme.Theme, g grid) string {
	row := widget.Spaces(g.head)
	if g.first > 0 {
		row = t.Accent.Render(widget.FitRight("‹ ", g.head))
	}
	for k := g.first; k < g.last; k++ {
		name := widget.Fit(" "+endName(p.picture.Ends[k]), g.widths[k]-1) + " "
		if k == p.to {
			name = t.Accent.Render(name)
		}
		row += name
	}
	if g.last < len(g.widths) {
		row += t.Accent.Render("›")
	}
	return row
}

func (p *picturePane) row(t *theme.Theme, i int, g grid) string {
	row := widget.Fit(p.rowName(i), g.head-2) + "  "
	if i == p.from {
		row = t.Accent.Render(row)
	}
	for k := g.first; k < g.last; k++ {
		row += p.glyph(t, i, k, g.widths[k])
	}
	return row
}

// glyph is one cell; the chosen one stands in brackets, so that it is seen without colour.
func (p *picturePane) glyph(t *theme.Theme, i, k, width int) string {
	text, role := render.CellGlyph(p.picture.Cells[i][k])
	verdict, wrong := strings.CutSuffix(text, "!")
	styled := t.Line(render.Line{{Role: role, Text: verdict}})
	if wrong {
		styled += t.Warn.Render("!")
	}
	if i == p.from && k == p.to {
		return widget.Fit(t.Accent.Render("[")+styled+t.Accent.Render("]"), width)
	}
	return widget.Fit(" "+styled, width)
}

func endName(e grader.End) string {
	name := render.CleanLine(e.Name)
	if n := len(e.Members); n > 1 {
		name += fmt.Sprintf(" +%d", n-1)
	}
	return name
}

func namespaceOf(e grader.End) string {
	if e.Namespace == "" {
		return "outside"
	}
	return render.CleanLine(e.Namespace)
}
