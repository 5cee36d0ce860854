package manifest

import "netpol-tutor/grader/diagnostic"

// refusal is the public face of a fault.
func (f *fault) refusal(tell func(error) string, namespaces []string) Refusal {
	r := Refusal{
		File: f.doc.file.name, Document: f.doc.number, Message: trimLine(tell(f.err)),
		Object: f.doc.key(), Stage: f.stage, Span: f.doc.wholeSpan(), root: f.doc.root,
	}
	for _, c := range f.causes {
		r.Causes = append(r.Causes, f.doc.explain(c, f.stage, namespaces))
	}
	if len(r.Causes) > 0 {
		first := r.Causes[0]
		r.Span, r.Path, r.Help = first.Span, first.Path, first.Help
	}
	return r
}

// explain gives a cause its place in the file and a helping sentence.
func (d *document) explain(c cause, stage Stage, namespaces []string) Cause {
	if c.end == 0 && d.root != nil {
		c.start, c.end = d.bytesOf(c)
	}
	help, start, end := d.help(c, stage, namespaces)
	return Cause{Message: c.message, Path: c.path, Help: help, Span: d.file.span(start, end)}
}

// bytesOf are the bytes that a cause is about. What is left out is shown by the key, the
// dash or the first line of what it is missing from.
func (d *document) bytesOf(c cause) (start, end int) {
	at, rest := d.root.walk(c.path)
	start, end = at.value.Start, at.value.End
	if c.onKey || rest != "" || start == end {
		if start, end = at.keyBytes(); rest != "" && at.key == nil {
			end = min(end, lineEnd(d.file.text, start))
		}
	}
	return start, end
}

// wholeSpan is the place of the document.
func (d *document) wholeSpan() diagnostic.Span {
	if d.root == nil {
		return d.file.span(d.start, d.end)
	}
	return d.file.span(d.root.Start, d.root.End)
}
