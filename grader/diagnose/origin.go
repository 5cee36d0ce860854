package diagnose

import (
	"netpol-tutor/grader/diagnostic"
)

// originOf is the span of the submission's own text behind a span of a copy that was
// partly repaired. What only the copy holds has none.
func (s *scene) originOf(copied *scene, span diagnostic.Span) diagnostic.Span {
	before, after := s.text(span.File), copied.text(span.File)
	if before == after || !span.Known() {
		return span
	}
	edits := between(before, after)
	start, known := originOffset(edits, offsetOf(after, span.Start), true)
	if !known {
		return diagnostic.Span{}
	}
	end, _ := originOffset(edits, offsetOf(after, span.End), false)
	return diagnostic.SpanOf(span.File, before, start, max(end, start))
}

// originOffset is the offset before some edits of an offset after them; not ok if it
// lies in a text that they insert. Of an end the inserted text is left out.
func originOffset(edits []diagnostic.Edit, offset int, begin bool) (int, bool) {
	shift := 0 // how much longer the text before an edit has become
	for _, e := range edits {
		start := e.Start + shift
		if offset < start || offset == start && !begin {
			break
		}
		if inside := offset - start; inside < len(e.Text) || inside == len(e.Text) && !begin {
			return e.Start + min(inside, e.End-e.Start), e.End > e.Start || !begin
		}
		shift += len(e.Text) - (e.End - e.Start)
	}
	return offset - shift, true
}
