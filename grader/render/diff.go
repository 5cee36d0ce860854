package render

import (
	"slices"
	"strings"
)

// DiffLines are the lines that differ between two texts, with - and +, a line of
// context around each place, and ⋮ between places far apart. Whether the last line
// ends with a break is no difference.
func DiffLines(before, after string) []Line {
	changes := Diff(before, after)
	var lines []Line
	last := -1
	for i, c := range changes {
		if !c.near(changes, i) {
			continue
		}
		if last >= 0 && i > last+1 {
			lines = append(lines, line(Piece{Faint, "⋮"}))
		}
		lines, last = append(lines, c.line()), i
	}
	return lines
}

// Change is one line of a comparison: kept, added or removed.
type Change struct {
	Role   Role // Plain, Added or Removed
	Text   string
	Number int // the line's number before; of an added one, afterwards
}

// Diff compares two texts line by line.
func Diff(before, after string) []Change {
	changes := slid(diff(splitLines(before), splitLines(after)))
	was, is := 0, 0
	for i, c := range changes {
		if c.Role != Added {
			was++
			changes[i].Number = was
		}
		if c.Role != Removed {
			is++
		}
		if c.Role == Added {
			changes[i].Number = is
		}
	}
	return changes
}

// near tells whether a line is changed, or stands beside one that is.
func (c Change) near(all []Change, i int) bool {
	around := all[max(i-contextLines, 0):min(i+contextLines+1, len(all))]
	return slices.ContainsFunc(around, func(c Change) bool { return c.Role != Plain })
}

func (c Change) line() Line {
	switch c.Role {
	case Added:
		return line(Piece{Added, "+ " + displayed(c.Text)})
	case Removed:
		return line(Piece{Removed, "- " + displayed(c.Text)})
	}
	return line(Piece{Faint, "  " + displayed(c.Text)})
}

func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// mostCompared bounds the table of diff; beyond it, all lines between the common
// start and the common end count as replaced.
const mostCompared = 1 << 22

// diff compares two texts line by line. Libraries compare characters and widen to
// lines, which shows untouched lines as removed and added again.
func diff(a, b []string) []Change {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	out := marked(Plain, a[:start])
	out = append(out, between(a[start:len(a)-end], b[start:len(b)-end])...)
	return append(out, marked(Plain, a[len(a)-end:])...)
}

func marked(r Role, lines []string) []Change {
	out := make([]Change, len(lines))
	for i, l := range lines {
		out[i] = Change{Role: r, Text: l}
	}
	return out
}

// between keeps the longest common subsequence of lines.
func between(a, b []string) []Change {
	if len(a)*len(b) > mostCompared {
		return append(marked(Removed, a), marked(Added, b)...)
	}
	common := commonLengths(a, b)
	var out []Change
	i, k := 0, 0
	for i < len(a) && k < len(b) {
		switch {
		case a[i] == b[k]:
			out = append(out, Change{Role: Plain, Text: a[i]})
			i, k = i+1, k+1
		case common[i+1][k] >= common[i][k+1]:
			out = append(out, Change{Role: Removed, Text: a[i]})
			i++
		default:
			out = append(out, Change{Role: Added, Text: b[k]})
			k++
		}
	}
	out = append(out, marked(Removed, a[i:])...)
	return append(out, marked(Added, b[k:])...)
}

// commonLengths[i][k] is the length of the longest common subsequence of a[i:] and b[k:].
func commonLengths(a, b []string) [][]int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				table[i][k] = table[i+1][k+1] + 1
			} else {
				table[i][k] = max(table[i+1][k], table[i][k+1])
			}
		}
	}
	return table
}
