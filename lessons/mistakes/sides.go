package mistakes

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

var sides = []operator{
	{"one-side-only", forgetOtherSide},
	{"return-path-rule", ruleForAnswers},
	{"half-solution", forgetPolicy},
	{"deny-rule-thinking", allowBeside},
}

// forgetOtherSide drops a rule whose other end is restricted too.
func forgetOtherSide(s *sheet) {
	s.eachRule(func(r rule) {
		if !r.isDNS() && s.restrictedAtOtherEnd(r) {
			s.write(r.Name+"-lets-nobody-through|only-one-end-agrees|"+r.Name+"-has-no-rule", func(d *draft) { r.drop(d) })
		}
	})
}

// restrictedAtOtherEnd tells whether another policy restricts one of a rule's peers in
// the direction that faces it.
func (s *sheet) restrictedAtOtherEnd(r rule) bool {
	for i := range r.peers {
		for _, q := range s.matched(peer{r, r.peers[i], i}) {
			if s.restricted(q, r.way.other(), r.policy) {
				return true
			}
		}
	}
	return false
}

// restricted tells whether another policy than one isolates a pod.
func (s *sheet) restricted(q *cluster.Pod, w way, but *policy) bool {
	for _, p := range s.policies {
		if p != but && isolates(p.NetworkPolicySpec, w) && slices.Contains(s.selected(p), q) {
			return true
		}
	}
	return slices.ContainsFunc(s.Applied, func(p *networkingv1.NetworkPolicy) bool {
		return p.Namespace == q.Namespace && isolates(&p.Spec, w) && matches(&p.Spec.PodSelector, q.Labels)
	})
}

// ruleForAnswers adds a rule for the way back.
func ruleForAnswers(s *sheet) {
	s.eachRule(func(r rule) {
		if len(r.peers) == 0 || r.isDNS() {
			return
		}
		back := r.way.other()
		s.write("a-rule-for-the-way-back|answers-let-through|"+r.Name+"-both-ways", func(d *draft) {
			setTypes(d.spec(r.policy), r.way, back)
			addRule(d.spec(r.policy), back, field(back.peers(), r.in(d).Get(r.way.peers()).Clone()))
		})
	})
}

// forgetPolicy leaves out one of several policies that the task names, or that are the
// only ones of their namespace.
func forgetPolicy(s *sheet) {
	for _, p := range s.policies {
		neighbour := func(q *policy) bool { return q != p && q.Namespace == p.Namespace }
		demanded := slices.Contains(s.Objects, p.Key()) || !slices.ContainsFunc(s.policies, neighbour)
		if len(s.policies) > 1 && demanded {
			s.write(p.Name+"-missing|without-"+p.Name+"|"+p.Name+"-forgotten", func(d *draft) { d.gone[p.number] = true })
		}
	}
}

// allowBeside adds a policy that allows everything, as if the other one could forbid it.
func allowBeside(s *sheet) {
	for _, p := range s.policies {
		for _, w := range ways {
			if !isolates(p.NetworkPolicySpec, w) {
				continue
			}
			name := s.pick("allow-all|open|everything")
			s.write("allow-all-beside|everything-allowed-beside|"+p.Name+"-and-allow-all", func(d *draft) {
				spec := with(field("podSelector", rewrite.Map()), "policyTypes", rewrite.List(rewrite.Text(string(w.kind()))))
				spec.Set(string(w), rewrite.List(rewrite.Map()))
				meta := with(field("name", rewrite.Text(name)), "namespace", rewrite.Text(p.Namespace))
				root := with(field("apiVersion", rewrite.Text("networking.k8s.io/v1")), "kind", rewrite.Text("NetworkPolicy"))
				d.more = append(d.more, with(with(root, "metadata", meta), "spec", spec))
			})
		}
	}
}
