package mistakes

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// sheet is a right answer taken apart, and the mistakes made of it so far.
type sheet struct {
	Answer
	policies []*policy
	cause    string // of the operator at work
	made     []Wrong
}

// policy is a policy of the answer, a document of its own.
type policy struct {
	*manifest.Object
	*networkingv1.NetworkPolicySpec
	number int
	dns    []string // ports on which lookups are answered
}

func read(a Answer) (*sheet, bool) {
	s := &sheet{Answer: a}
	result := manifest.Read([]manifest.Source{{Name: "answer.yaml", Text: a.Text}}, manifest.Options{Namespace: a.Namespace})
	for _, o := range result.Objects {
		if p := o.Policy(); p != nil && o.Root() != nil && o.Root().Parent == nil {
			s.policies = append(s.policies, &policy{o, &p.Spec, len(s.policies), s.dnsPorts()})
		}
	}
	return s, len(result.Refusals) == 0 && len(s.policies) > 0
}

// draft is a copy of the policies, to be changed.
type draft struct {
	roots []*rewrite.Value // by the number of their policy
	gone  []bool
	more  []*rewrite.Value
}

func (d *draft) spec(p *policy) *rewrite.Value { return d.roots[p.number].Get("spec") }

// write notes the answer after a change. There may be several names, between bars.
func (s *sheet) write(names string, change func(*draft)) {
	d := &draft{gone: make([]bool, len(s.policies))}
	for _, p := range s.policies {
		d.roots = append(d.roots, rewrite.Read(p.Root()))
	}
	change(d)
	if text, ok := s.text(d); ok {
		s.note(names, text)
	}
}

// text is the answer with the changes of a draft.
func (s *sheet) text(d *draft) (string, bool) {
	var edits []diagnostic.Edit
	for i, p := range s.policies {
		if d.gone[i] {
			edits = append(edits, rewrite.RemoveDocument(s.Text, p.Root()))
			continue
		}
		changed, err := rewrite.Edits(s.Text, p.Root(), d.roots[i])
		if err != nil {
			return "", false
		}
		edits = append(edits, changed...)
	}
	for _, v := range d.more {
		edits = append(edits, rewrite.AddDocument(s.Text, s.policies[0].Root(), v))
	}
	return apply(s.Text, edits)
}

func apply(text string, edits []diagnostic.Edit) (string, bool) {
	slices.SortStableFunc(edits, func(a, b diagnostic.Edit) int { return cmp.Compare(a.Start, b.Start) })
	text, err := diagnostic.Apply(text, edits)
	return text, err == nil
}

// edit notes the answer after edits of its bare text.
func (s *sheet) edit(names string, edits ...diagnostic.Edit) {
	if text, ok := apply(s.Text, edits); ok && len(edits) > 0 {
		s.note(names, text)
	}
}

func (s *sheet) note(names, text string) {
	known := func(w Wrong) bool { return w.Cause == s.cause && w.Text == text }
	if text != s.Text && !slices.ContainsFunc(s.made, known) {
		s.made = append(s.made, Wrong{s.cause, strings.Split(names, "|"), text})
	}
}

// pick is one of several words between bars, another one for another answer.
func (s *sheet) pick(words string) string {
	all := strings.Split(words, "|")
	return all[s.hash()%len(all)]
}

func (s *sheet) hash() int {
	h := fnv.New32a()
	h.Write([]byte(s.Text + s.cause))
	return int(h.Sum32() >> 1)
}

// rule is a rule of a policy.
type rule struct {
	*policy
	way   way
	index int
	peers []networkingv1.NetworkPolicyPeer
	ports []networkingv1.NetworkPolicyPort
}

// in is the rule in a draft.
func (r rule) in(d *draft) *rewrite.Value { return r.list(d).Items()[r.index] }

// list is the list of rules that it stands in.
func (r rule) list(d *draft) *rewrite.Value { return d.spec(r.policy).Get(string(r.way)) }

// drop takes the rule out of a draft, and the list with its last rule.
func (r rule) drop(d *draft) *rewrite.Value {
	gone := r.list(d).Remove(r.index)
	if r.list(d).Len() == 0 {
		d.spec(r.policy).Drop(string(r.way))
	}
	return gone
}

// rules are those of a policy, ingress first.
func (p *policy) rules() []rule { return append(p.rulesOf(ingress), p.rulesOf(egress)...) }

func (p *policy) rulesOf(w way) []rule {
	var all []rule
	if w == ingress {
		for i, r := range p.Ingress {
			all = append(all, rule{p, ingress, i, r.From, r.Ports})
		}
		return all
	}
	for i, r := range p.Egress {
		all = append(all, rule{p, egress, i, r.To, r.Ports})
	}
	return all
}

// eachRule visits the rules of all policies.
func (s *sheet) eachRule(visit func(rule)) {
	for _, p := range s.policies {
		for _, r := range p.rules() {
			visit(r)
		}
	}
}

// peer is an item of a from or to list.
type peer struct {
	rule
	networkingv1.NetworkPolicyPeer
	number int
}

func (p peer) value(d *draft) *rewrite.Value { return p.items(d).Items()[p.number] }

// items is the list that the peer stands in.
func (p peer) items(d *draft) *rewrite.Value { return p.rule.in(d).Get(p.way.peers()) }

func (s *sheet) eachPeer(visit func(peer)) {
	s.eachRule(func(r rule) {
		for i := range r.peers {
			visit(peer{r, r.peers[i], i})
		}
	})
}

// way is a direction, as a policy's spec calls it.
type way string

const (
	ingress way = "ingress"
	egress  way = "egress"
)

var ways = [...]way{ingress, egress}

func (w way) other() way {
	if w == ingress {
		return egress
	}
	return ingress
}

// peers is what the list of peers of a rule is called.
func (w way) peers() string {
	if w == ingress {
		return "from"
	}
	return "to"
}

func (w way) kind() networkingv1.PolicyType {
	if w == ingress {
		return networkingv1.PolicyTypeIngress
	}
	return networkingv1.PolicyTypeEgress
}

// isolates tells whether a policy restricts a direction.
func isolates(p *networkingv1.NetworkPolicySpec, w way) bool {
	return slices.Contains(p.PolicyTypes, w.kind())
}

// setTypes lists the directions that count.
func setTypes(spec *rewrite.Value, all ...way) {
	types := rewrite.List()
	for _, w := range all {
		types.Append(rewrite.Text(string(w.kind())))
	}
	if old := spec.Get("policyTypes"); old != nil {
		old.Morph(types)
	} else {
		spec.SetAfter("policyTypes", types, "podSelector")
	}
}

// addRule puts a rule at the end of a direction's.
func addRule(spec *rewrite.Value, w way, r *rewrite.Value) {
	if spec.Get(string(w)) == nil {
		spec.Set(string(w), rewrite.List())
	}
	spec.Get(string(w)).Append(r)
}
