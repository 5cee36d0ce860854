package editor

import "strings"

// place is a spot between two characters: a line, counted from 0, and a byte of it.
type place struct{ line, at int }

func (p place) before(q place) bool {
	return p.line < q.line || p.line == q.line && p.at < q.at
}

// document is the text by lines. It is a value: a change makes a new document, so
// that copies of a Model never disturb one another.
type document struct {
	lines  []string
	states []lexState // how each line begins
	bytes  int
}

func newDocument(text string) document {
	d := document{lines: strings.Split(text, "\n"), bytes: len(text)}
	d.states = make([]lexState, len(d.lines))
	d.relex(0, len(d.lines))
	return d
}

func (d document) text() string { return strings.Join(d.lines, "\n") }

func (d document) end() place {
	last := len(d.lines) - 1
	return place{last, len(d.lines[last])}
}

// fit moves p to the nearest place that exists.
func (d document) fit(p place) place {
	line := max(0, min(p.line, len(d.lines)-1))
	if line < p.line {
		return d.end()
	}
	return place{line, snap(d.lines[line], p.at)}
}

// fitBehind is fit, but goes to the end of a character that p is within: what was typed
// may have become one with what stands behind it.
func (d document) fitBehind(p place) place {
	q := d.fit(p)
	if q.line == p.line && q.at < min(p.at, len(d.lines[q.line])) {
		q.at = nextBoundary(d.lines[q.line], q.at)
	}
	return q
}

// slice is the text from a to b.
func (d document) slice(a, b place) string {
	if a.line == b.line {
		return d.lines[a.line][a.at:b.at]
	}
	parts := append([]string{d.lines[a.line][a.at:]}, d.lines[a.line+1:b.line]...)
	return strings.Join(append(parts, d.lines[b.line][:b.at]), "\n")
}

// replace is the document with text instead of what stands from a to b, and the place
// behind the new text.
func (d document) replace(a, b place, text string) (document, place) {
	added := strings.Split(text, "\n")
	last := len(added) - 1
	behind := place{a.line + last, len(added[last])}
	if last == 0 {
		behind.at += a.at
	}
	removed := d.distance(a, b)
	added[last] += d.lines[b.line][b.at:]
	added[0] = d.lines[a.line][:a.at] + added[0]
	next := document{
		lines:  splice(d.lines, a.line, b.line+1, added),
		states: splice(d.states, a.line+1, b.line+1, make([]lexState, last)),
		bytes:  d.bytes - removed + len(text),
	}
	next.relex(a.line, a.line+len(added))
	return next, behind
}

// distance is the number of bytes from a to b.
func (d document) distance(a, b place) int {
	n := b.at - a.at
	for _, line := range d.lines[a.line:b.line] {
		n += len(line) + 1
	}
	return n
}

// splice is a new slice with added in place of old[from:to].
func splice[T any](old []T, from, to int, added []T) []T {
	next := make([]T, 0, len(old)-(to-from)+len(added))
	next = append(next, old[:from]...)
	next = append(next, added...)
	return append(next, old[to:]...)
}

// relex brings the states up to date after the lines [from, to) changed: on from there
// until a line begins as it did before.
func (d *document) relex(from, to int) {
	for i := from; i+1 < len(d.lines); i++ {
		next := lexLine(d.lines[i], d.states[i], nil)
		if i+1 >= to && next == d.states[i+1] {
			return
		}
		d.states[i+1] = next
	}
}

// offset is the place of a byte of the whole text.
func (d document) offset(n int) place {
	for i, line := range d.lines {
		if n <= len(line) {
			return place{i, n}
		}
		n -= len(line) + 1
	}
	return d.end()
}
