package workspace

import (
	"strings"

	"netpol-tutor/grader/diagnostic"
)

// blank is how a complete lesson marks what the learner has to fill in.
const blank = "___"

// selectHole marks the first hole of a text, so that the first key fills it.
func (m *Model) selectHole(text string) {
	if at := strings.Index(text, blank); at >= 0 {
		m.editor.Select(diagnostic.SpanOf("", text, at, at+len(blank)))
	}
}
