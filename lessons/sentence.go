package lessons

import "strings"

// Sentence is the one sentence to remember: the first quotation of the debrief, "" if
// there is none.
func (l *Lesson) Sentence() string {
	var words []string
	for line := range strings.Lines(l.Debrief) {
		quoted, ok := strings.CutPrefix(strings.TrimSpace(line), ">")
		switch {
		case ok:
			words = append(words, strings.Fields(quoted)...)
		case len(words) > 0:
			return strings.Join(words, " ")
		}
	}
	return strings.Join(words, " ")
}
