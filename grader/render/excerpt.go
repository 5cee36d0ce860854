package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/diagnostic"
)

// tabGlyph makes a tab visible: YAML refuses it as indentation.
const tabGlyph = "→ "

// contextLines is how many unlabelled lines of the source surround a labelled one.
const contextLines = 1

// excerpt shows the lines of a source that labels speak of, each label below its
// place. Stretches without labels are left out.
func excerpt(text string, labels []diagnostic.Label, width int) []Line {
	source := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	labels = slices.Clone(labels)
	slices.SortStableFunc(labels, func(a, b diagnostic.Label) int {
		return cmp.Or(a.Span.Start.Line-b.Span.Start.Line, a.Span.Start.Column-b.Span.Start.Column)
	})
	numbers := len(fmt.Sprint(len(source)))
	var out []Line
	last := 0
	for _, n := range shown(labels, len(source)) {
		if last > 0 && n > last+1 {
			out = append(out, line(Piece{Faint, strings.Repeat(" ", numbers+2) + "⋮"}))
		}
		last = n
		out = append(out, line(Piece{Faint, fmt.Sprintf("  %*d │ ", numbers, n)}, Piece{Code, displayed(source[n-1])}))
		for _, l := range labels {
			if l.Span.Start.Line == n {
				out = append(out, underline(source[n-1], l, numbers, width)...)
			}
		}
	}
	return out
}

// shown lists the numbers of the lines worth showing, ascending.
func shown(labels []diagnostic.Label, lines int) []int {
	var numbers []int
	for _, l := range labels {
		for n := max(l.Span.Start.Line-contextLines, 1); n <= min(l.Span.Start.Line, lines); n++ {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

func underline(source string, l diagnostic.Label, numbers, width int) []Line {
	start := l.Span.Start.Column - 1
	end := len([]rune(source))
	if l.Span.End.Line == l.Span.Start.Line {
		end = min(end, l.Span.End.Column-1)
	}
	indent := cells(source, start)
	length := max(cells(source, end)-indent, 1)
	gutter := line(Piece{Faint, strings.Repeat(" ", numbers+2) + " │ "})
	head := append(gutter[:1:1], Piece{Plain, strings.Repeat(" ", indent)}, Piece{Mark, strings.Repeat("─", length)})
	switch {
	case l.Text == "":
		return []Line{head}
	case head.Width() > width/2:
		below := append(gutter[:1:1], Piece{Plain, "    "})
		return append([]Line{head}, hanging(below, below, Mark, l.Text, width)...)
	}
	head = append(head, Piece{Plain, " "})
	rest := append(gutter[:1:1], blanks(head.Width()-gutter.Width()))
	return hanging(head, rest, Mark, l.Text, width)
}

// displayed is a line of source as it is drawn.
func displayed(source string) string {
	return CleanLine(strings.ReplaceAll(strings.TrimSuffix(source, "\r"), "\t", tabGlyph))
}

// cells is the width of the first n characters of a line as it is drawn.
func cells(source string, n int) int {
	runes := []rune(source)
	return ansi.StringWidth(displayed(string(runes[:max(min(n, len(runes)), 0)])))
}
