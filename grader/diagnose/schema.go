package diagnose

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"netpol-tutor/grader/manifest/rewrite"
)

// shape is what the API expects at a place of a policy.
type shape struct {
	fields map[string]*shape // of a mapping with known keys
	items  *shape            // of a list
	labels bool              // a map of strings
	words  []string          // the only strings that are allowed
	number bool
	port   bool // a number or a name
}

// policyShape is the shape of a NetworkPolicy. It is built when first asked for, and
// never changed.
var policyShape = sync.OnceValue(newPolicyShape)

// newPolicyShape writes down what the API reference says.
func newPolicyShape() *shape {
	text := &shape{}
	labels := &shape{labels: true}
	list := func(of *shape) *shape { return &shape{items: of} }
	expression := &shape{fields: map[string]*shape{
		"key": text, "operator": {words: []string{"In", "NotIn", "Exists", "DoesNotExist"}}, "values": list(text),
	}}
	selector := &shape{fields: map[string]*shape{"matchLabels": labels, "matchExpressions": list(expression)}}
	peer := &shape{fields: map[string]*shape{
		"podSelector": selector, "namespaceSelector": selector,
		"ipBlock": {fields: map[string]*shape{"cidr": text, "except": list(text)}},
	}}
	ports := list(&shape{fields: map[string]*shape{
		"protocol": {words: []string{"TCP", "UDP", "SCTP"}}, "port": {port: true}, "endPort": {number: true},
	}})
	return &shape{fields: map[string]*shape{
		"apiVersion": {words: []string{"networking.k8s.io/v1"}}, "kind": {words: []string{"NetworkPolicy"}},
		"metadata": {fields: map[string]*shape{"name": text, "namespace": text, "labels": labels, "annotations": labels}},
		"spec": {fields: map[string]*shape{
			"podSelector": selector,
			"policyTypes": list(&shape{words: []string{"Ingress", "Egress"}}),
			"ingress":     list(&shape{fields: map[string]*shape{"from": list(peer), "ports": ports}}),
			"egress":      list(&shape{fields: map[string]*shape{"to": list(peer), "ports": ports}}),
		}},
	}}
}

// spot is a value of a document with what the API expects there.
type spot struct {
	path  string
	value *rewrite.Value
	shape *shape // nil where the API knows no such field
	up    *spot
	key   string // under which it stands in a mapping
}

// spots lists a document's values from the outside inwards.
func spots(root *rewrite.Value) []*spot {
	var all []*spot
	var walk func(s *spot)
	walk = func(s *spot) {
		all = append(all, s)
		if s.shape == nil {
			return
		}
		for _, key := range s.value.Keys() {
			below := s.shape.fields[key]
			if s.shape.labels {
				below = &shape{}
			}
			path := s.path + "[" + key + "]"
			walk(&spot{path, s.value.Get(key), below, s, key})
		}
		for i, item := range s.value.Items() {
			walk(&spot{at(s.path, i), item, s.shape.items, s, ""})
		}
	}
	walk(&spot{value: root, shape: policyShape()})
	return all
}

// known are the keys of a mapping, in a fixed order.
func (s *shape) known() []string { return slices.Sorted(maps.Keys(s.fields)) }

// name is the path as people write it.
func (s *spot) name() string {
	if s.up == nil {
		return ""
	}
	up := s.up.name()
	switch {
	case s.key == "":
		return up + s.path[len(s.up.path):]
	case up == "":
		return s.key
	}
	return fmt.Sprintf("%s.%s", up, s.key)
}

// fits tells whether a value could stand where a shape is expected.
func (s *shape) fits(v *rewrite.Value) bool {
	switch {
	case s.fields != nil:
		return v.IsMap() && slices.ContainsFunc(v.Keys(), func(key string) bool { return s.fields[key] != nil })
	case s.items != nil:
		return v.IsList() && (s.items.fields == nil || slices.ContainsFunc(v.Items(), s.items.fits))
	case s.labels:
		return v.IsMap() && !slices.ContainsFunc(v.Keys(), func(key string) bool { return v.Get(key).Scalar() == "" })
	}
	return !v.IsMap() && !v.IsList() && s.takesWord(v.Scalar())
}

// takesWord tells whether a word could stand where a plain value is expected.
func (s *shape) takesWord(word string) bool {
	_, err := strconv.Atoi(word)
	return (len(s.words) == 0 || slices.Contains(s.words, word)) && (!s.number || err == nil)
}
