package picture

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

const (
	corner     = "from ↓  to →"
	widestHead = 26 // of the names of rows, with their gap
	widestCell = 14
	leastCell  = 7 // a verdict, and a name that can be told from others
)

// grid is which rows and columns are in sight, and how wide everything is.
type grid struct {
	head        int
	widths      []int
	first, last int // columns
	top, bottom int // rows
}

func (m *Model) grid(width, rows int) grid {
	g := grid{head: m.headWidth(width)}
	g.widths = m.columnWidths(width/2, width-g.head-1)
	g.first, g.last = columnsAround(g.widths, m.to, width-g.head-1)
	g.top, g.bottom = widget.Window(len(m.shown.Ends), m.from, rows)
	return g
}

func (m *Model) headWidth(width int) int {
	widest := ansi.StringWidth(corner)
	for _, e := range m.shown.Ends {
		widest = max(widest, ansi.StringWidth(render.NamespaceName(e)+"/"+render.EndName(e)))
	}
	return min(widest+2, widestHead, width*2/5)
}

// columnWidths are as wide as the names, or less if then all columns are in sight: what is
// cut in a heading stands in full at the left.
func (m *Model) columnWidths(most, room int) []int {
	names := m.nameWidths()
	for cell := widestCell; cell >= leastCell; cell-- {
		if widths := cappedAt(names, cell); sum(widths) <= room {
			return widths
		}
	}
	return cappedAt(names, min(widestCell, most-3))
}

// nameWidths are what the columns would like to have.
func (m *Model) nameWidths() []int {
	widths := make([]int, len(m.shown.Ends))
	for k, e := range m.shown.Ends {
		widths[k] = ansi.StringWidth(render.EndName(e))
		for i := range m.shown.Cells {
			glyph, _ := render.CellGlyph(m.shown.Cells[i][k])
			widths[k] = max(widths[k], ansi.StringWidth(glyph))
		}
		if m.alone(k) {
			widths[k] = max(widths[k], ansi.StringWidth(render.NamespaceName(e)))
		}
	}
	return widths
}

// cappedAt are columns with a gap, none wider than a cell.
func cappedAt(names []int, cell int) []int {
	widths := make([]int, len(names))
	for k, w := range names {
		widths[k] = min(w, cell) + 3
	}
	return widths
}

func sum(widths []int) int {
	all := 0
	for _, w := range widths {
		all += w
	}
	return all
}

// alone tells whether a column is the only one of its namespace.
func (m *Model) alone(k int) bool {
	ends := m.shown.Ends
	return (k == 0 || ends[k-1].Namespace != ends[k].Namespace) && (k+1 == len(ends) || ends[k+1].Namespace != ends[k].Namespace)
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

// table draws rows and columns around the chosen cell; the headings stay in sight.
func (m *Model) table(width, rows int) []string {
	g := m.grid(width, rows)
	lines := []string{m.namespaceRow(g), m.nameRow(g)}
	for i := g.top; i < g.bottom; i++ {
		lines = append(lines, m.row(i, g))
	}
	return lines
}

// namespaceRow names each namespace above its columns.
func (m *Model) namespaceRow(g grid) string {
	row := m.theme.Faint.Render(widget.Fit(corner, g.head))
	for k := g.first; k < g.last; {
		name, width := render.NamespaceName(m.shown.Ends[k]), g.widths[k]
		for k++; k < g.last && m.shown.Ends[k].Namespace == m.shown.Ends[k-1].Namespace; k++ {
			width += g.widths[k]
		}
		row += m.theme.Faint.Render(" " + widget.Fit(name, width-2) + " ")
	}
	return row
}

// nameRow also shows where there is more than fits.
func (m *Model) nameRow(g grid) string {
	hidden := ""
	if g.top > 0 {
		hidden += fmt.Sprintf("↑%d ", g.top)
	}
	if rest := len(m.shown.Ends) - g.bottom; rest > 0 {
		hidden += fmt.Sprintf("↓%d", rest)
	}
	left := ""
	if g.first > 0 {
		left = fmt.Sprintf("‹%d ", g.first)
	}
	row := m.theme.Accent.Render(widget.Ends(hidden, left, g.head))
	for k := g.first; k < g.last; k++ {
		name := " " + widget.Fit(render.EndNameIn(m.shown.Ends[k], g.widths[k]-2), g.widths[k]-2) + " "
		if k == m.to {
			name = m.theme.Accent.Render(name)
		}
		row += name
	}
	if g.last < len(g.widths) {
		row += m.theme.Accent.Render("›")
	}
	return row
}

func (m *Model) row(i int, g grid) string {
	row := widget.Fit(m.rowName(i, g.top, g.head-2), g.head-2) + "  "
	if i == m.from {
		row = m.theme.Accent.Render(row)
	}
	for k := g.first; k < g.last; k++ {
		row += m.glyph(i, k, g.widths[k])
	}
	return row
}

// rowName names the namespace where it begins, and in the first row in sight.
func (m *Model) rowName(i, top, width int) string {
	e := m.shown.Ends[i]
	if e.Namespace == "" || i > top && m.shown.Ends[i-1].Namespace == e.Namespace {
		return render.EndNameIn(e, width)
	}
	room := render.NamespaceName(e) + "/"
	return room + render.EndNameIn(e, max(8, width-ansi.StringWidth(room)))
}

// glyph is one cell; the chosen one stands in brackets, so that it is seen without colour.
func (m *Model) glyph(i, k, width int) string {
	text, role := render.CellGlyph(m.shown.Cells[i][k])
	styled := m.theme.Line(render.Line{{Role: role, Text: text}})
	if i == m.from && k == m.to {
		return widget.Fit(m.theme.Accent.Render("[")+styled+m.theme.Accent.Render("]"), width)
	}
	return widget.Fit(" "+styled, width)
}
