package render

import (
	"fmt"
	"strings"
	"time"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// column is the width of the words before the parts of a diagnostic.
const column = 17

// narrow is the width below which these words stand above their parts.
const narrow = 76

// headed starts a part of a diagnostic: its words in the column before it, or on a
// line of their own where the width is small.
func headed(head string, width int) (above []Line, start Line) {
	if width >= narrow {
		return nil, line(Piece{Plain, "  " + padded(head, column)})
	}
	if head != "" {
		above = []Line{line(Piece{Plain, "  " + head})}
	}
	return above, line(Piece{Plain, "    "})
}

// Diagnostic shows one diagnostic with its excerpt, what the learner would see, and
// the fix, in lines of at most width cells where words allow it.
func Diagnostic(d diagnostic.Diagnostic, sources []manifest.Source, width int) []Line {
	head := line(piece(Title, d.Code+": "))
	if d.Severity == diagnostic.Warning {
		head = append(line(Piece{Plain, "warning: "}), head...)
	}
	lines := wrapped(head, Title, d.Message, width)
	lines = append(lines, Excerpt(d, sources, width)...)
	if d.Help != "" {
		lines = append(lines, blank)
		lines = append(lines, wrapped(line(Piece{Plain, "  "}), Plain, d.Help, width)...)
	}
	if d.Sight != nil {
		lines = append(lines, blank)
		lines = append(lines, Sight(*d.Sight, width)...)
	}
	if d.Fix != nil {
		lines = append(lines, blank)
		lines = append(lines, Fix(*d.Fix, sources, width)...)
	}
	return lines
}

var blank = Line{}

// Excerpt shows where a diagnostic stands in the text, with its labels.
func Excerpt(d diagnostic.Diagnostic, sources []manifest.Source, width int) []Line {
	if !d.Span.Known() {
		return nil
	}
	lines := []Line{line(piece(Faint, fmt.Sprintf("  %s:%d", d.Span.File, d.Span.Start.Line)))}
	return append(lines, excerpt(textOf(sources, d.Span.File), labelsOf(d), width)...)
}

// labelsOf are the labels of the primary file; a diagnostic without labels marks its span.
func labelsOf(d diagnostic.Diagnostic) []diagnostic.Label {
	var labels []diagnostic.Label
	for _, l := range d.Labels {
		if l.Span.File == d.Span.File && l.Span.Known() {
			labels = append(labels, l)
		}
	}
	if len(labels) == 0 {
		labels = append(labels, diagnostic.Label{Span: d.Span})
	}
	return labels
}

func textOf(sources []manifest.Source, name string) string {
	for _, s := range sources {
		if s.Name == name {
			return s.Text
		}
	}
	return ""
}

// Sight shows what the learner would have seen, and the way the packets took.
func Sight(s diagnostic.Sight, width int) []Line {
	lines := seen(s, width)
	for i, w := range s.Ways {
		head := ""
		if i == 0 {
			head = "the way it took"
		}
		lines = append(lines, Way(head, w, width)...)
	}
	return lines
}

func seen(s diagnostic.Sight, width int) []Line {
	lines, start := headed("you would see", width)
	if strings.TrimSpace(s.Output) == "" {
		lines = append(lines, append(start, Piece{Faint, "nothing: the command prints no line"}))
	}
	for i, text := range printed(s.Output) {
		if i > 0 {
			_, start = headed("", width)
		}
		lines = append(lines, wrapped(start, Code, text, width)...)
	}
	if s.After < time.Second {
		return lines
	}
	after := Piece{Faint, "   (after " + seconds(s.After) + ")"}
	last := len(lines) - 1
	if with := append(lines[last], after); with.Width() <= width {
		lines[last] = with
		return lines
	}
	_, start = headed("", width)
	return append(lines, append(start, Piece{Faint, strings.TrimSpace(after.Text)}))
}

// mostOutput is how many lines of a command's output are shown: a web page needs no more
// to be known as one.
const mostOutput = 4

// printed are the lines of an output, shortened; none where there is nothing to see.
func printed(output string) []string {
	if strings.TrimSpace(output) == "" {
		return nil
	}
	return shortened(strings.Split(strings.TrimSuffix(output, "\n"), "\n"))
}

func shortened(output []string) []string {
	if len(output) <= mostOutput {
		return output
	}
	return append(output[:mostOutput-1:mostOutput-1], "...")
}

func seconds(d time.Duration) string {
	if d >= 2*time.Minute {
		return fmt.Sprintf("about %d minutes", int(d.Minutes()))
	}
	if n := int(d.Seconds()); n > 1 {
		return fmt.Sprintf("%d seconds", n)
	}
	return "1 second"
}

// Way shows one journey: ──▶ where policy lets it through, ──✗ where it stops.
func Way(head string, w diagnostic.Way, width int) []Line {
	lines, row := headed(head, width)
	if w.Note != "" {
		row = append(row, piece(Plain, w.Note+": "))
	}
	for _, p := range hops(w) {
		if row.Width()+(Line{p}).Width() > width && len(row) > 1 {
			lines = append(lines, row)
			_, row = headed("", width)
		}
		row = append(row, p)
	}
	return append(lines, row)
}

func hops(w diagnostic.Way) []Piece {
	var pieces []Piece
	for i, h := range w.Hops {
		if i == 0 {
			pieces = append(pieces, piece(Plain, h.From))
		}
		pieces = append(pieces, arrow(h))
		if h.Note != "" && !h.Open {
			pieces = append(pieces, piece(Plain, h.Note))
		}
	}
	return pieces
}

func arrow(h diagnostic.Hop) Piece {
	if h.Open {
		return piece(Allow, " ──▶ "+h.To)
	}
	return piece(Deny, " ──▶ "+h.To+" ──✗ ")
}

// Fix shows a repair as the lines that it adds and removes.
func Fix(f diagnostic.Fix, sources []manifest.Source, width int) []Line {
	first := "one change that"
	if f.Only {
		first = "the change that"
	}
	rest := "mends it"
	if width < narrow {
		first, rest = first+" mends it", ""
	}
	lines, start := headed(first, width)
	lines = append(lines, wrapped(start, Plain, f.Message, width)...)
	for i, l := range DiffLines(textOf(sources, f.File), f.Patched) {
		word := ""
		if i == 0 {
			word = rest
		}
		_, start = headed(word, width)
		lines = append(lines, append(start, l...))
	}
	_, start = headed("", width)
	return append(lines, wrapped(start, Faint, "tried: "+outcome(f), width)...)
}

func outcome(f diagnostic.Fix) string {
	switch {
	case f.Passes:
		return "with it every check holds"
	case f.Mends == 1:
		return "it mends one thing and breaks nothing; more is left to do"
	}
	return fmt.Sprintf("it mends %d things and breaks nothing; more is left to do", f.Mends)
}
