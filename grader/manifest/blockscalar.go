package manifest

import "strings"

// blockScalar reads a scalar that is introduced by | or > and holds the lines below
// that are indented deeper than its parent.
func (p *parser) blockScalar(parent int) *Node {
	n := p.node(Scalar, p.pos)
	n.Block, p.odd = true, true
	folded := p.peek(0) == '>'
	p.pos++
	chomp, indent := p.blockHeader()
	n.End = p.pos
	p.pos = lineEnd(p.text, p.pos)
	p.pos += breakLen(p.text, p.pos)
	switch {
	case indent == 0:
		indent = max(p.detectIndent(), parent+1, 1)
	case parent >= 0:
		indent += parent
	}
	body, end := p.blockLines(indent)
	if end > 0 {
		n.End = end
	}
	n.Value = valid(blockValue(body, folded, chomp))
	if chomp == '+' && len(body) > 0 {
		n.End = max(n.End, p.pos-trailingBreak(p.text[:p.pos]))
	}
	return n
}

// blockHeader reads the signs behind | or >.
func (p *parser) blockHeader() (chomp byte, indent int) {
	for p.more() {
		switch c := p.peek(0); {
		case c == '+' || c == '-':
			chomp = c
		case c >= '1' && c <= '9':
			indent = int(c - '0')
		default:
			return chomp, indent
		}
		p.pos++
	}
	return chomp, indent
}

// detectIndent is the indentation of the first line with content, or of the longest
// line of spaces before it.
func (p *parser) detectIndent() int {
	widest := 0
	for i := p.pos; i < len(p.text); {
		start := i
		for i < len(p.text) && p.text[i] == ' ' {
			i++
		}
		widest = max(widest, i-start)
		n := breakLen(p.text, i)
		if n == 0 {
			break
		}
		i += n
	}
	return widest
}

// blockLine is one line of a block scalar, without its indentation.
type blockLine struct {
	text string
	end  string // what its line end stands for
}

// blockLines reads the lines of the scalar; end is the offset behind the last one that
// has content, 0 if none has.
func (p *parser) blockLines(indent int) (lines []blockLine, end int) {
	for p.pos < len(p.text) {
		i := p.pos
		for i < len(p.text) && p.text[i] == ' ' && i-p.pos < indent {
			i++
		}
		stop := lineEnd(p.text, i)
		if i-p.pos < indent && stop > i {
			break
		}
		n := breakLen(p.text, stop)
		line := blockLine{text: p.text[i:stop], end: "\n"}
		if n > 0 {
			line.end = breakText(p.text[stop : stop+n])
		}
		lines = append(lines, line)
		if line.text != "" {
			end = stop
		}
		p.pos = stop + n
	}
	return lines, end
}

// blockValue puts the lines together. Of a folded scalar a line end between two lines
// that start with no blank is a space; then chomp decides about the line ends at the
// very end: '-' drops all, '+' keeps all, otherwise one stays.
func blockValue(lines []blockLine, folded bool, chomp byte) string {
	last := len(lines)
	for last > 0 && lines[last-1].text == "" {
		last--
	}
	var b strings.Builder
	for i, line := range lines[:last] {
		b.WriteString(line.text)
		if i < last-1 && !(folded && folds(lines, i, &b)) {
			b.WriteString(line.end)
		}
	}
	if chomp == '-' {
		return b.String()
	}
	if last > 0 {
		b.WriteString(lines[last-1].end)
	}
	for i := last; chomp == '+' && i < len(lines); i++ {
		b.WriteString(lines[i].end)
	}
	return b.String()
}

// folds tells whether the line end behind line i is folded away, and writes the space
// it may stand for.
func folds(lines []blockLine, i int, b *strings.Builder) bool {
	if lines[i].text == "" || isBlank(lines[i].text[0]) || lines[i].end != "\n" {
		return false
	}
	next := i + 1
	for lines[next].text == "" {
		next++
	}
	if isBlank(lines[next].text[0]) {
		return false
	}
	if next == i+1 {
		b.WriteByte(' ')
	}
	return true
}

// trailingBreak is the length of the line end that s ends in.
func trailingBreak(s string) int {
	switch {
	case strings.HasSuffix(s, "\r\n"):
		return 2
	case strings.HasSuffix(s, "\n"), strings.HasSuffix(s, "\r"):
		return 1
	case strings.HasSuffix(s, "\u0085"):
		return 2
	case endsInBreak(s):
		return 3
	}
	return 0
}
