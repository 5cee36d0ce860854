package manifest

import "strings"

// parseTree builds the syntax tree of the first YAML document in text[start:end), with
// byte offsets into text. It never fails: whether a text is YAML at all is for go-yaml
// to say, whose reading it follows wherever that accepts the text. Of a text that is no
// YAML it answers the part before the fault.
func parseTree(text string, start, end int, l Limits) *parser {
	p := &parser{text: text[:end], start: start, pos: start, lineAt: start, seen: start, depthLeft: l.Depth, nodesLeft: l.Nodes}
	p.odd = !isPrintable(text[start:end])
	p.skipDirectives()
	p.root = p.block(-1, p.pos)
	p.skip()
	return p
}

// plain tells that the tree surely holds what go-yaml would read: the text keeps to the
// part of the language that nearly all manifests are written in, every corner of which
// is known to be read alike.
func (p *parser) plain() bool {
	empty := p.root.Null && p.root.Start == p.root.End
	return !p.odd && !p.failed && p.pos == len(p.text) && (p.root.Kind == Mapping && !p.root.Flow || empty)
}

// block reads a node of block style whose parent stands at column indent. Where
// nothing follows, it is null and lies at empty, right behind the indicator.
func (p *parser) block(indent, empty int) *Node {
	return p.blockNode(indent, empty, false)
}

// blockNode also knows the cases in which a node may stand as far left as its parent:
// a sequence as the value of a mapping's key, and the sign of a block scalar.
func (p *parser) blockNode(indent, empty int, isValue bool) *Node {
	newLine := p.skip()
	least := indent + 1
	if isValue && p.dashHere() || p.peek(0) == '|' || p.peek(0) == '>' {
		least = indent
	}
	if !p.more() || p.documentEnd() || newLine && p.column() < least {
		return p.null(empty)
	}
	if !p.enter() {
		return p.null(empty)
	}
	defer p.leave()
	behindKey := isValue && !newLine
	switch {
	case p.dashHere():
		p.oddIf(behindKey)
		return p.blockSequence()
	case p.indicator('?'), p.indicator(':'):
		p.odd = true
		return p.blockMapping(nil, p.column())
	}
	n := p.inline(indent, isValue)
	p.oddIf(behindKey && n.Kind == Mapping && !n.Flow)
	return n
}

// inline reads a node that starts on this line: a scalar, an alias or a flow
// collection, or the first key of a mapping.
func (p *parser) inline(indent int, isValue bool) *Node {
	start, column := p.pos, p.column()
	props := p.properties()
	if props.any() && p.lineIsOver() {
		return p.apply(props, p.blockNode(indent, p.pos, isValue), start)
	}
	n := p.content(indent)
	if p.keyFollows(n) {
		return p.blockMapping(p.apply(props, n, start), column)
	}
	return p.apply(props, n, start)
}

// content reads what may follow the properties of a node.
func (p *parser) content(indent int) *Node {
	switch p.peek(0) {
	case '*':
		return p.alias()
	case '[', '{':
		return p.flow()
	case '"':
		return p.doubleQuoted()
	case '\'':
		return p.singleQuoted()
	case '|', '>':
		return p.blockScalar(indent)
	case ':':
		if p.indicator(':') {
			return p.null(p.pos)
		}
	}
	return p.blockPlain(indent)
}

// keyFollows tells whether the node just read is a key: a colon stands behind it on
// the same line.
func (p *parser) keyFollows(n *Node) bool {
	p.oddIf(n.End-n.Start > 1000)
	if p.failed || n.Block {
		return false
	}
	i := 0
	for isBlank(p.peek(i)) {
		i++
	}
	if p.peek(i) != ':' || !isBlankOrBreak(p.text, p.pos+i+1) {
		return false
	}
	if strings.ContainsAny(p.text[n.Start:n.End], "\r\n") {
		p.stray = n
		return false
	}
	p.pos += i
	return true
}

// blockSequence reads "- a" lines at the current column.
func (p *parser) blockSequence() *Node {
	column := p.column()
	n := p.node(Sequence, p.pos)
	for !p.failed {
		n.Dashes = append(n.Dashes, p.pos)
		p.pos++
		n.add(p.block(column, p.pos))
		p.skip()
		if !p.startsLine(column) || !p.dashHere() {
			break
		}
	}
	return n
}

// blockMapping reads "key: value" lines at a column. The first key may have been read
// already; the parser then stands at its colon.
func (p *parser) blockMapping(key *Node, column int) *Node {
	start := p.pos
	if key != nil {
		start = key.Start
	}
	n := p.node(Mapping, start)
	for !p.failed {
		if key == nil {
			key = p.blockKey(column)
		}
		n.addPair(key, p.pairValue(column, key))
		key = nil
		p.skip()
		if !p.startsLine(column) || p.dashHere() || p.documentEnd() {
			break
		}
	}
	return n
}

// blockKey reads one key and stops at its colon, if it has one.
func (p *parser) blockKey(column int) *Node {
	if p.indicator(':') {
		return p.null(p.pos)
	}
	if p.indicator('?') {
		p.pos++
		key := p.blockNode(column, p.pos, true)
		p.skip()
		if lineStart(p.text, p.pos) > key.End && p.column() != column {
			p.pos = key.End
		}
		return key
	}
	start := p.pos
	props := p.properties()
	key := p.apply(props, p.content(column), start)
	if !p.keyFollows(key) {
		p.failed = true
		p.stray = key
	}
	return key
}

// pairValue reads what stands behind the colon of a key.
func (p *parser) pairValue(column int, key *Node) *Node {
	if !p.indicator(':') {
		return p.null(key.End)
	}
	p.pos++
	return p.blockNode(column, p.pos, true)
}

func (p *parser) skipDirectives() {
	for p.skip(); p.peek(0) == '%' && p.column() == 0; p.skip() {
		p.odd = true
		p.pos = lineEnd(p.text, p.pos)
	}
	if p.documentEnd() && p.peek(0) == '-' {
		p.oddIf(!p.restIsBlank(3))
		p.pos += 3
	}
}
