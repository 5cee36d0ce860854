package rewrite

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

// Read makes a changeable copy of a syntax tree.
func Read(n *manifest.Node) *Value {
	if n == nil {
		return &Value{kind: manifest.Scalar, null: true}
	}
	v := &Value{kind: n.Kind, scalar: n.Value, null: n.Null, from: n}
	switch n.Kind {
	case manifest.Mapping:
		v.entries = make([]entry, len(n.Keys))
		for i, key := range n.Keys {
			v.entries[i] = entry{key.Value, Read(n.Values[i]), key}
		}
	case manifest.Sequence:
		v.items = make([]*Value, len(n.Values))
		for i, item := range n.Values {
			v.items[i] = Read(item)
		}
	}
	return v
}

// Means tells whether a syntax tree says what the value says. The order of keys
// does not matter; of repeated keys the last counts.
func (v *Value) Means(n *manifest.Node) bool {
	if n == nil || n.Null || v.null {
		return (n == nil || n.Null) && v.null
	}
	if n.Kind != v.kind {
		return false
	}
	switch v.kind {
	case manifest.Mapping:
		return v.meansMapping(n)
	case manifest.Sequence:
		return v.meansSequence(n)
	}
	return v.scalar == n.Value && (v.from == nil || v.from.Quoted == n.Quoted || !readsOtherwise(v.scalar))
}

func (v *Value) meansMapping(n *manifest.Node) bool {
	seen := 0
	for i, key := range n.Keys {
		if last(n, i) {
			seen++
			if got := v.Get(key.Value); got == nil || !got.Means(n.Values[i]) {
				return false
			}
		}
	}
	for i, e := range v.entries {
		if v.index(e.key) == i {
			seen--
		}
	}
	return seen == 0
}

func (v *Value) meansSequence(n *manifest.Node) bool {
	if len(v.items) != len(n.Values) {
		return false
	}
	for i, item := range v.items {
		if !item.Means(n.Values[i]) {
			return false
		}
	}
	return true
}

// last tells whether key i is not repeated later.
func last(n *manifest.Node, i int) bool {
	for _, key := range n.Keys[i+1:] {
		if key.Value == n.Keys[i].Value {
			return false
		}
	}
	return true
}

// same tells whether a value is still what its node says, in the same order, so
// that the node's text serves for it.
func (v *Value) same() bool {
	n := v.from
	if n == nil || len(v.entries) != len(n.Keys) {
		return false
	}
	if v.kind == manifest.Sequence && len(v.items) != len(n.Values) {
		return false
	}
	for i, e := range v.entries {
		if e.from != n.Keys[i] || e.key != n.Keys[i].Value || e.value.from != n.Values[i] || !e.value.same() {
			return false
		}
	}
	for i, item := range v.items {
		if item.from != n.Values[i] || !item.same() {
			return false
		}
	}
	return true
}

// shared tells whether the text of a node relies on anchors or stands in for
// another place, so that it cannot be copied on its own.
func shared(text string, n *manifest.Node) bool {
	return strings.ContainsAny(text[n.Start:n.End], "&*") || strings.Contains(text[n.Start:n.End], "<<")
}
