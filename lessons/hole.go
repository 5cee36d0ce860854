package lessons

import "strings"

// Hole is how a lesson of the kind complete marks what the learner has to fill in.
const Hole = "___"

// OpenHole is the line, counted from 1, of the first hole that an answer to this
// lesson still has, or 0. Such an answer is not finished: what the server says of it
// is about the marks and not about anything that the learner thinks.
func (l *Lesson) OpenHole(text string) int {
	if l.Kind != Complete {
		return 0
	}
	for i, line := range strings.Split(text, "\n") {
		if hasHole(line) {
			return i + 1
		}
	}
	return 0
}

// hasHole tells whether a hole stands in a line for a whole value, since a label may
// have underscores within it, and a comment may speak of them.
func hasHole(line string) bool {
	for _, word := range strings.FieldsFunc(line, betweenValues) {
		if strings.HasPrefix(word, "#") {
			return false
		}
		if word == Hole {
			return true
		}
	}
	return false
}

func betweenValues(r rune) bool { return strings.ContainsRune(" \t\r{}[],:\"'", r) }
