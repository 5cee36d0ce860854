package render

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
)

// PictureOf shows who reaches whom after a submission, a table for each port that the
// task speaks of.
func PictureOf(r *grader.Report) []Line {
	lines := []Line{headline(r)}
	for _, port := range r.Task.Ports() {
		lines = append(lines, blank)
		lines = append(lines, Picture(grader.NewPicture(r.Task, r.Judgement, port))...)
	}
	return append(lines, blank, line(Piece{Faint, legend}))
}

const legend = "▶ allowed   ✗ denied   new/lost by this submission   ! not as the task wants"

// mostColumnName bounds the width of a column heading.
const mostColumnName = 20

// Picture shows one port as a table, rows from, columns to.
func Picture(p *grader.Picture) []Line {
	first := widest(rowNames(p.Ends))
	widths := make([]int, len(p.Ends))
	for i, e := range p.Ends {
		widths[i] = max(min(ansi.StringWidth(endName(e)), mostColumnName), len("▶ lost !")) + 2
	}
	lines := []Line{
		line(Piece{Title, fmt.Sprintf("%s %d", p.Port.Protocol, p.Port.Number)}),
		namespaceRow(p.Ends, first, widths),
		nameRow(p.Ends, first, widths),
	}
	for i, e := range p.Ends {
		row := line(piece(Plain, padded(rowName(e), first+2)))
		for k, c := range p.Cells[i] {
			row = append(row, cellPiece(c, widths[k]))
		}
		lines = append(lines, row)
	}
	return lines
}

func cellPiece(c grader.Cell, width int) Piece {
	glyph, role := CellGlyph(c)
	return Piece{role, padded(glyph, width)}
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

func namespaceRow(ends []grader.End, first int, widths []int) Line {
	row := line(Piece{Faint, padded("from \\ to", first+2)})
	last := "-"
	for i, e := range ends {
		name := ""
		if ns := namespaceName(e); ns != last {
			name, last = ns, ns
		}
		row = append(row, piece(Faint, padded(ansi.Truncate(name, widths[i]-1, "…"), widths[i])))
	}
	return row
}

func nameRow(ends []grader.End, first int, widths []int) Line {
	row := line(Piece{Plain, strings.Repeat(" ", first+2)})
	for i, e := range ends {
		row = append(row, piece(Plain, padded(ansi.Truncate(endName(e), widths[i]-2, "…"), widths[i])))
	}
	return row
}

func namespaceName(e grader.End) string {
	if e.Namespace == "" {
		return "outside"
	}
	return e.Namespace
}

func endName(e grader.End) string {
	if n := len(e.Members); n > 1 {
		return fmt.Sprintf("%s +%d", CleanLine(e.Name), n-1)
	}
	return CleanLine(e.Name)
}

func rowName(e grader.End) string {
	if e.Namespace == "" {
		return endName(e)
	}
	return e.Namespace + "/" + endName(e)
}

func rowNames(ends []grader.End) []string {
	names := make([]string, len(ends))
	for i, e := range ends {
		names[i] = rowName(e)
	}
	return names
}

func widest(texts []string) int {
	w := 0
	for _, t := range texts {
		w = max(w, ansi.StringWidth(t))
	}
	return w
}
