package manifest

import "strings"

// parser walks over the text once. Every method starts at the first byte of what it
// reads and stops behind its last.
type parser struct {
	text      string // up to the end of the piece
	start     int
	pos       int
	root      *Node
	depthLeft int
	nodesLeft int
	anchors   map[string]*Node
	weights   map[*Node]weight // of anchored nodes
	lineAt    int              // where the line starts that column last looked at
	seen      int              // how far column has looked
	slab      []Node           // nodes that are not in use yet
	open      *Node            // the innermost quote or bracket that is not closed
	stray     *Node            // a scalar that should have been a key, but for its colon
	failed    bool             // nothing more can be read
	odd       bool             // something was read that go-yaml may take otherwise, or refuse
	over      limit
}

// oddIf notes a reason not to rely on the tree.
func (p *parser) oddIf(odd bool) { p.odd = p.odd || odd }

func (p *parser) more() bool { return p.pos < len(p.text) && !p.failed }

// peek is the byte i places ahead, 0 beyond the end.
func (p *parser) peek(i int) byte {
	if p.pos+i < len(p.text) {
		return p.text[p.pos+i]
	}
	return 0
}

// column counts the bytes from the start of the line. It looks at each byte but once
// as long as the parser goes forward.
func (p *parser) column() int {
	if p.pos < p.lineAt {
		p.lineAt, p.seen = max(p.start, lineStart(p.text, p.pos)), p.pos
		return p.pos - p.lineAt
	}
	for p.seen = max(p.seen, p.lineAt); p.seen < p.pos; {
		if n := breakLen(p.text, p.seen); n > 0 {
			p.seen += n
			p.lineAt = p.seen
		} else {
			p.seen++
		}
	}
	return p.pos - p.lineAt
}

// node makes the node at the current place, unless there are too many already.
func (p *parser) node(kind NodeKind, start int) *Node {
	if p.nodesLeft--; p.nodesLeft < 0 {
		p.stop(tooManyNodes)
	}
	if len(p.slab) == 0 {
		p.slab = make([]Node, 32)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind, n.Start, n.End = kind, start, start
	return n
}

func (p *parser) null(at int) *Node {
	n := p.node(Scalar, at)
	n.Null = true
	return n
}

func (p *parser) stop(why limit) {
	p.failed = true
	if p.over == withinLimits {
		p.over = why
	}
}

// unclosed notes a quote or bracket that does not end.
func (p *parser) unclosed(n *Node) {
	p.failed = true
	if p.open == nil {
		p.open = n
	}
}

func (p *parser) enter() bool {
	if p.depthLeft--; p.depthLeft < 0 {
		p.stop(tooDeep)
		return false
	}
	return true
}

func (p *parser) leave() { p.depthLeft++ }

// startsLine tells whether the next entry of a collection at a column stands here.
func (p *parser) startsLine(column int) bool {
	return p.more() && p.column() == column && strings.Trim(p.text[p.pos-column:p.pos], " ") == ""
}

// dashHere tells whether an item of a block sequence starts here.
func (p *parser) dashHere() bool { return p.indicator('-') }

func (p *parser) indicator(c byte) bool {
	return p.peek(0) == c && p.more() && isBlankOrBreak(p.text, p.pos+1)
}

// documentEnd tells whether the parser stands at a line of three dots, or dashes.
func (p *parser) documentEnd() bool {
	rest := p.text[p.pos:]
	return (strings.HasPrefix(rest, "...") || strings.HasPrefix(rest, "---")) &&
		isBlankOrBreak(p.text, p.pos+3) && p.column() == 0
}

// skip passes over blanks, comments and line ends, and tells whether there was a line
// end among them.
func (p *parser) skip() (newLine bool) {
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case isBlank(c):
			p.pos++
		case c == '#':
			p.oddIf(p.pos > 0 && !isBlankOrBreak(p.text, p.pos-1))
			p.pos = lineEnd(p.text, p.pos)
		default:
			n := breakLen(p.text, p.pos)
			if n == 0 {
				n = p.byteOrderMark()
			} else {
				newLine = true
			}
			if n == 0 {
				return newLine
			}
			p.pos += n
		}
	}
	return newLine
}

// byteOrderMark is the length of the mark that starts the text. It takes no column; further
// down, go-yaml takes one for an ordinary character.
func (p *parser) byteOrderMark() int {
	n := prefixLen(p.text[p.pos:], byteOrderMark)
	if n == 0 || p.pos > p.start {
		return 0
	}
	p.lineAt = p.pos + n
	return n
}

// lineIsOver tells whether only blanks or a comment follow on this line.
func (p *parser) lineIsOver() bool { return p.restIsBlank(0) }

// restIsBlank is lineIsOver, some bytes further on.
func (p *parser) restIsBlank(ahead int) bool {
	i := p.pos + ahead
	for i < len(p.text) && isBlank(p.text[i]) {
		i++
	}
	return i >= len(p.text) || p.text[i] == '#' || breakLen(p.text, i) > 0
}

func (n *Node) add(v *Node) {
	n.Values = append(n.Values, v)
	v.Parent = n
	n.End = max(n.End, v.End)
}

func (n *Node) addPair(k, v *Node) {
	n.Keys = append(n.Keys, k)
	k.Parent = n
	n.add(v)
}
