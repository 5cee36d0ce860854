package manifest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// blockPlain reads an unquoted scalar of block style. It goes on over lines that are
// indented deeper than its parent.
func (p *parser) blockPlain(indent int) *Node { return p.unquoted(indent, false) }

func (p *parser) flowPlain() *Node { return p.unquoted(-1, true) }

func (p *parser) unquoted(indent int, flow bool) *Node {
	n := p.node(Scalar, p.pos)
	if !p.startsPlain(flow) {
		p.failed, n.Null = true, true
		return n
	}
	var folded strings.Builder
	for p.wordEnd(flow) > p.pos {
		if folded.Len() > 0 {
			folded.WriteString(p.text[p.pos:p.wordEnd(flow)])
		}
		p.pos = p.wordEnd(flow)
		n.End = p.pos
		gap, newLine := p.gap()
		if !p.more() || p.peek(0) == '#' || p.documentEnd() || newLine && !flow && p.column() <= indent {
			break
		}
		if p.wordEnd(flow) == p.pos {
			break
		}
		p.odd = p.odd || newLine
		if newLine && folded.Len() == 0 {
			folded.WriteString(p.text[n.Start:n.End])
		}
		if folded.Len() > 0 {
			folded.WriteString(gap)
		}
	}
	p.pos = n.End
	n.Value = folded.String()
	if n.Value == "" {
		n.Value = p.text[n.Start:n.End]
	}
	n.Value = valid(n.Value)
	n.Null = isNull(n.Value)
	return n
}

// startsPlain tells whether the character here may be the first of a plain scalar.
func (p *parser) startsPlain(flow bool) bool {
	switch c := p.peek(0); c {
	case '-':
		return !isBlank(p.peek(1))
	case '?', ':':
		return !flow && !isBlankOrBreak(p.text, p.pos+1)
	default:
		return strings.IndexByte(",[]{}#&*!|>'\"%@`\x00", c) < 0
	}
}

// wordEnd is the offset at which the run of plain characters starting here ends.
func (p *parser) wordEnd(flow bool) int {
	i := p.pos
	for !isBlankOrBreak(p.text, i) {
		c := p.text[i]
		if c == ':' && isBlankOrBreak(p.text, i+1) || flow && strings.IndexByte(",?[]{}", c) >= 0 {
			break
		}
		i++
	}
	return i
}

// gap reads blanks and line ends inside a scalar and answers what they stand for:
// blanks for themselves, a line end for a space, more of them for one less.
func (p *parser) gap() (stands string, newLine bool) {
	start := p.pos
	first, rest := "", ""
	for p.more() {
		if isBlank(p.peek(0)) {
			p.pos++
			continue
		}
		n := breakLen(p.text, p.pos)
		if n == 0 {
			break
		}
		if br := breakText(p.text[p.pos : p.pos+n]); first == "" {
			first = br
		} else {
			rest += br
		}
		p.pos += n
	}
	switch {
	case first == "":
		return p.text[start:p.pos], false
	case first == "\n" && rest == "":
		return " ", true
	case first == "\n":
		return rest, true
	}
	return first + rest, true
}

// breakText is what a line end stands for in a value.
func breakText(s string) string {
	if s == "\u2028" || s == "\u2029" {
		return s
	}
	return "\n"
}

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
			p.odd = p.odd || newLine
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
			p.odd = p.odd || newLine
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

// valid is the text as kubectl reads it: a byte that is no UTF-8 is U+FFFD.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
