package diagnose

import "netpol-tutor/grader/diagnostic"

// refusals tells what the server refuses, and answers the scene in which that is
// mended as far as it can be.
func (s *scene) refusals() ([]diagnostic.Diagnostic, *scene) {
	var found []diagnostic.Diagnostic
	for _, r := range s.read.Refusals {
		found = append(found, diagnostic.Diagnostic{
			Code: "refused", Severity: diagnostic.Error, Message: r.Message, Help: r.Help, Policy: r.Object, Span: r.Span,
		})
	}
	return found, s
}
