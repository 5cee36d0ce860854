package render

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
)

// PictureOf shows who reaches whom after a submission, on every port worth looking at.
// Ports with the same table share it.
func PictureOf(r *grader.Report) []Line {
	lines := []Line{headline(r)}
	for _, s := range sheets(r) {
		lines = append(lines, blank)
		lines = append(lines, wrapped(nil, Title, strings.Join(s.ports, ", "), pictureWidth)...)
		lines = append(lines, Picture(s.picture)...)
	}
	return append(lines, blank, line(Piece{Faint, Legend}))
}

// Legend explains the signs of a picture.
const Legend = "▶ allowed   ✗ denied   new/lost by this submission   ! not as the task wants"

// pictureWidth is how wide a table may get before its columns go below each other.
const pictureWidth = 100

// sheet is a table with the ports that it holds for.
type sheet struct {
	ports   []string
	picture *grader.Picture
}

func sheets(r *grader.Report) []sheet {
	var all []sheet
next:
	for _, c := range grader.PortChoices(r.Task, r.Judgement) {
		p := grader.NewPicture(r.Task, r.Judgement, c.Port)
		for i := range all {
			if all[i].picture.Same(p) {
				all[i].ports = append(all[i].ports, PortWords(c))
				continue next
			}
		}
		all = append(all, sheet{[]string{PortWords(c)}, p})
	}
	return all
}

// PortWords names a port, a range of ports, or all those that nobody speaks of.
func PortWords(c grader.PortChoice) string {
	switch {
	case c.Others && c.Split:
		return fmt.Sprintf("other %s ports", c.Port.Protocol)
	case c.Others:
		return "other ports"
	case c.Last > c.Port.Number:
		return fmt.Sprintf("%s %d-%d", c.Port.Protocol, c.Port.Number, c.Last)
	}
	return fmt.Sprintf("%s %d", c.Port.Protocol, c.Port.Number)
}

// mostColumnName bounds the width of a column heading.
const mostColumnName = 20

// Picture shows who reaches whom as a table, rows from, columns to. Columns that do
// not fit stand in a further table below.
func Picture(p *grader.Picture) []Line {
	t := newTable(p)
	var lines []Line
	for first := 0; first < len(p.Ends); {
		last := t.fitting(first)
		if first > 0 {
			lines = append(lines, blank)
		}
		lines = append(lines, t.block(first, last)...)
		first = last
	}
	return lines
}

// table is a picture with the widths of its columns.
type table struct {
	*grader.Picture
	head   int
	widths []int
}

func newTable(p *grader.Picture) *table {
	t := &table{Picture: p, head: ansi.StringWidth(corner), widths: make([]int, len(p.Ends))}
	for i, e := range p.Ends {
		t.head = max(t.head, ansi.StringWidth(rowName(e)))
		t.widths[i] = min(ansi.StringWidth(EndName(e)), mostColumnName)
		for k := range p.Ends {
			glyph, _ := CellGlyph(p.Cells[k][i])
			t.widths[i] = max(t.widths[i], ansi.StringWidth(glyph))
		}
	}
	for i := range p.Ends {
		if name := NamespaceName(p.Ends[i]); t.begins(i, 0) && (i+1 == len(p.Ends) || t.begins(i+1, 0)) {
			t.widths[i] = max(t.widths[i], min(ansi.StringWidth(name), mostColumnName))
		}
	}
	return t
}

const corner = "from ↓  to →"

// gap is the room between two columns.
const gap = 2

// fitting is the end of the stretch of columns that fits from first on.
func (t *table) fitting(first int) int {
	used := t.head + gap + t.widths[first]
	last := first + 1
	for last < len(t.widths) && used+gap+t.widths[last] <= pictureWidth {
		used += gap + t.widths[last]
		last++
	}
	return last
}

// begins tells whether a namespace has its first column here, among those from first on.
func (t *table) begins(i, first int) bool {
	return i == first || t.Ends[i].Namespace != t.Ends[i-1].Namespace
}

func (t *table) block(first, last int) []Line {
	lines := []Line{t.namespaces(first, last), t.names(first, last)}
	for i, e := range t.Ends {
		row := line(piece(Plain, padded(rowName(e), t.head+gap)))
		for k := first; k < last; k++ {
			glyph, role := CellGlyph(t.Cells[i][k])
			row = append(row, Piece{role, padded(glyph, t.widths[k]+gap)})
		}
		lines = append(lines, row)
	}
	return lines
}

// namespaces is the row of names above the columns; a name may reach over all of its
// namespace's columns.
func (t *table) namespaces(first, last int) Line {
	row := line(Piece{Faint, padded(corner, t.head+gap)})
	for i := first; i < last; {
		name, width := NamespaceName(t.Ends[i]), t.widths[i]+gap
		for i++; i < last && !t.begins(i, first); i++ {
			width += t.widths[i] + gap
		}
		row = append(row, piece(Faint, padded(ansi.Truncate(name, width-1, "…"), width)))
	}
	return row
}

func (t *table) names(first, last int) Line {
	row := line(Piece{Plain, strings.Repeat(" ", t.head+gap)})
	for i := first; i < last; i++ {
		row = append(row, piece(Plain, padded(EndNameIn(t.Ends[i], t.widths[i]), t.widths[i]+gap)))
	}
	return row
}

// CellGlyph is the sign of a cell: the verdict, whether it is new, whether it is wrong.
func CellGlyph(c grader.Cell) (string, Role) {
	if c.None {
		return "·", Faint
	}
	glyph, role := "✗", Deny
	if c.Allowed {
		glyph, role = "▶", Allow
	}
	switch {
	case c.Allowed && !c.Before:
		glyph += " new"
	case !c.Allowed && c.Before:
		glyph += " lost"
	}
	if c.Wrong {
		glyph += " !"
	}
	return glyph, role
}

// NamespaceName is the group that a row or column belongs to.
func NamespaceName(e grader.End) string {
	if e.Namespace == "" {
		return "outside"
	}
	return CleanLine(e.Namespace)
}

// EndName is the name of a row or column: worker-0, or worker-0 ×3 for three pods that
// behave alike.
func EndName(e grader.End) string {
	if n := len(e.Members); n > 1 {
		return fmt.Sprintf("%s ×%d", CleanLine(e.Name), n)
	}
	return CleanLine(e.Name)
}

// EndNameIn is EndName in at most width cells; how many pods it stands for stays in sight.
func EndNameIn(e grader.End, width int) string {
	name, count := CleanLine(e.Name), ""
	if n := len(e.Members); n > 1 {
		count = fmt.Sprintf(" ×%d", n)
	}
	if room := width - ansi.StringWidth(count); room > 1 {
		return ansi.Truncate(name, room, "…") + count
	}
	return ansi.Truncate(name+count, max(0, width), "…")
}

func rowName(e grader.End) string {
	if e.Namespace == "" {
		return EndName(e)
	}
	return CleanLine(e.Namespace) + "/" + EndName(e)
}
