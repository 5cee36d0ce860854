package manifest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// closeQuote notes the end of a quoted scalar.
func (p *parser) closeQuote(n *Node) {
	if p.more() {
		p.pos++
	} else {
		p.unclosed(n)
	}
	n.End = p.pos
}

func (p *parser) singleQuoted() *Node {
	n := p.node(Scalar, p.pos)
	n.Quoted = true
	p.pos++
	var b strings.Builder
	for p.more() {
		c := p.peek(0)
		if c == '\'' && p.peek(1) != '\'' {
			break
		}
		switch {
		case c == '\'':
			b.WriteByte('\'')
			p.pos += 2
		case isBlank(c) || breakLen(p.text, p.pos) > 0:
			gap, newLine := p.gap()
			p.oddIf(newLine)
			b.WriteString(gap)
		default:
			b.WriteByte(c)
			p.pos++
		}
	}
	p.closeQuote(n)
	n.Value = valid(b.String())
	return n
}

func (p *parser) doubleQuoted() *Node {
	n := p.node(Scalar, p.pos)
	n.Quoted = true
	p.pos++
	var b strings.Builder
	for p.more() && p.peek(0) != '"' {
		switch c := p.peek(0); {
		case c == '\\':
			p.escape(&b)
		case isBlank(c) || breakLen(p.text, p.pos) > 0:
			gap, newLine := p.gap()
			p.oddIf(newLine)
			b.WriteString(gap)
		default:
			b.WriteByte(c)
			p.pos++
		}
	}
	p.closeQuote(n)
	n.Value = valid(b.String())
	return n
}

// escapes pairs each letter behind a backslash with what it stands for.
const escapes = "''0\x00a\ab\bt\t\t\tn\nv\vf\fr\re\x1b  \"\"//\\\\N\u0085_\u00a0L\u2028P\u2029"

// escape reads a backslash and what belongs to it.
func (p *parser) escape(b *strings.Builder) {
	p.odd = true
	p.pos++
	if n := breakLen(p.text, p.pos); n > 0 {
		p.pos += n
		p.escapedLine(b)
		return
	}
	if !p.more() {
		return
	}
	c := p.peek(0)
	p.pos++
	switch c {
	case 'x':
		p.escapedRune(b, 2)
		return
	case 'u':
		p.escapedRune(b, 4)
		return
	case 'U':
		p.escapedRune(b, 8)
		return
	}
	for i := 0; i < len(escapes); {
		r, n := utf8.DecodeRuneInString(escapes[i+1:])
		if escapes[i] == c {
			b.WriteRune(r)
			return
		}
		i += 1 + n
	}
	p.failed = true
}

// escapedLine goes on behind a backslash at the end of a line: the line end and the
// blanks of the next line count for nothing, further line ends for themselves.
func (p *parser) escapedLine(b *strings.Builder) {
	for p.more() {
		if isBlank(p.peek(0)) {
			p.pos++
			continue
		}
		n := breakLen(p.text, p.pos)
		if n == 0 {
			return
		}
		b.WriteString(breakText(p.text[p.pos : p.pos+n]))
		p.pos += n
	}
}

func (p *parser) escapedRune(b *strings.Builder, digits int) {
	if p.pos+digits > len(p.text) {
		p.failed = true
		return
	}
	v, err := strconv.ParseUint(p.text[p.pos:p.pos+digits], 16, 32)
	p.failed = p.failed || err != nil
	b.WriteRune(rune(v))
	p.pos += digits
}
