package render

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Role says what a piece of text means, so that a terminal may colour it. Every
// meaning also has a glyph or a word: text without colour loses nothing.
type Role uint8

const (
	// Plain is ordinary text.
	Plain Role = iota
	// Title heads a diagnostic or a report.
	Title
	// Code is the learner's own text.
	Code
	// Faint is a line number, a rule, a frame.
	Faint
	// Mark underlines the place that a sentence is about.
	Mark
	// Allow is an open way, or a check that holds.
	Allow
	// Deny is a closed way, or a check that fails.
	Deny
	// Added is a line that a fix adds.
	Added
	// Removed is a line that a fix takes away.
	Removed
)

// Piece is a stretch of one line with one meaning. Its text is clean.
type Piece struct {
	Role Role
	Text string
}

// Line is a line of output.
type Line []Piece

// String is the line without its roles.
func (l Line) String() string {
	var b strings.Builder
	for _, p := range l {
		b.WriteString(p.Text)
	}
	return strings.TrimRight(b.String(), " ")
}

// Width is the number of terminal cells that the line takes.
func (l Line) Width() int {
	w := 0
	for _, p := range l {
		w += ansi.StringWidth(p.Text)
	}
	return w
}

// Text joins lines into text that ends with a line break.
func Text(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// mostCells is the width at which one piece of untrusted text is cut: nobody reads on.
const mostCells = 1000

func piece(r Role, text string) Piece {
	if len(text) > mostCells {
		text = ansi.Truncate(text, mostCells, "…")
	}
	return Piece{r, CleanLine(text)}
}

func line(pieces ...Piece) Line { return pieces }

// wrapped breaks prose into lines of at most width cells, the first after head, the
// others indented alike.
func wrapped(head Line, role Role, text string, width int) []Line {
	return hanging(head, line(blanks(head.Width())), role, text, width)
}

// hanging breaks prose into lines, the first after head, the others after rest.
func hanging(head, rest Line, role Role, text string, width int) []Line {
	room := max(width-max(head.Width(), rest.Width()), 20)
	var lines []Line
	for i, part := range Wrap(CleanLine(text), room) {
		start := head
		if i > 0 {
			start = rest
		}
		lines = append(lines, append(start[:len(start):len(start)], Piece{role, part}))
	}
	return lines
}

func blanks(n int) Piece { return Piece{Plain, strings.Repeat(" ", n)} }

func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}
