package lens

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// closings are changes that may stop a flow on one side: the rule that lets it through
// narrowed or gone, or, on a side that nothing isolates, isolation.
func (s *scene) closings(d netpol.Direction, side netpol.Side, f netpol.Flow) []change {
	subject, other := ends(d, f)
	switch {
	case side.Kind == netpol.NotIsolated:
		return append(s.isolations(d, subject.Pod, other, f), s.moreTypes(d, subject.Pod)...)
	case side.Match != nil:
		if o := s.own(side.Match.Policy); o != nil {
			return s.narrowings(o, *side.Match, other, f)
		}
	}
	return nil
}

// narrowings take the flow out of the rule that matches it, in all ways that there are.
func (s *scene) narrowings(o *manifest.Object, r netpol.RuleRef, other netpol.Endpoint, f netpol.Flow) []change {
	size := rulesOf(o, r.Direction)[r.Rule]
	in := func(do Do, k Kind, path string, edit func(policy, rule *rewrite.Value)) change {
		return change{
			Step: Step{Do: do, Kind: k, Object: o.Key(), Path: path}, object: o,
			do: func(policy *rewrite.Value) { edit(policy, policy.At(r.RulePath())) },
		}
	}
	all := []change{
		in(Drop, Rule, r.RulePath(), func(policy, _ *rewrite.Value) { dropRule(policy, r) }),
		in(Narrow, Port, r.PortPath(), func(policy, rule *rewrite.Value) { carve(policy, rule, o, r, f) }),
		in(Narrow, Peer, r.PeerPath(), func(_, rule *rewrite.Value) { s.exclude(rule, r, other) }),
		in(Narrow, Rule, r.RulePath(), func(policy, rule *rewrite.Value) { s.split(policy, rule, o, r, other, f) }),
	}
	if size.peers > 1 {
		all = append(all, in(Drop, Peer, r.PeerPath(), func(_, rule *rewrite.Value) { rule.Get(peersKey(r.Direction)).Remove(r.Peer) }))
	}
	if size.ports > 1 {
		all = append(all, in(Drop, Port, r.PortPath(), func(_, rule *rewrite.Value) { rule.Get("ports").Remove(r.Port) }))
	}
	return all
}

// split makes two rules of one: for everybody else as before, and for all with the
// other ports.
func (s *scene) split(policy, rule *rewrite.Value, o *manifest.Object, r netpol.RuleRef, other netpol.Endpoint, f netpol.Flow) {
	rest := rule.Clone()
	if !s.exclude(rule, r, other) {
		return
	}
	if r.Port >= 0 && len(portsIn(o, r)) == 1 && left(portsIn(o, r)[0], f) == nil {
		return
	}
	addRule(policy, r.Direction, rest)
	carve(policy, rest, o, r, f)
}

// isolations are new policies for a pod that nothing isolates: one that allows nothing,
// one that allows all other ports, and one that allows all but this flow.
func (s *scene) isolations(d netpol.Direction, pod *cluster.Pod, other netpol.Endpoint, f netpol.Flow) []change {
	c := s.task.Cluster
	otherPorts := func() *rewrite.Value { return ruleValue(d, nil, portsOf(allBut(f))) }
	rules := []func() []*rewrite.Value{
		func() []*rewrite.Value { return nil },
		func() []*rewrite.Value { return []*rewrite.Value{otherPorts()} },
	}
	if peers, ok := everyoneBut(c, other); ok {
		rules = append(rules, func() []*rewrite.Value {
			return []*rewrite.Value{otherPorts(), ruleValue(d, peers(), []*rewrite.Value{portOf(f)})}
		})
	}
	name := s.freshName("isolate", pod)
	var all []change
	for _, some := range rules {
		all = append(all, change{
			Step: Step{Do: Add, Kind: Policy, Object: pod.Namespace + "/" + name},
			add:  func() *rewrite.Value { return policyValue(c, name, pod, d, some()...) },
		})
	}
	return all
}

// moreTypes let a policy that selects the pod isolate it in one more direction.
func (s *scene) moreTypes(d netpol.Direction, pod *cluster.Pod) []change {
	var all []change
	for _, o := range s.read.Objects {
		if s.own(o.Policy()) == nil || !selects(o.Policy(), pod) {
			continue
		}
		all = append(all, change{
			Step: Step{Do: Add, Kind: Type, Object: o.Key(), Path: "spec.policyTypes"}, object: o,
			do: func(policy *rewrite.Value) { addType(policy.At("spec"), o.Policy().Spec.PolicyTypes, d) },
		})
	}
	return all
}

func selects(p *networkingv1.NetworkPolicy, pod *cluster.Pod) bool {
	selector, err := metav1.LabelSelectorAsSelector(&p.Spec.PodSelector)
	return err == nil && p.Namespace == pod.Namespace && selector.Matches(labels.Set(pod.Labels))
}

// addType adds a direction to those that the policy isolates, named or not.
func addType(spec *rewrite.Value, have []networkingv1.PolicyType, d netpol.Direction) {
	if spec.Get("policyTypes").IsList() {
		spec.Get("policyTypes").Append(rewrite.Text(typeName(d)))
		return
	}
	list := rewrite.List().Compact()
	for _, t := range slices.Clone(have) {
		list.Append(rewrite.Text(string(t)))
	}
	list.Append(rewrite.Text(typeName(d)))
	spec.SetAfter("policyTypes", list, "podSelector")
}
