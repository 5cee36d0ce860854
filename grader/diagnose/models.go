package diagnose

import (
	"fmt"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/equality"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// models are the policies of the bounds, the looser ones first, each once.
func (l *lesson) models() []*networkingv1.NetworkPolicy {
	return slices.Clone(l.modelsOnce.get(l.findModels))
}

func (l *lesson) findModels() []*networkingv1.NetworkPolicy {
	var all []*networkingv1.NetworkPolicy
	for _, m := range slices.Concat(l.task.Loosest, l.task.Tightest) {
		same := func(have *networkingv1.NetworkPolicy) bool {
			return have.Namespace == m.Namespace && have.Name == m.Name && equality.Semantic.DeepEqual(have.Spec, m.Spec)
		}
		if !slices.ContainsFunc(all, same) {
			all = append(all, m)
		}
	}
	return all
}

// rulesOf are what makes the rules of a policy's direction anew.
func rulesOf(m *networkingv1.NetworkPolicy, d netpol.Direction) []func() *rewrite.Value {
	var all []func() *rewrite.Value
	if d == netpol.Ingress {
		for _, r := range m.Spec.Ingress {
			all = append(all, func() *rewrite.Value { return ruleEntry("from", r.From, r.Ports) })
		}
		return all
	}
	for _, r := range m.Spec.Egress {
		all = append(all, func() *rewrite.Value { return ruleEntry("to", r.To, r.Ports) })
	}
	return all
}

// modelRepairs take parts over from the policies of the bounds. They stand in where
// no cause has a name; what they mend says whether too much or too little is allowed.
var modelRepairs = []repair{{"", takeParts}, {"", takeSections}}

// pairsWithModels visits each policy of the learner with those of the bounds that it
// may be meant to be: the one of its name, or else those of its namespace.
func (s *scene) pairsWithModels(visit func(p *policy, m *networkingv1.NetworkPolicy)) {
	for _, p := range s.policies {
		models := s.models()
		same := slices.DeleteFunc(slices.Clone(models), func(m *networkingv1.NetworkPolicy) bool { return m.Namespace != p.Namespace || m.Name != p.Name })
		if len(same) == 0 {
			same = slices.DeleteFunc(models, func(m *networkingv1.NetworkPolicy) bool { return m.Namespace != p.Namespace })
		}
		for _, m := range same {
			visit(p, m)
		}
	}
}

// takeParts takes over single parts: the subject, the types, a rule, peers or ports
// of a rule.
func takeParts(s *scene, offer func(*change)) {
	s.pairsWithModels(func(p *policy, m *networkingv1.NetworkPolicy) {
		if !equality.Semantic.DeepEqual(p.Spec.PodSelector, m.Spec.PodSelector) {
			s.offerPart(p, "spec.podSelector", "protect "+s.pods(&policy{Object: p.Object, Spec: &m.Spec}), scalar, selectorOf(&m.Spec.PodSelector), offer)
		}
		if !sameTypes(p.Spec.PolicyTypes, m.Spec.PolicyTypes) {
			s.takeTypes(p, m, offer)
		}
		for _, d := range directions {
			s.takeRules(p, &policy{Object: p.Object, Spec: &m.Spec}, d, offer)
		}
	})
}

// takeTypes restricts the directions of the model. Rules of another one would be read by
// nobody, so they go.
func (s *scene) takeTypes(p *policy, m *networkingv1.NetworkPolicy, offer func(*change)) {
	s.offerPart(p, "spec.policyTypes", "policyTypes with "+typeWords(m.Spec.PolicyTypes), entry, policyOf("", "", &m.Spec).At("spec.policyTypes"), func(c *change) {
		c.edits = append(c.edits, on(p, func(root *rewrite.Value) {
			for _, d := range directions {
				if !slices.Contains(m.Spec.PolicyTypes, typeOf(d)) {
					root.At("spec").Drop(d.String())
				}
			}
		}))
		offer(c)
	})
}

func typeWords(types []networkingv1.PolicyType) string {
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = string(t)
	}
	return joined(words, "and")
}

func sameTypes(a, b []networkingv1.PolicyType) bool {
	for _, t := range []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress} {
		if slices.Contains(a, t) != slices.Contains(b, t) {
			return false
		}
	}
	return true
}

// offerPart makes one part of a policy say what the model says.
func (s *scene) offerPart(p *policy, path, words string, e effort, to *rewrite.Value, offer func(*change)) {
	parent, key := cutPath(path)
	offer(&change{
		policy: p, effort: e, at: mark{path: path, key: s.absent(p, path)}, fix: words,
		edits: []edit{on(p, func(root *rewrite.Value) {
			fresh := to.Clone()
			if at := root.At(path); at != nil {
				at.Morph(fresh)
			} else {
				root.At(parent).SetAfter(key, fresh, "podSelector")
			}
		})},
	})
}

// takeRules compares the rules of a direction: those without a counterpart are added
// or removed, and those with one get its peers, its ports, or both.
func (s *scene) takeRules(p, m *policy, d netpol.Direction, offer func(*change)) {
	mine, theirs := p.rules(d), m.rules(d)
	taken := map[int]bool{}
	for _, r := range theirs {
		if len(mine) == 0 {
			s.offerRule(p, r, offer)
			continue
		}
		k := closest(mine, r)
		if alike(mine[k], r) == 2 {
			taken[k] = true
			continue
		}
		s.offerParts(mine[k], r, offer)
		s.offerRule(p, r, offer)
	}
	for _, r := range mine {
		if !taken[r.index] {
			offer(&change{
				policy: p, effort: remove, at: mark{path: r.path}, fix: "this rule left out",
				edits: []edit{on(p, func(root *rewrite.Value) { dropRule(root, r) })},
			})
		}
	}
}

// alike counts the equal parts of two rules: peers, ports.
func alike(a, b *rule) int {
	n := 0
	if equality.Semantic.DeepEqual(a.peers, b.peers) {
		n++
	}
	if equality.Semantic.DeepEqual(a.ports, b.ports) {
		n++
	}
	return n
}

func closest(all []*rule, r *rule) int {
	best := 0
	for k := range all {
		if alike(all[k], r) > alike(all[best], r) {
			best = k
		}
	}
	return best
}

func (s *scene) offerRule(p *policy, r *rule, offer func(*change)) {
	offer(&change{
		policy: p, effort: addRule, at: mark{path: "spec." + r.in.String(), key: true}, fix: "one more rule: " + s.ruleWords(r),
		edits: []edit{on(p, appendRule(r.in, func() *rewrite.Value { return ruleEntry(r.list, r.peers, r.ports) }))},
	})
}

// offerParts gives a rule the peers, the ports or both of its counterpart.
func (s *scene) offerParts(mine, r *rule, offer func(*change)) {
	whole := ruleEntry(r.list, r.peers, r.ports)
	part := func(path, words string, e effort, do func(rule *rewrite.Value)) {
		offer(&change{
			policy: mine.policy, effort: e, at: mark{path: path, key: s.absent(mine.policy, path)}, fix: words,
			several: path == mine.peersPath() && len(mine.peers) > 1,
			edits:   []edit{on(mine.policy, func(root *rewrite.Value) { do(root.At(mine.path)) })},
		})
	}
	become := func(key string) func(rule *rewrite.Value) {
		return func(rule *rewrite.Value) {
			switch to := whole.Get(key).Clone(); {
			case to == nil:
				rule.Drop(key)
			case rule.Get(key) != nil:
				rule.Get(key).Morph(to)
			case key == r.list:
				rule.SetFirst(key, to)
			default:
				rule.Set(key, to)
			}
		}
	}
	if !equality.Semantic.DeepEqual(mine.peers, r.peers) {
		part(mine.peersPath(), ruleFor(s.peerChange(mine, r)), entry, become(r.list))
	}
	if !equality.Semantic.DeepEqual(mine.ports, r.ports) {
		if onlyPeers(mine) && !s.answers(mine) {
			s.offerPorts(mine, portsWords(r.ports), portEntries(r.ports), offer)
		} else {
			part(mine.portsPath(), ruleFor(portChange(mine.ports, r.ports)), entry, become("ports"))
		}
	}
	if alike(mine, r) == 0 {
		part(mine.path, "this rule: "+s.ruleWords(r), addRule, func(rule *rewrite.Value) { become(r.list)(rule); become("ports")(rule) })
	}
}

// peerChange says what becomes of the peers of a rule: some added, left out, or exchanged.
func (s *scene) peerChange(before, after *rule) string {
	same := func(p, q networkingv1.NetworkPolicyPeer) bool { return equality.Semantic.DeepEqual(p, q) }
	added, gone := *after, *before
	added.peers, gone.peers = without(after.peers, before.peers, same), without(before.peers, after.peers, same)
	switch {
	case len(before.peers) == 0 || len(after.peers) == 0 || len(gone.peers) == len(before.peers):
		return s.peersInWords(after)
	case len(gone.peers) == 0:
		return s.peersInWords(&added) + " as well"
	case len(added.peers) == 0:
		return s.peersInWords(after) + " only"
	}
	return s.peersInWords(&added) + " instead of " + s.peersInWords(&gone)
}

// ruleFor says for whom or what a rule shall be, or what it shall be without.
func ruleFor(change string) string {
	if strings.HasPrefix(change, "without ") {
		return "this rule " + change
	}
	return "this rule for " + change
}

// takeSections writes a direction, or the whole spec, as the model has it. That is
// the last resort.
func takeSections(s *scene, offer func(*change)) {
	s.pairsWithModels(func(p *policy, m *networkingv1.NetworkPolicy) {
		spec := policyOf("", "", &m.Spec).Get("spec")
		for _, d := range directions {
			if to := spec.Get(d.String()); to != nil {
				s.offerPart(p, "spec."+d.String(), fmt.Sprintf("the %s rules written anew", d), rework, to, offer)
			}
		}
		s.offerPart(p, "spec", "this policy written anew", rework, spec, offer)
	})
}

func cutPath(path string) (parent, key string) {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)], path[i+1:]
}
