package rewrite

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

// part is an entry of a mapping or an item of a sequence as it stands in the text.
type part struct {
	start int // of the key or dash
	end   int // of the value; a comment may follow
	keep  int // index among the new entries or items, or -1 if the part goes
}

// fresh are new entries or items that come before the part of that number.
type fresh struct {
	before int
	text   string
}

func (p *patcher) blockMapping(n *manifest.Node, v *Value) bool {
	parts := make([]part, len(n.Keys))
	for i, key := range n.Keys {
		after := p.colon(key)
		if after < 0 {
			return false
		}
		parts[i] = part{key.Start, after, -1}
		if !implicit(n.Values[i]) && n.Values[i].Start >= key.Start {
			parts[i].end = max(after, n.Values[i].End)
		}
	}
	order := make([]int, len(v.entries))
	for j, e := range v.entries {
		order[j] = nodeIndex(n.Keys, e.from)
	}
	col := column(p.text, n.Keys[0].Start)
	added, ok := align(parts, order, func(j int) string { return p.entry(v.entries[j], col) })
	if !ok {
		return false
	}
	for i, kept := range parts {
		if kept.keep >= 0 {
			p.kept(n.Keys[i], n.Values[i], v.entries[kept.keep])
		}
	}
	return p.shift(parts, added, col)
}

// kept patches an entry that stays: its key if renamed, and what is in its value.
func (p *patcher) kept(key, old *manifest.Node, e entry) {
	if e.key != key.Value {
		p.edit(key.Start, key.End, p.key(e))
	}
	p.value(old, e.value, slot{after: p.colon(key), column: column(p.text, key.Start)})
}

func (p *patcher) blockSequence(n *manifest.Node, v *Value) bool {
	if len(n.Dashes) != len(n.Values) {
		return false
	}
	parts := make([]part, len(n.Values))
	for i, item := range n.Values {
		parts[i] = part{n.Dashes[i], n.Dashes[i] + 1, -1}
		if !implicit(item) && item.Start > n.Dashes[i] {
			parts[i].end = item.End
		}
	}
	order := make([]int, len(v.items))
	for j, item := range v.items {
		order[j] = nodeIndex(n.Values, item.from)
	}
	col := column(p.text, n.Dashes[0])
	added, ok := align(parts, order, func(j int) string { return "- " + p.block(v.items[j], col+2) })
	if !ok {
		return false
	}
	for i, kept := range parts {
		if kept.keep >= 0 {
			p.value(n.Values[i], v.items[kept.keep], slot{after: n.Dashes[i] + 1, column: col, item: true})
		}
	}
	return p.shift(parts, added, col)
}

func nodeIndex(nodes []*manifest.Node, n *manifest.Node) int {
	for i, one := range nodes {
		if one == n && n != nil {
			return i
		}
	}
	return -1
}

// align marks the parts that stay and collects what is new between them. It fails
// if parts that stay change their order, or none stays.
func align(parts []part, order []int, write func(j int) string) ([]fresh, bool) {
	var added []fresh
	next := 0
	for j, i := range order {
		switch {
		case i < 0:
			added = append(added, fresh{next, write(j)})
		case i < next:
			return nil, false
		default:
			parts[i].keep = j
			next = i + 1
		}
	}
	return added, next > 0
}

// shift deletes the lines of parts that go and inserts the new ones. New lines come
// after the last part that stays before them, or in front of the first that stays.
func (p *patcher) shift(parts []part, added []fresh, col int) bool {
	indent := p.newline + strings.Repeat(" ", col)
	for _, f := range added {
		if prev := lastKept(parts[:f.before]); prev >= 0 {
			at := lineEnd(p.text, parts[prev].end)
			p.edit(at, at, indent+f.text)
		} else {
			at := parts[firstKept(parts)].start
			p.edit(at, at, f.text+indent)
		}
	}
	for i := 0; i < len(parts); i++ {
		switch {
		case parts[i].keep >= 0:
		case p.sharesLine(parts[i].start):
			first := firstKept(parts)
			if first < 0 || i > 0 {
				return false
			}
			p.deleteHead(parts[:first+1])
			i = first
		default:
			p.deleteLines(parts[i])
		}
	}
	return true
}

func lastKept(parts []part) int {
	for i := len(parts) - 1; i >= 0; i-- {
		if parts[i].keep >= 0 {
			return i
		}
	}
	return -1
}

func firstKept(parts []part) int {
	for i, one := range parts {
		if one.keep >= 0 {
			return i
		}
	}
	return -1
}

// sharesLine tells whether something else, such as a dash, precedes on the line.
func (p *patcher) sharesLine(offset int) bool {
	line := p.text[lineStart(p.text, offset):offset]
	return strings.Trim(line, " \ufeff") != ""
}

// deleteHead removes parts that begin on the line of a dash; the part that stays
// moves up to the dash, unless comments in between have to stay where they are.
func (p *patcher) deleteHead(parts []part) {
	start, stay := parts[0].start, parts[len(parts)-1]
	end := parts[len(parts)-2].end
	if strings.Contains(p.text[lineEnd(p.text, end):stay.start], "#") {
		p.edit(start, lineEnd(p.text, end), "")
		return
	}
	p.edit(start, stay.start, "")
}

// deleteLines removes the lines of a part together with the comment behind it.
func (p *patcher) deleteLines(one part) {
	start, end := p.lineBreakBefore(one.start), lineEnd(p.text, one.end)
	if first := lineStart(p.text, one.start); first == start {
		end += manifest.BreakLen(p.text, end) // the first line of the text
	}
	p.edit(start, end, "")
}
