package manifest

// flow reads [..] or {..}.
func (p *parser) flow() *Node {
	if !p.enter() {
		return p.null(p.pos)
	}
	defer p.leave()
	n, closing := p.node(Sequence, p.pos), byte(']')
	if p.peek(0) == '{' {
		n.Kind, closing = Mapping, '}'
	}
	n.Flow = true
	p.pos++
	for p.flowSkip(); p.more() && p.peek(0) != closing; p.flowSkip() {
		p.flowEntry(n)
		p.flowSkip()
		if p.peek(0) == ',' {
			p.pos++
		} else if p.peek(0) != closing {
			p.unclosed(n)
		}
	}
	if p.more() {
		p.pos++
	} else {
		p.unclosed(n)
	}
	n.End = p.pos
	return n
}

// flowSkip passes over what may stand between the tokens of a flow collection.
func (p *parser) flowSkip() {
	newLine := p.skip()
	p.oddIf(newLine)
}

// flowEntry reads what stands between two commas.
func (p *parser) flowEntry(n *Node) {
	start := p.pos
	explicit := p.peek(0) == '?'
	if explicit {
		p.pos++
		p.skip()
	}
	key := p.flowNode(p.pos)
	p.flowSkip()
	paired := p.peek(0) == ':'
	p.oddIf(explicit || key.Null || paired != (n.Kind == Mapping))
	switch {
	case n.Kind == Mapping:
		n.addPair(key, p.flowValue(paired, key.End))
	case explicit || paired:
		pair := p.node(Mapping, start)
		pair.Flow = true
		pair.addPair(key, p.flowValue(paired, key.End))
		n.add(pair)
	default:
		n.add(key)
	}
}

func (p *parser) flowValue(paired bool, empty int) *Node {
	if !paired {
		return p.null(empty)
	}
	p.pos++
	empty = p.pos
	p.oddIf(!isBlank(p.peek(0)))
	p.flowSkip()
	return p.flowNode(empty)
}

// flowNode reads one node inside a flow collection; null if there is none, at empty.
func (p *parser) flowNode(empty int) *Node {
	start := p.pos
	props := p.properties()
	if !props.any() {
		return p.flowContent(empty)
	}
	empty = p.pos
	p.skip()
	return p.apply(props, p.flowNode(empty), start)
}

func (p *parser) flowContent(empty int) *Node {
	switch p.peek(0) {
	case 0, ',', ']', '}', ':', '?':
		p.odd = true
		return p.null(empty)
	case '*':
		return p.alias()
	case '[', '{':
		return p.flow()
	case '"':
		return p.doubleQuoted()
	case '\'':
		return p.singleQuoted()
	}
	return p.flowPlain()
}
