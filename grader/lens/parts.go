package lens

import (
	"slices"
	"strconv"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// Kind says what a part of a policy is.
type Kind string

const (
	// Policy is a whole policy.
	Policy Kind = "policy"
	// Type is an entry of policyTypes.
	Type Kind = "policy type"
	// Rule is an item of ingress or egress.
	Rule Kind = "rule"
	// Peer is an item of from or to.
	Peer Kind = "peer"
	// Port is an item of ports.
	Port Kind = "port"
	// Selector is one of the two selectors of a peer that has both.
	Selector Kind = "selector"
	// Label is an entry of matchLabels.
	Label Kind = "label"
	// Expression is an item of matchExpressions.
	Expression Kind = "expression"
	// Except is an item of except.
	Except Kind = "exception"
)

// Part is a stretch of lines, and what depends on it.
type Part struct {
	Kind   Kind
	Object string // NAMESPACE/NAME of its policy
	Path   string // for example spec.egress[0].to[1]; "" for the policy itself
	Depth  int    // how many parts it lies in
	Span   diagnostic.Span
	Needed bool   // without it the server would refuse the document
	Effect Effect // of deleting it; nothing if Needed
}

// Idle tells whether nothing depends on the part: no flow, nor that the document is
// accepted.
func (p Part) Idle() bool { return !p.Needed && p.Effect.Nothing() }

// Lines are the first and the last line of the part.
func (p Part) Lines() (first, last int) { return p.Span.Start.Line, p.Span.End.Line }

// Parts lists the parts of all accepted policies of a text, outer ones before those
// that lie in them, with what changes when one is deleted and all else stays. Parts
// that cannot be deleted alone, as an alias repeats them, are left out.
func Parts(t *task.Compiled, files []manifest.Source) []Part {
	s := look(t, files)
	var all []Part
	for _, o := range s.read.Objects {
		if o.Policy() == nil || o.Root() == nil {
			continue
		}
		for _, p := range placesIn(o) {
			if part, ok := s.part(o, p); ok {
				all = append(all, part)
			}
		}
	}
	return all
}

// place is a part before anybody asked what depends on it.
type place struct {
	kind  Kind
	path  string
	depth int
	node  *manifest.Node
}

func (s *scene) part(o *manifest.Object, p place) (Part, bool) {
	part := Part{Kind: p.kind, Object: o.Key(), Path: p.path, Depth: p.depth, Span: spanOf(o, p.path)}
	after, ok := s.without(o, p)
	switch {
	case !ok:
		return part, false
	case after == nil:
		part.Needed = true
	default:
		part.Effect = effectOf(s.policies, after)
	}
	return part, true
}

func spanOf(o *manifest.Object, path string) diagnostic.Span {
	span := o.Span(path)
	if path != "" {
		span.Start = o.KeySpan(path).Start
	}
	return span
}

// without is what is in force when a part is deleted, nil if the server would refuse
// the rest. Only the document that it lies in is read again.
func (s *scene) without(o *manifest.Object, p place) (after *netpol.Evaluator, ok bool) {
	submitted := task.Of(s.read)
	at := slices.Index(submitted.Objects, o)
	if p.kind == Policy {
		submitted.Objects = slices.Delete(slices.Clone(submitted.Objects), at, at+1)
		return s.evaluator(submitted), true
	}
	file := slices.IndexFunc(s.files, func(f manifest.Source) bool { return f.Name == o.File })
	if file < 0 {
		return nil, false
	}
	fresh, refused, ok := s.reread(s.files[file], o, p.node)
	if !ok || refused {
		return nil, ok
	}
	submitted.Objects = slices.Clone(submitted.Objects)
	submitted.Objects[at] = fresh
	return s.evaluator(submitted), true
}

func (s *scene) evaluator(submitted task.Submitted) *netpol.Evaluator {
	return netpol.Compile(s.task.Cluster, specs(s.task.State(submitted)))
}

// reread reads the document of an object again, without one of its nodes.
func (s *scene) reread(f manifest.Source, o *manifest.Object, n *manifest.Node) (fresh *manifest.Object, refused, ok bool) {
	root := topOf(o.Root())
	edits, ok := editsOf(f.Text, o.Root(), func(policy *rewrite.Value) { drop(policy, o.Root(), n) })
	if !ok {
		return nil, false, false
	}
	start, end := rewrite.Piece(f.Text, root)
	for i := range edits {
		edits[i].Start, edits[i].End = edits[i].Start-start, edits[i].End-start
	}
	piece, err := diagnostic.Apply(f.Text[start:end], edits)
	if err != nil {
		return nil, false, false
	}
	read := s.task.Read([]manifest.Source{{Name: f.Name, Text: piece}})
	for _, one := range read.Objects {
		if one.Key() == o.Key() && one.Kind == o.Kind {
			return one, false, true
		}
	}
	return nil, true, true
}

// placesIn lists the parts of a policy in the order of the text's own structure.
func placesIn(o *manifest.Object) []place {
	w := &walk{}
	w.add(Policy, "", o.Root())
	spec := within(o.Root(), "spec")
	w.depth++
	w.selector("spec.podSelector", within(spec, "podSelector"))
	w.items(Type, "spec.policyTypes", within(spec, "policyTypes"), nil)
	for _, d := range []string{"ingress", "egress"} {
		w.items(Rule, "spec."+d, within(spec, d), w.rule)
	}
	slices.SortStableFunc(w.found, func(a, b place) int { return a.node.Start - b.node.Start })
	return w.found
}

// within is the value of a key, nil unless it stands inside the mapping's own text: what
// an alias or a merge repeats stands elsewhere, and cannot be deleted here alone.
func within(n *manifest.Node, key string) *manifest.Node {
	if v := n.Get(key); v != nil && holds(n, v) {
		return v
	}
	return nil
}

func holds(n, v *manifest.Node) bool { return n.Start <= v.Start && v.End <= n.End }

type walk struct {
	found []place
	depth int
}

func (w *walk) add(k Kind, path string, n *manifest.Node) {
	w.found = append(w.found, place{k, path, w.depth, n})
}

// items adds the items of a list, each followed by what lies in it.
func (w *walk) items(k Kind, path string, list *manifest.Node, inside func(path string, item *manifest.Node)) {
	if list == nil || list.Kind != manifest.Sequence {
		return
	}
	for i, item := range list.Values {
		if !holds(list, item) {
			return
		}
		at := path + "[" + strconv.Itoa(i) + "]"
		w.add(k, at, item)
		if inside != nil {
			w.depth++
			inside(at, item)
			w.depth--
		}
	}
}

func (w *walk) rule(path string, rule *manifest.Node) {
	for _, list := range []string{"from", "to"} {
		w.items(Peer, path+"."+list, within(rule, list), w.peer)
	}
	w.items(Port, path+".ports", within(rule, "ports"), nil)
}

func (w *walk) peer(path string, peer *manifest.Node) {
	both := within(peer, "namespaceSelector") != nil && within(peer, "podSelector") != nil
	for _, key := range []string{"namespaceSelector", "podSelector"} {
		selector := within(peer, key)
		if both {
			w.add(Selector, path+"."+key, selector)
			w.depth++
		}
		w.selector(path+"."+key, selector)
		if both {
			w.depth--
		}
	}
	w.items(Except, path+".ipBlock.except", within(within(peer, "ipBlock"), "except"), nil)
}

func (w *walk) selector(path string, selector *manifest.Node) {
	labels := within(selector, "matchLabels")
	if labels != nil && labels.Kind == manifest.Mapping {
		for i, key := range labels.Keys {
			if holds(labels, labels.Values[i]) {
				w.add(Label, path+".matchLabels["+key.Value+"]", labels.Values[i])
			}
		}
	}
	w.items(Expression, path+".matchExpressions", within(selector, "matchExpressions"), nil)
}
