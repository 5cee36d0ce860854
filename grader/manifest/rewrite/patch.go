package rewrite

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// errPlace is returned where a text has no place for a change, for example inside a
// part that an alias repeats.
var errPlace = errors.New("rewrite: no place for this change in the text")

// Edits answers the edits that make a text say v where it says root. The value must
// have been read from root, or is new altogether. It fails where the text has no
// place for the change; the text is then better left alone. A change of a part that an
// alias repeats changes the alias too: Means tells, once the result is read again.
func Edits(text string, root *manifest.Node, v *Value) ([]diagnostic.Edit, error) {
	if root == nil || root.Start > root.End || root.End > len(text) {
		return nil, errPlace
	}
	p := &patcher{writer: writer{text: text, style: styleOf(text, root), root: root}}
	p.value(root, v, slot{after: root.Start, flow: root.Flow, item: true, column: column(text, root.Start)})
	if p.lost {
		return nil, errPlace
	}
	slices.SortStableFunc(p.edits, func(a, b diagnostic.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(min(a.End-a.Start, 1), min(b.End-b.Start, 1)))
	})
	return p.edits, nil
}

// patcher collects the edits of one text.
type patcher struct {
	writer
	edits []diagnostic.Edit
	lost  bool
}

// slot is the place that a value fills: after a colon, after a dash, or as an
// element of a flow collection.
type slot struct {
	after  int  // the offset behind the colon or dash
	column int  // of the key or dash
	flow   bool // inside {..} or [..]
	item   bool // behind a dash, or the whole document
}

func (p *patcher) edit(start, end int, text string) {
	p.edits = append(p.edits, diagnostic.Edit{Start: start, End: end, Text: text})
}

// value makes the text of n say v, inside n where possible, else as a whole.
func (p *patcher) value(n *manifest.Node, v *Value, s slot) {
	if v.from == n && v.same() {
		return
	}
	if n.Start < s.after && !implicit(n) {
		p.lost = true
		return
	}
	mark := len(p.edits)
	if v.from == n && n.Alias == nil && p.inside(n, v) {
		return
	}
	p.edits = p.edits[:mark]
	p.replace(n, v, s)
}

// implicit tells whether a node is a null that nobody wrote.
func implicit(n *manifest.Node) bool { return n == nil || n.Null && n.Start >= n.End }

func (p *patcher) inside(n *manifest.Node, v *Value) bool {
	if len(n.Values) == 0 || v.Len() == 0 {
		return false
	}
	switch {
	case n.Kind == manifest.Mapping && n.Flow:
		return p.flowMapping(n, v)
	case n.Kind == manifest.Mapping:
		return p.blockMapping(n, v)
	case n.Kind == manifest.Sequence && n.Flow:
		return p.flowSequence(n, v)
	case n.Kind == manifest.Sequence:
		return p.blockSequence(n, v)
	}
	return false
}

// replace writes v over n as a whole.
func (p *patcher) replace(n *manifest.Node, v *Value, s slot) {
	start, end := n.Start, n.End
	if implicit(n) {
		start, end = s.after, s.after
	}
	gap := p.text[s.after:start]
	switch {
	case s.flow:
		p.edit(start, end, p.spaced(gap, start, s)+p.again(n, v, p.flow(v, -1)))
	case s.item:
		p.edit(start, end, p.spaced(gap, start, s)+p.block(v, column(p.text, start)+len(p.spaced(gap, start, s))))
	case p.inline(v):
		p.toInline(start, end, gap, p.again(n, v, p.flow(v, -1)), s)
	case hasBreak(gap):
		p.edit(start, end, p.deeper(v, start, s))
	default:
		p.toBlock(end, p.after(v, s.column), s)
	}
}

// again writes a scalar in place of another with the quotes of the old one.
func (p *patcher) again(n *manifest.Node, v *Value, text string) string {
	if n.Kind == manifest.Scalar && n.Quoted && v.kind == manifest.Scalar && v.from == nil && !v.number && !v.null && !p.json {
		return likeOld(v.scalar, p.text[n.Start])
	}
	return text
}

// spaced is the blank that a value needs behind its colon or dash, if it has none.
func (p *patcher) spaced(gap string, start int, s slot) string {
	if gap == "" && start == s.after && start > 0 && strings.ContainsRune(":-", rune(p.text[start-1])) {
		return " "
	}
	return ""
}

// deeper writes a value in place of another that stands on lines of its own. A list
// may stand in the column of its key; what takes its place may not.
func (p *patcher) deeper(v *Value, start int, s slot) string {
	col := column(p.text, start)
	more := 0
	if v.kind == manifest.Mapping && col <= s.column {
		more = s.column + p.step - col
	}
	return strings.Repeat(" ", more) + p.block(v, col+more)
}

// toInline puts a short value behind the colon in place of what stood there or on
// the following lines. Comments in between stay.
func (p *patcher) toInline(start, end int, gap, text string, s slot) {
	switch {
	case !hasBreak(gap):
		p.edit(start, end, p.spaced(gap, start, s)+text)
	case !strings.Contains(gap, "#"):
		p.edit(s.after, end, " "+text)
	default:
		p.edit(s.after, s.after, " "+text)
		p.edit(p.lineBreakBefore(start), end, "")
	}
}

// toBlock puts lines under a key in place of what stood behind its colon. A comment
// on that line stays there.
func (p *patcher) toBlock(end int, lines string, s slot) {
	eol := lineEnd(p.text, end)
	if rest := strings.TrimSpace(p.text[end:eol]); rest == "" {
		p.edit(s.after, eol, lines)
	} else {
		p.edit(s.after, end, "")
		p.edit(eol, eol, lines)
	}
}

// lineBreakBefore is where the line before that of an offset ends.
func (p *patcher) lineBreakBefore(offset int) int {
	start := lineStart(p.text, offset)
	return start - breakBefore(p.text, start)
}

// colon is the offset behind the colon of a key, or -1.
func (p *patcher) colon(key *manifest.Node) int {
	at := key.End
	for at < len(p.text) && (p.text[at] == ' ' || p.text[at] == '\t') {
		at++
	}
	if at < len(p.text) && p.text[at] == ':' {
		return at + 1
	}
	return -1
}
