package lessons

import (
	"slices"
	"strings"
)

// Sentence is the one sentence to remember: the first quotation of the debrief, "" if
// there is none.
func (l *Lesson) Sentence() string {
	lines, from, to := l.quotation()
	var words []string
	for _, line := range lines[from:to] {
		words = append(words, strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), ">"))...)
	}
	return strings.Join(words, " ")
}

// Reasons is the debrief without the sentence to remember and the heading right above it,
// for those who are told the sentence elsewhere.
func (l *Lesson) Reasons() string {
	lines, from, to := l.quotation()
	if from == to {
		return l.Debrief
	}
	above := from
	for above > 0 && strings.TrimSpace(lines[above-1]) == "" {
		above--
	}
	if above > 0 && strings.HasPrefix(lines[above-1], "#") {
		from = above - 1
	}
	return strings.Join(slices.Delete(lines, from, to), "")
}

// quotation finds the first quotation among the lines of the debrief.
func (l *Lesson) quotation() (lines []string, from, to int) {
	lines = slices.Collect(strings.Lines(l.Debrief))
	quoted := func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), ">") }
	if from = slices.IndexFunc(lines, quoted); from < 0 {
		return lines, 0, 0
	}
	for to = from; to < len(lines) && quoted(lines[to]); {
		to++
	}
	return lines, from, to
}
