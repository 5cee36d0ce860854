package diagnose

import (
	"fmt"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// exchangePlaces is for two policies of which each says what the other one should: they
// exchange their namespaces, or names and namespaces.
func exchangePlaces(s *scene, offer func(*change)) {
	places := s.namespaces()
	for i, p := range s.policies {
		for _, q := range s.policies[i+1:] {
			meant := slices.Contains(places, p.Namespace) && slices.Contains(places, q.Namespace)
			if !meant || p.Namespace == q.Namespace || s.absent(p, "metadata.namespace") || s.absent(q, "metadata.namespace") {
				continue
			}
			for _, names := range []bool{false, true} {
				s.offerExchange(p, q, names, offer)
			}
			s.offerNames(p, q, offer)
		}
	}
}

func (s *scene) offerExchange(p, q *policy, names bool, offer func(*change)) {
	become := func(from, to *policy) edit {
		return on(from, func(root *rewrite.Value) {
			putText(root.At("metadata"), "namespace", to.Namespace)
			if names {
				putText(root.At("metadata"), "name", to.Name)
			}
		})
	}
	fix := "the two namespaces exchanged"
	if names {
		fix = "names and namespaces of the two exchanged"
	}
	mine, theirs := p.Name, q.Name
	if mine == theirs {
		mine, theirs = p.Key(), q.Key()
	}
	offer(&change{
		code: "policy-in-wrong-namespace", policy: p, effort: swap,
		message: fmt.Sprintf("%s and %s stand in each other's place: what this one says fits %s", mine, theirs, q.Namespace),
		at:      mark{path: "metadata.namespace", text: fmt.Sprintf("a policy acts on pods of its own namespace only, and this one fits %s", q.Namespace)},
		fix:     fix,
		edits:   []edit{become(p, q), become(q, p)},
	})
}

// offerNames is for two policies that carry each other's name and are right but for that.
func (s *scene) offerNames(p, q *policy, offer func(*change)) {
	if p.Name == q.Name {
		return
	}
	become := func(from, to *policy) edit {
		return on(from, func(root *rewrite.Value) { putText(root.At("metadata"), "name", to.Name) })
	}
	offer(&change{
		code: "required-name-missing", policy: p, effort: swap,
		message: fmt.Sprintf("%s and %s carry each other's name", p.Key(), q.Key()),
		at:      mark{path: "metadata.name", text: fmt.Sprintf("the task calls this one %s", q.Name)},
		also:    []mark{{path: "metadata.name", text: fmt.Sprintf("and this one %s", p.Name), policy: q}},
		fix:     "the two names exchanged",
		edits:   []edit{become(p, q), become(q, p)},
	})
}

// splitOff is for one policy that was written for the pods of two namespaces: one of
// its directions goes to a policy of its own, in the namespace that it is about.
func splitOff(s *scene, offer func(*change)) {
	for _, m := range s.absentModels() {
		for _, p := range s.policies {
			for _, d := range directions {
				about := p.Namespace != m.Namespace && slices.Contains(m.Spec.PolicyTypes, typeOf(d))
				if about && p.isolates(d) && p.isolates(other(d)) && len(p.rules(d)) > 0 {
					s.offerSplitOff(p, m, d, offer)
				}
			}
		}
	}
}

func (s *scene) offerSplitOff(p *policy, m *networkingv1.NetworkPolicy, d netpol.Direction, offer func(*change)) {
	spec := networkingv1.NetworkPolicySpec{PodSelector: m.Spec.PodSelector, PolicyTypes: []networkingv1.PolicyType{typeOf(d)}}
	if d == netpol.Ingress {
		spec.Ingress = p.Spec.Ingress
	} else {
		spec.Egress = p.Spec.Egress
	}
	offer(&change{
		code: "policy-in-wrong-namespace", policy: p, effort: move,
		message: fmt.Sprintf("the %s rules of %s are about pods in %s, and cannot protect those in %s", d, p.Name, p.Namespace, m.Namespace),
		at:      mark{path: "spec." + d.String(), key: true, text: fmt.Sprintf("in this policy, this is about pods of %s", p.Namespace)},
		marks:   []mark{{path: "metadata.namespace", text: "a policy acts on pods of its own namespace only"}},
		fix:     fmt.Sprintf("these rules in a policy of their own, %s/%s", m.Namespace, m.Name),
		edits: []edit{
			on(p, func(root *rewrite.Value) { unlist(root.At("spec"), d) }),
			{add: policyOf(m.Namespace, m.Name, &spec)},
		},
	})
}
