package netpol

import (
	"encoding/binary"
	"maps"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// requirement is one condition of a label selector. A label of matchLabels is the
// condition that its key is In a list of one.
type requirement struct {
	key        string
	operator   metav1.LabelSelectorOperator
	values     []string
	expression int // its place in matchExpressions, or -1
}

// requirementsOf lists what a selector asks for; all must hold. The labels come in
// the order of their keys, so that equal selectors make equal lists.
func requirementsOf(s *metav1.LabelSelector) []requirement {
	if len(s.MatchLabels)+len(s.MatchExpressions) == 0 {
		return nil
	}
	list := make([]requirement, 0, len(s.MatchLabels)+len(s.MatchExpressions))
	for _, key := range sortedKeys(s.MatchLabels) {
		list = append(list, requirement{key, metav1.LabelSelectorOpIn, []string{s.MatchLabels[key]}, -1})
	}
	for i, e := range s.MatchExpressions {
		list = append(list, requirement{e.Key, e.Operator, e.Values, i})
	}
	return list
}

func sortedKeys(m map[string]string) []string {
	keys := slices.AppendSeq(make([]string, 0, len(m)), maps.Keys(m))
	slices.Sort(keys)
	return keys
}

// matches is the meaning of a requirement for one set of labels. NotIn and
// DoesNotExist hold where the key is missing, as in the API server.
func (r requirement) matches(labels map[string]string) bool {
	value, has := labels[r.key]
	switch r.operator {
	case metav1.LabelSelectorOpIn:
		return has && slices.Contains(r.values, value)
	case metav1.LabelSelectorOpNotIn:
		return !has || !slices.Contains(r.values, value)
	case metav1.LabelSelectorOpExists:
		return has
	case metav1.LabelSelectorOpDoesNotExist:
		return !has
	}
	return false
}

// selector is a label selector that was met, with the objects it matches.
type selector struct {
	requirements []requirement
	matches      bitset // set once all selectors are known
}

// selectors keeps every selector once, and answers all of them from one index.
type selectors struct {
	all   []*selector
	known map[string]*selector
	index labelIndex
	text  []byte // reused to spell a selector
}

func newSelectors() *selectors {
	return &selectors{known: make(map[string]*selector), index: make(labelIndex)}
}

// intern answers the one selector that asks for the same.
func (t *selectors) intern(s *metav1.LabelSelector) *selector {
	list := requirementsOf(s)
	t.text = t.text[:0]
	for _, r := range list {
		t.text = r.spell(t.text)
	}
	if known, ok := t.known[string(t.text)]; ok {
		return known
	}
	added := &selector{requirements: list}
	t.known[string(t.text)] = added
	t.all = append(t.all, added)
	for _, r := range list {
		t.index.want(r)
	}
	return added
}

// spell appends what makes the requirement differ from others. Its place counts too:
// evidence names it.
func (r requirement) spell(text []byte) []byte {
	text = binary.AppendVarint(text, int64(r.expression))
	text = spellWord(text, r.key)
	text = spellWord(text, string(r.operator))
	text = binary.AppendUvarint(text, uint64(len(r.values)))
	for _, v := range r.values {
		text = spellWord(text, v)
	}
	return text
}

// spellWord puts the length first, so that no word can pass for two.
func spellWord(text []byte, word string) []byte {
	return append(binary.AppendUvarint(text, uint64(len(word))), word...)
}

// resolve finds out what each selector matches among n objects.
func (t *selectors) resolve(n int, labels func(i int) map[string]string) {
	t.index.fill(n, labels)
	for _, s := range t.all {
		s.matches = newBitset(n)
		s.matches.fill(n)
		for _, r := range s.requirements {
			t.index.narrow(s.matches, r)
		}
	}
}

// labelIndex holds, for the labels that selectors ask for, which objects carry them.
// Labels that nobody asks for (often one that is unique to each pod) cost nothing.
type labelIndex map[string]*carriers

type carriers struct {
	key    bitset            // who has the key, with any value
	values map[string]bitset // who has it with a value that is asked for
}

func (x labelIndex) want(r requirement) {
	c := x[r.key]
	if c == nil {
		c = &carriers{values: make(map[string]bitset, len(r.values))}
		x[r.key] = c
	}
	for _, v := range r.values {
		c.values[v] = nil
	}
}

func (x labelIndex) fill(n int, labels func(i int) map[string]string) {
	if len(x) == 0 {
		return
	}
	for _, c := range x {
		c.key = newBitset(n)
		for v := range c.values {
			c.values[v] = newBitset(n)
		}
	}
	for i := range n {
		for key, value := range labels(i) {
			if c := x[key]; c != nil {
				c.key.add(i)
				if with, asked := c.values[value]; asked {
					with.add(i)
				}
			}
		}
	}
}

// narrow takes out of a set what does not meet the requirement.
func (x labelIndex) narrow(set bitset, r requirement) {
	c := x[r.key]
	switch r.operator {
	case metav1.LabelSelectorOpIn:
		set.and(c.with(r.values))
	case metav1.LabelSelectorOpNotIn:
		for _, v := range r.values {
			set.andNot(c.values[v])
		}
	case metav1.LabelSelectorOpExists:
		set.and(c.key)
	case metav1.LabelSelectorOpDoesNotExist:
		set.andNot(c.key)
	default:
		clear(set)
	}
}

func (c *carriers) with(values []string) bitset {
	if len(values) == 1 {
		return c.values[values[0]]
	}
	union := make(bitset, len(c.key))
	for _, v := range values {
		union.or(c.values[v])
	}
	return union
}
