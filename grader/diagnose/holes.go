package diagnose

import (
	"fmt"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/task"
)

// openHole tells of the first hole that is left to fill. What the server says of the mark
// in it is about nothing that the learner wrote.
func (s *scene) openHole() (diagnostic.Diagnostic, bool) {
	for _, f := range s.files {
		at := task.OpenHole(f.Text, s.task.Hole)
		if at < 0 {
			continue
		}
		span := diagnostic.SpanOf(f.Name, f.Text, at, at+len(s.task.Hole))
		return diagnostic.Diagnostic{
			Code: "hole-left", Severity: diagnostic.Error, Span: span,
			Message: fmt.Sprintf("line %d still has a hole to fill: %s", span.Start.Line, s.task.Hole), Help: say("hole-left"),
			Labels: []diagnostic.Label{{Span: span, Text: "a value belongs here"}},
		}, true
	}
	return diagnostic.Diagnostic{}, false
}
