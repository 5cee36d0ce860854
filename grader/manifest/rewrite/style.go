package rewrite

import (
	"netpol-tutor/grader/manifest"
)

// style is what a text does by habit.
type style struct {
	newline string
	step    int  // how far a nested mapping is indented
	list    int  // how far a list is indented under its key
	json    bool // quotes around every key and string
}

// styleOf reads the habits of a text from the tree around a node.
func styleOf(text string, n *manifest.Node) style {
	s := style{newline: Newline(text), step: -1, list: -1}
	top := n
	for top != nil && top.Parent != nil {
		top = top.Parent
	}
	s.json = isJSON(text, top)
	s.learn(text, top)
	if s.step < 1 {
		s.step = 2
	}
	if s.list < 0 {
		s.list = s.step
	}
	return s
}

// learn takes the first habit it meets for nested mappings, and for lists.
func (s *style) learn(text string, n *manifest.Node) {
	if n == nil || s.step > 0 && s.list >= 0 {
		return
	}
	if n.Kind == manifest.Mapping && !n.Flow {
		for i, key := range n.Keys {
			s.learnFrom(text, key, n.Values[i])
		}
	}
	for _, v := range n.Values {
		if v != nil && v.Start >= n.Start && v.End <= n.End {
			s.learn(text, v)
		}
	}
}

func (s *style) learnFrom(text string, key, v *manifest.Node) {
	if v == nil || v.Flow || v.Start < key.End || !hasBreak(text[key.End:v.Start]) {
		return
	}
	deeper := column(text, v.Start) - column(text, key.Start)
	if v.Kind == manifest.Mapping && s.step < 1 {
		s.step = deeper
	}
	if v.Kind == manifest.Sequence && s.list < 0 {
		s.list = deeper
	}
}

func isJSON(text string, n *manifest.Node) bool {
	if n == nil || !n.Flow || len(n.Keys) == 0 {
		return false
	}
	for _, key := range n.Keys {
		if key.Start >= len(text) || text[key.Start] != '"' {
			return false
		}
	}
	return true
}

// habit tells whether a text writes mappings with these keys as {..}. Where it does
// both, lines win.
func habit(n *manifest.Node, v *Value) (flow, known bool) {
	if n == nil {
		return false, false
	}
	if n.Kind == manifest.Mapping && alike(n, v) {
		if !n.Flow {
			return false, true
		}
		flow, known = true, true
	}
	for _, child := range n.Values {
		if f, k := habit(child, v); k && !f {
			return false, true
		} else if k {
			flow, known = true, true
		}
	}
	return flow, known
}

func alike(n *manifest.Node, v *Value) bool {
	for _, key := range n.Keys {
		if v.index(key.Value) >= 0 {
			return true
		}
	}
	return false
}
