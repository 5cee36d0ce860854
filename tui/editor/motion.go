package editor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A motion tells where the cursor goes from p.
type motion func(m *Model, p place) place

func (d document) left(p place) place {
	if p.at > 0 {
		return place{p.line, prevBoundary(d.lines[p.line], p.at)}
	}
	if p.line > 0 {
		return d.finish(p.line - 1)
	}
	return p
}

func (d document) right(p place) place {
	if line := d.lines[p.line]; p.at < len(line) {
		return place{p.line, nextBoundary(line, p.at)}
	}
	if p.line+1 < len(d.lines) {
		return d.start(p.line + 1)
	}
	return p
}

// wordLeft is the start of the word that p is in or behind, or the end of the line above.
func (d document) wordLeft(p place) place {
	if p.at == 0 {
		return d.left(p)
	}
	line := d.lines[p.line]
	i := len(strings.TrimRight(line[:p.at], " \t"))
	class := classBefore(line, i)
	for i > 0 && classBefore(line, i) == class {
		_, size := utf8.DecodeLastRuneInString(line[:i])
		i -= size
	}
	return place{p.line, snap(line, i)}
}

// wordRight is the start of the next word, or of the line below.
func (d document) wordRight(p place) place {
	line := d.lines[p.line]
	if p.at == len(line) {
		return d.right(p)
	}
	i := p.at
	for class := classAt(line, i); i < len(line) && classAt(line, i) == class; {
		_, size := utf8.DecodeRuneInString(line[i:])
		i += size
	}
	for i < len(line) && blankByte(line[i]) {
		i++
	}
	if at := snap(line, i); at < i {
		i = nextBoundary(line, at)
	}
	return place{p.line, i}
}

type class uint8

const (
	blank class = iota
	wordly
	sign
)

func classAt(line string, i int) class {
	r, _ := utf8.DecodeRuneInString(line[i:])
	return classOf(r)
}

func classBefore(line string, i int) class {
	r, _ := utf8.DecodeLastRuneInString(line[:i])
	return classOf(r)
}

func classOf(r rune) class {
	switch {
	case r == ' ' || r == '\t':
		return blank
	case r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return wordly
	}
	return sign
}

// smartHome is the first character of the line or, from there, its very start.
func (d document) smartHome(p place) place {
	line := d.lines[p.line]
	first := len(line) - len(strings.TrimLeft(line, " \t"))
	if p.at == first {
		first = 0
	}
	return place{p.line, first}
}

func (d document) lineEnd(p place) place { return d.finish(p.line) }

func (d document) textStart(place) place { return place{} }

func (d document) textEnd(place) place { return d.end() }

// along makes a motion of a way through the text alone.
func along(way func(document, place) place) motion {
	return func(m *Model, p place) place { return way(m.doc, p) }
}

// move makes an action of a motion. While selecting, the other end stays.
func move(to motion) func(*Model) {
	return func(m *Model) {
		next := m.caret
		if !next.marking {
			next = at(next.cursor)
		}
		next.cursor = to(m, m.caret.cursor)
		m.settle(next)
	}
}

// sideways is move, but lets go of a selection at the end that lies that way.
func sideways(to motion, end func(a, b place) place) func(*Model) {
	return func(m *Model) {
		if a, b, ok := m.caret.selection(); ok && !m.caret.marking {
			m.settle(at(end(a, b)))
			return
		}
		move(to)(m)
	}
}

func earlier(a, _ place) place { return a }
func later(_, b place) place   { return b }

// extendTo makes a selecting action of a motion.
func extendTo(to motion) func(*Model) {
	return func(m *Model) {
		next := m.caret
		if !next.selecting {
			next.selecting, next.anchor = true, next.cursor
		}
		next.cursor = to(m, m.caret.cursor)
		m.settle(next)
	}
}

// vertical goes n lines down, or up if n is negative, and keeps to the column where
// the way began.
func vertical(n int) motion { return func(m *Model, p place) place { return m.down(p, n) } }

func pages(n int) motion {
	return func(m *Model, p place) place { return m.down(p, n*max(1, m.textHeight()-1)) }
}

// down keeps the goal column in m, because it must outlive lines that are shorter.
func (m *Model) down(p place, n int) place {
	if m.goal < 0 {
		m.goal = cellsOf(m.doc.lines[p.line][:p.at])
	}
	m.keepGoal = true
	line := p.line + n
	switch {
	case line < 0:
		return place{}
	case line >= len(m.doc.lines):
		return m.doc.end()
	}
	return place{line, byteAtCell(m.doc.lines[line], m.goal)}
}

// settle makes c the caret and keeps it in view.
func (m *Model) settle(c caret) {
	m.caret = c
	if !m.keepGoal {
		m.goal = -1
	}
	m.keepGoal = false
	m.reveal()
}

// scroll moves the view by n lines and takes the cursor along only where it must.
func scroll(n int) func(*Model) {
	return func(m *Model) {
		m.top = max(0, min(m.top+n, len(m.doc.lines)-m.textHeight()))
		first, last := m.calmLines()
		c := m.caret
		if line := max(min(c.cursor.line, last), first); line != c.cursor.line {
			c.cursor = m.down(c.cursor, line-c.cursor.line)
			c.selecting = c.selecting && c.marking
		}
		m.settle(c)
	}
}

// calmLines is the first and the last line where the cursor may stand without moving
// the view.
func (m *Model) calmLines() (first, last int) {
	last = m.top + m.textHeight() - 1
	if m.top > 0 {
		first = m.top + m.margin()
	}
	if end := len(m.doc.lines) - 1; last < end {
		last -= m.margin()
	} else {
		last = end
	}
	return first, max(first, last)
}
