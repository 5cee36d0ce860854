package manifest

import (
	"cmp"
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
	var folded strings.Builder // empty as long as the value is the text as it stands
	for end := p.wordEnd(flow); ; end = p.wordEnd(flow) {
		if folded.Len() > 0 {
			folded.WriteString(p.text[p.pos:end])
		}
		p.pos, n.End = end, end
		gap, newLine := p.gap()
		if p.plainEnds(indent, flow, newLine) {
			break
		}
		p.oddIf(newLine)
		if newLine && folded.Len() == 0 {
			folded.WriteString(p.text[n.Start:n.End])
		}
		if folded.Len() > 0 {
			folded.WriteString(gap)
		}
	}
	p.pos = n.End
	p.oddIf(n.End-n.Start >= len("9223372036854775808") && p.text[n.Start] <= '9') // JSON would lose digits
	n.Value = valid(cmp.Or(folded.String(), p.text[n.Start:n.End]))
	n.Null = isNull(n.Value)
	return n
}

// plainEnds tells whether a plain scalar does not go on behind a gap.
func (p *parser) plainEnds(indent int, flow, newLine bool) bool {
	return !p.more() || p.peek(0) == '#' || p.documentEnd() ||
		newLine && !flow && p.column() <= indent || p.wordEnd(flow) == p.pos
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
	for ; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == ':' && isBlankOrBreak(p.text, i+1), flow && strings.IndexByte(",?[]{}", c) >= 0:
			return i
		case (c <= ' ' || c >= 0x80) && isBlankOrBreak(p.text, i):
			return i
		}
	}
	return i
}

// gap reads blanks and line ends inside a scalar and answers what they stand for:
// blanks for themselves, a line end for a space, more of them for one less.
func (p *parser) gap() (stands string, newLine bool) {
	start := p.pos
	first := ""
	var rest strings.Builder
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
			rest.WriteString(br)
		}
		p.pos += n
	}
	switch {
	case first == "":
		return p.text[start:p.pos], false
	case first == "\n":
		return cmp.Or(rest.String(), " "), true
	}
	return first + rest.String(), true
}

// breakText is what a line end stands for in a value.
func breakText(s string) string {
	if s == "\u2028" || s == "\u2029" {
		return s
	}
	return "\n"
}

// valid is the text as kubectl reads it: U+FFFD stands for what is no UTF-8, once for
// each byte, or for as many as start a character that does not go on.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			n = startOfRune(s)
		}
		b.WriteRune(r)
		s = s[n:]
	}
	return b.String()
}

// startOfRune is how many bytes could be the start of a character, at least one.
func startOfRune(s string) int {
	n := min(len(s), utf8.UTFMax-1)
	for n > 1 && utf8.FullRuneInString(s[:n]) {
		n--
	}
	return n
}
