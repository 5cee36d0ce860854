package manifest

import "netpol-tutor/grader/diagnostic"

// refusal is the public face of a fault.
func (f *fault) refusal(tell func(error) string) Refusal {
	r := Refusal{
		File: f.doc.file.name, Document: f.doc.number, Message: trimLine(tell(f.err)),
		Object: f.doc.key(), Stage: f.stage, Span: f.doc.wholeSpan(), root: f.doc.root,
	}
	for _, c := range f.causes {
		r.Causes = append(r.Causes, f.doc.explain(c, f.stage))
	}
	if len(r.Causes) > 0 {
		first := r.Causes[0]
		r.Span, r.Path, r.Help = first.Span, first.Path, first.Help
	}
	return r
}

// explain gives a cause its place in the file.
func (d *document) explain(c cause, stage Stage) Cause {
	out := Cause{Message: c.message, Path: c.path, Help: c.help}
	switch {
	case c.path == "" && (c.start > 0 || c.end > 0):
		out.Span = diagnostic.SpanOf(d.file.name, d.file.text, c.start, c.end)
	case d.root == nil:
		out.Span = d.wholeSpan()
	default:
		at := d.root.nearest(c.path)
		start, end := at.value.Start, at.value.End
		if c.onKey {
			start, end = at.keyBytes()
		}
		out.Span = diagnostic.SpanOf(d.file.name, d.file.text, start, end)
	}
	return out
}

// wholeSpan is the place of the document.
func (d *document) wholeSpan() diagnostic.Span {
	if d.root == nil {
		return diagnostic.SpanOf(d.file.name, d.file.text, d.start, d.end)
	}
	return diagnostic.SpanOf(d.file.name, d.file.text, d.root.Start, d.root.End)
}
