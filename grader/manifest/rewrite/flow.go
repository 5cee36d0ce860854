package rewrite

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

func (p *patcher) flowMapping(n *manifest.Node, v *Value) bool {
	parts := make([]part, len(n.Keys))
	for i, key := range n.Keys {
		parts[i] = part{key.Start, key.End, -1}
		if after := p.colon(key); after > 0 {
			parts[i].end = after
		}
		if !implicit(n.Values[i]) && n.Values[i].Start >= key.Start {
			parts[i].end = n.Values[i].End
		}
	}
	order := make([]int, len(v.entries))
	for j, e := range v.entries {
		order[j] = nodeIndex(n.Keys, e.from)
	}
	col := p.lineColumn(parts[0].start)
	added, ok := align(parts, order, func(j int) string {
		e := v.entries[j]
		return p.key(e) + ": " + p.flow(e.value, col)
	})
	if !ok {
		return false
	}
	for i, kept := range parts {
		if kept.keep < 0 {
			continue
		}
		e := v.entries[kept.keep]
		if e.key != n.Keys[i].Value {
			p.edit(n.Keys[i].Start, n.Keys[i].End, p.key(e))
		}
		after := p.colon(n.Keys[i])
		if after < 0 && e.value.from != n.Values[i] {
			return false
		}
		p.value(n.Values[i], e.value, slot{after: max(after, n.Keys[i].End), column: col, flow: true})
	}
	p.flowShift(parts, added)
	return true
}

func (p *patcher) flowSequence(n *manifest.Node, v *Value) bool {
	parts := make([]part, len(n.Values))
	for i, item := range n.Values {
		if implicit(item) || item.Start < n.Start || item.End > n.End {
			return false
		}
		parts[i] = part{item.Start, item.End, -1}
	}
	order := make([]int, len(v.items))
	for j, item := range v.items {
		order[j] = nodeIndex(n.Values, item.from)
	}
	col := p.lineColumn(parts[0].start)
	added, ok := align(parts, order, func(j int) string { return p.flow(v.items[j], col) })
	if !ok {
		return false
	}
	for i, kept := range parts {
		if kept.keep >= 0 {
			p.value(n.Values[i], v.items[kept.keep], slot{after: n.Values[i].Start, column: col, flow: true})
		}
	}
	p.flowShift(parts, added)
	return true
}

// lineColumn is the column of an element that begins its line, or -1.
func (p *patcher) lineColumn(offset int) int {
	if p.sharesLine(offset) {
		return -1
	}
	return column(p.text, offset)
}

// flowShift deletes the elements that go, each with the comma before it, and
// inserts the new ones, on lines of their own where the others have them.
func (p *patcher) flowShift(parts []part, added []fresh) {
	for _, f := range added {
		if prev := lastKept(parts[:f.before]); prev >= 0 {
			p.edit(parts[prev].end, parts[prev].end, ","+p.gapAt(parts[prev].start)+f.text)
		} else {
			at := parts[firstKept(parts)].start
			p.edit(at, at, f.text+","+p.gapAt(at))
		}
	}
	first := firstKept(parts)
	if first > 0 {
		p.edit(parts[0].start, parts[first].start, "")
	}
	for i := first + 1; i < len(parts); i++ {
		if parts[i].keep < 0 {
			p.edit(parts[i-1].end, parts[i].end, "")
		}
	}
}

// gapAt is what separates an element from the next: a blank or a new line.
func (p *patcher) gapAt(offset int) string {
	if col := p.lineColumn(offset); col >= 0 {
		return p.newline + strings.Repeat(" ", col)
	}
	return " "
}
