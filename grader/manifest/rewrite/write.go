package rewrite

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

// wide is how long a new {..} may get before a text that breaks lines breaks it.
const wide = 60

// writer renders values in the style of a text.
type writer struct {
	text string
	style
	root *manifest.Node // of the tree the text belongs to; may be nil
}

// inline tells whether a value stands on the line of its key even in block style.
func (w *writer) inline(v *Value) bool {
	switch {
	case v.kind == manifest.Scalar || v.Len() == 0:
		return true
	case v.from != nil && len(v.from.Values) > 0:
		return v.from.Flow
	}
	if flow, known := habit(w.root, v); known {
		return flow
	}
	return v.compact
}

// block writes a value whose first character stands in the given column.
func (w *writer) block(v *Value, col int) string {
	if text, ok := w.copied(v, col); ok {
		return text + w.commentBehind(v.from)
	}
	if w.inline(v) {
		return w.flow(v, -1)
	}
	var lines []string
	for _, e := range v.entries {
		lines = append(lines, w.entry(e, col))
	}
	for _, item := range v.items {
		lines = append(lines, "- "+w.block(item, col+2))
	}
	return strings.Join(lines, w.newline+strings.Repeat(" ", col))
}

// entry writes a key and its value in block style.
func (w *writer) entry(e entry, col int) string {
	return w.key(e) + ":" + w.after(e.value, col)
}

// after writes what follows the colon of a key that stands in the given column.
func (w *writer) after(v *Value, col int) string {
	if w.inline(v) {
		return " " + w.block(v, col+w.step)
	}
	if v.kind == manifest.Sequence {
		col += w.list
	} else {
		col += w.step
	}
	return w.commentBefore(v) + w.newline + strings.Repeat(" ", col) + w.block(v, col)
}

// commentBehind is the comment on the last line of a node, with the blanks before it.
func (w *writer) commentBehind(n *manifest.Node) string {
	rest := w.text[n.End:lineEnd(w.text, n.End)]
	if strings.HasPrefix(strings.TrimLeft(rest, " \t"), "#") {
		return rest
	}
	return ""
}

// commentBefore is the comment behind the key that a value had in its old place.
func (w *writer) commentBefore(v *Value) string {
	if v.from == nil || !v.same() || v.from.Parent == nil || v.from.Parent.Kind != manifest.Mapping {
		return ""
	}
	key := v.from.Parent.Keys[v.from.Index()]
	rest := w.text[key.End:lineEnd(w.text, key.End)]
	if i := strings.IndexByte(rest, '#'); i > 0 && v.from.Start > key.End+i {
		return " " + rest[i:]
	}
	return ""
}

// flow writes a value in {..} and [..], broken into lines where it is wide and the
// column of the surrounding key is known.
func (w *writer) flow(v *Value, col int) string {
	if text, ok := w.copied(v, col); ok && (v.kind == manifest.Scalar || v.from.Flow) && !hasBreak(text) {
		return text
	}
	if v.kind == manifest.Scalar {
		return w.scalar(v)
	}
	open, end := "{", "}"
	if v.kind == manifest.Sequence {
		open, end = "[", "]"
	}
	parts := w.parts(v, -1)
	line := open + strings.Join(parts, ", ") + end
	if col < 0 || len(line) <= wide || v.Len() == 0 {
		return line
	}
	inner := w.newline + strings.Repeat(" ", col+w.step)
	outer := w.newline + strings.Repeat(" ", col)
	return open + inner + strings.Join(w.parts(v, col+w.step), ","+inner) + outer + end
}

func (w *writer) parts(v *Value, col int) []string {
	var parts []string
	for _, e := range v.entries {
		parts = append(parts, w.key(e)+": "+w.flow(e.value, col))
	}
	for _, item := range v.items {
		parts = append(parts, w.flow(item, col))
	}
	return parts
}

func (w *writer) scalar(v *Value) string {
	old := v.from
	switch {
	case v.null:
		return "null"
	case v.number:
		return v.scalar
	case old != nil && !old.Quoted && !old.Block && !strings.ContainsAny(v.scalar, "\n,[]{}"):
		return v.scalar // it stood without quotes before
	case old != nil || w.json:
		return quoted(v.scalar)
	}
	return likeOld(v.scalar, 0)
}

func (w *writer) key(e entry) string {
	if e.from != nil && e.key == e.from.Value && !shared(w.text, e.from) {
		return w.text[e.from.Start:e.from.End]
	}
	if w.json {
		return quoted(e.key)
	}
	if e.from != nil {
		return likeOld(e.key, w.text[e.from.Start])
	}
	return likeOld(e.key, 0)
}

// copied is the text a value had in its old place, comments included, moved to a column.
func (w *writer) copied(v *Value, col int) (string, bool) {
	n := v.from
	if n == nil || n.End <= n.Start || !v.same() || shared(w.text, n) {
		return "", false
	}
	raw := w.text[n.Start:n.End]
	if !hasBreak(raw) {
		return raw, !w.json || n.Flow || n.Quoted
	}
	if n.Kind == manifest.Scalar || n.Flow || strings.Contains(raw, "\t") {
		return "", false
	}
	return w.reindent(raw, column(w.text, n.Start), col), true
}

// reindent moves all lines but the first from one column to another.
func (w *writer) reindent(raw string, from, to int) string {
	lines, ends := linesOf(raw)
	for i, line := range lines[1:] {
		blanks := len(line) - len(strings.TrimLeft(line, " "))
		rest := line[min(blanks, from):]
		if strings.TrimSpace(rest) != "" {
			rest = strings.Repeat(" ", max(to, 0)) + rest
		}
		lines[i+1] = ends[i] + rest
	}
	return strings.Join(lines, "")
}
