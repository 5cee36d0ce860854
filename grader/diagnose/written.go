package diagnose

import (
	"fmt"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// writtenRepairs mend what the server accepts and reads otherwise than it was written:
// repeated keys, of which the last counts, and labels that are none.
var writtenRepairs = []repair{
	{"doc-separator-missing", separateObjects},
	{"same-name-twice", separateNames},
	{"duplicate-key", uniteKeys},
	{"duplicate-key", addDash},
	{"label-syntax", splitLabels},
	{"stray-dash", dropStrayDash},
	{"text-ignored", dashesForDots},
}

// separateObjects puts a line of dashes where a second object begins.
func separateObjects(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		root := p.Root()
		if root.Kind != manifest.Mapping || root.Flow || len(root.Keys) == 0 {
			continue
		}
		var edits []diagnostic.Edit
		for _, key := range root.Keys[1:] {
			if key.Value == root.Keys[0].Value {
				edits = append(edits, diagnostic.Edit{Start: key.Start, End: key.Start, Text: rewrite.Separator(s.text(p.File))})
			}
		}
		if len(edits) == 0 || root.Get("spec") == nil {
			continue
		}
		offer(&change{
			code: "doc-separator-missing", policy: p, effort: entry,
			message: fmt.Sprintf("only %s arrives: the objects before it in this document are overwritten", p.Key()),
			at:      mark{path: root.Keys[0].Value, key: true, text: "a further object begins here, without a line of three dashes before it"},
			fix:     "a line of three dashes between the objects",
			edits:   []edit{{object: p.Object, raw: edits}},
		})
	}
}

// uniteKeys is for a key that is written twice.
func uniteKeys(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, x := range spots(rewrite.Read(p.Root())) {
			for _, key := range x.value.Repeated() {
				s.offerUnited(p, x, key, offer)
			}
		}
	}
}

func (s *scene) offerUnited(p *policy, x *spot, key string, offer func(*change)) {
	path := strings.TrimPrefix(x.name()+"."+key, ".")
	united := &change{
		code: "duplicate-key", policy: p, effort: splitJoin,
		message: fmt.Sprintf("%s is written twice, and only the last one counts", path),
		at:      mark{path: path, key: true, text: "only this one counts"},
		fix:     "one entry with all of it",
		edits:   []edit{on(p, func(root *rewrite.Value) { root.At(x.path).Unite(key) })},
	}
	if x.shape != nil && x.shape.labels && x.up != nil {
		choice := metav1.LabelSelectorRequirement{Key: key, Operator: metav1.LabelSelectorOpIn}
		for _, v := range x.value.All(key) {
			choice.Values = append(choice.Values, v.Scalar())
		}
		either := *united
		either.fix = "either value, as an expression"
		either.edits = []edit{on(p, func(root *rewrite.Value) {
			selector := root.At(x.up.path)
			selector.Get(x.key).Drop(key)
			dropIfEmpty(selector, x.key)
			selector.Set("matchExpressions", rewrite.List(expressionOf(choice)))
		})}
		offer(&either)
	}
	offer(united)
	if each := united.itemForEach(x, key); each != nil {
		offer(each)
	}
	first := *united
	first.fix, first.effort = "only the first one of them", remove
	first.edits = []edit{on(p, func(root *rewrite.Value) {
		keepOnly(root.At(x.path), key, 0)
	})}
	offer(&first)
}

// keepOnly leaves one value of a key that is written more than once.
func keepOnly(m *rewrite.Value, key string, which int) {
	value := m.All(key)[which].Clone()
	for m.Get(key) != nil {
		m.Drop(key)
	}
	m.Set(key, value)
}

// itemForEach is the change that gives each value of a repeated key an item of its own in
// the list above, or nil where there is none.
func (c *change) itemForEach(x *spot, key string) *change {
	item := x
	for item.up != nil && item.key != "" {
		item = item.up
	}
	if item.up == nil {
		return nil
	}
	each := *c
	each.fix = "an item for each"
	each.edits = []edit{on(c.policy, func(root *rewrite.Value) {
		list, first := root.At(item.up.path), root.At(item.path)
		i := slices.Index(list.Items(), first)
		values := root.At(x.path).All(key)
		for k := len(values) - 1; k > 0; k-- {
			further := first.Clone()
			keepOnly(further.At(x.path[len(item.path):]), key, k)
			list.Insert(i+1, further)
		}
		keepOnly(root.At(x.path), key, 0)
	})}
	return &each
}

// dashesForDots is for objects behind three dots, which end a document and begin none.
func dashesForDots(s *scene, offer func(*change)) {
	for _, w := range s.read.Warnings {
		if w.Code != manifest.CodeTextIgnored {
			continue
		}
		for _, c := range s.meanings(w) {
			c.code, c.effort = "text-ignored", scalar
			c.message = "what stands behind the three dots is not read"
			c.at = mark{path: "metadata.name", text: "only this document is read, up to the dots"}
			c.fix = "three dashes instead of the dots"
			offer(c)
		}
	}
}

// dropStrayDash is for an entry of a list that has nothing in it and counts all the same:
// of ports it means every port.
func dropStrayDash(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, x := range spots(rewrite.Read(p.Root())) {
			if !x.value.IsNull() || x.key != "" || x.up == nil || x.up.key != "ports" {
				continue
			}
			list, i := x.up, slices.Index(x.up.value.Items(), x.value)
			offer(&change{
				code: "stray-dash", policy: p, effort: remove,
				message: fmt.Sprintf("an entry of %s is empty, and an empty entry means every port", list.name()),
				at:      mark{path: x.name(), key: true, text: "nothing behind this dash"},
				fix:     "without the dash that has nothing behind it",
				edits:   []edit{on(p, func(root *rewrite.Value) { root.At(list.path).Remove(i) })},
			})
		}
	}
}

// addDash is for two items of a list that became one, because the dash of the second
// is missing.
func addDash(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		eachNode(p.Root(), func(n *manifest.Node) {
			item, list := n.Index(), n.Parent
			if n.Kind != manifest.Mapping || n.Flow || list == nil || list.Kind != manifest.Sequence || list.Flow {
				return
			}
			column := list.Dashes[item] - manifest.LineStart(s.text(p.File), list.Dashes[item])
			for _, key := range firstOfAgain(n) {
				dash := manifest.LineStart(s.text(p.File), key.Start) + column
				if dash >= key.Start {
					return
				}
				offer(&change{
					code: "duplicate-key", policy: p, effort: entry,
					message: fmt.Sprintf("one item has %s: twice, and only the last one counts", key.Value),
					at:      mark{path: n.Path() + "." + key.Value, key: true, text: "a second item begins here, without a dash of its own"},
					fix:     fmt.Sprintf("a dash before the second %s:", key.Value),
					edits:   []edit{{object: p.Object, raw: []diagnostic.Edit{{Start: dash, End: dash + 1, Text: "-"}}}},
				})
			}
		})
	}
}

// eachNode visits a node and all below it.
func eachNode(n *manifest.Node, visit func(*manifest.Node)) {
	visit(n)
	for _, v := range n.Values {
		if v.Alias == nil {
			eachNode(v, visit)
		}
	}
}

// firstOfAgain are the keys with which a mapping begins to say again what it said.
func firstOfAgain(n *manifest.Node) []*manifest.Node {
	var found []*manifest.Node
	seen := map[string]bool{}
	for _, key := range n.Keys {
		if seen[key.Value] {
			found = append(found, key)
			clear(seen)
		}
		seen[key.Value] = true
	}
	return found
}

// splitLabels is for a label without a blank behind its colon: a key without a value,
// which the server drops.
func splitLabels(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, x := range spots(rewrite.Read(p.Root())) {
			if !x.value.IsNull() || x.up == nil || x.up.shape == nil {
				continue
			}
			i := strings.IndexAny(x.key, ":=")
			isLabel := x.up.shape.labels
			switch {
			case i <= 0 && isLabel:
				s.offerValues(p, x, offer)
				continue
			case i <= 0 || !isLabel && x.up.shape.fields[x.key[:i]] == nil:
				continue
			}
			key, value, what := x.key[:i], strings.Trim(x.key[i+1:], ` "'`), "a label"
			if !isLabel {
				what = "a field"
			}
			offer(&change{
				code: "label-syntax", policy: p, effort: scalar,
				message: fmt.Sprintf("%s is one word here, %s without a value, and is dropped", x.key, what),
				at:      mark{path: x.name(), key: true, text: "no blank behind the colon"},
				fix:     fmt.Sprintf("%s: %s", key, value),
				edits: []edit{on(p, func(root *rewrite.Value) {
					labels := root.At(x.up.path)
					labels.Rename(x.key, key)
					if isLabel {
						putText(labels, key, value)
					} else {
						labels.Get(key).Become(numberOrText(value))
					}
				})},
			})
		}
	}
}

// offerValues is for a label without a value: those that something in the cluster has.
func (s *scene) offerValues(p *policy, x *spot, offer func(*change)) {
	for _, value := range valuesOf(s.allLabels(), x.key) {
		offer(&change{
			code: "label-syntax", policy: p, effort: scalar,
			message: fmt.Sprintf("the label %s has no value, so it is dropped, and %s asks for nothing", x.key, x.up.up.name()),
			at:      mark{path: x.name(), key: true, text: "no value behind the colon"},
			fix:     fmt.Sprintf("%s: %s", x.key, value),
			edits:   []edit{on(p, func(root *rewrite.Value) { putText(root.At(x.up.path), x.key, value) })},
		})
	}
}

// allLabels are the labels of every pod, and then of every namespace.
func (s *scene) allLabels() []map[string]string {
	var all []map[string]string
	for _, q := range s.cluster.Pods {
		all = append(all, q.Labels)
	}
	for _, n := range s.cluster.Namespaces {
		all = append(all, n.Labels)
	}
	return all
}
