package manifest

import "strings"

// properties are what may stand before the content of a node.
type properties struct{ anchor, tag string }

func (props properties) any() bool { return props.anchor != "" || props.tag != "" }

// properties reads an anchor and a tag, in any order, and the blanks behind them.
func (p *parser) properties() (props properties) {
	for p.more() {
		end := p.propertyEnd()
		switch p.peek(0) {
		case '&':
			props.anchor = p.text[p.pos+1 : end]
		case '!':
			props.tag = p.text[p.pos:end]
		default:
			return props
		}
		p.pos, p.odd = end, true
		for isBlank(p.peek(0)) {
			p.pos++
		}
	}
	return props
}

// propertyEnd is the end of the name of an anchor, an alias or a tag.
func (p *parser) propertyEnd() int {
	i := p.pos + 1
	if p.peek(0) == '!' {
		for !isBlankOrBreak(p.text, i) {
			i++
		}
		return i
	}
	for i < len(p.text) && isNameChar(p.text[i]) {
		i++
	}
	return i
}

func isNameChar(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-'
}

// apply gives a node the properties that stood before it.
func (p *parser) apply(props properties, n *Node, start int) *Node {
	if !props.any() {
		return n
	}
	if props.anchor != "" && n.Anchor != "" || props.tag != "" && n.Tag != "" {
		p.failed = true // a node has one of each: these belong to a node without content
		return p.null(start)
	}
	n.Start = start
	if props.tag != "" {
		n.Tag = props.tag
		n.Null = n.Null && n.Tag == "!!null"
	}
	if props.anchor != "" {
		n.Anchor = props.anchor
		p.remember(n)
	}
	return n
}

// remember makes an anchored node known to the aliases below it.
func (p *parser) remember(n *Node) {
	if p.anchors == nil {
		p.anchors = map[string]*Node{}
		p.weights = map[*Node]weight{}
	}
	p.anchors[n.Anchor] = n
	p.weights[n] = p.weigh(n)
}

// alias reads *name. It has the content of the node it stands for, and costs as much.
func (p *parser) alias() *Node {
	p.odd = true
	n := p.node(Scalar, p.pos)
	end := p.propertyEnd()
	target := p.anchors[p.text[p.pos+1:end]]
	p.pos, n.End = end, end
	if target == nil {
		p.failed = true
		return n
	}
	w := p.weights[target]
	if p.nodesLeft -= w.nodes; p.nodesLeft < 0 {
		p.stop(tooManyNodes)
	}
	if p.depthLeft < w.height {
		p.stop(tooDeep)
	}
	n.Kind, n.Value, n.Null, n.Quoted, n.Block, n.Tag = target.Kind, target.Value, target.Null, target.Quoted, target.Block, target.Tag
	n.Keys, n.Values, n.Dashes, n.Flow = target.Keys, target.Values, target.Dashes, target.Flow
	n.Alias = target
	return n
}

// weight is how much a node holds once its aliases are expanded.
type weight struct{ nodes, height int }

func (p *parser) weigh(n *Node) weight {
	if n.Alias != nil {
		return p.weights[n.Alias]
	}
	w := weight{nodes: 1}
	for _, list := range [2][]*Node{n.Keys, n.Values} {
		for _, c := range list {
			cw := p.weigh(c)
			w.nodes += cw.nodes
			w.height = max(w.height, cw.height+1)
		}
	}
	return w
}

// isLocalTag tells tags that go-yaml takes for text whatever the value looks like.
func isLocalTag(tag string) bool { return !strings.HasPrefix(tag, "!!") }
