package mistakes

import (
	"slices"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

var places = []operator{
	{"policy-in-wrong-namespace", misplace},
	{"selects-nothing", selectNobody},
	{"selects-too-little", selectSome},
	{"subject-peer-swapped", swapSubject},
}

// misplace leaves the namespace of a policy out, or names the one of its peers.
func misplace(s *sheet) {
	for _, p := range s.policies {
		s.write("no-namespace-given|namespace-left-out-of-metadata|"+p.Name+"-without-a-namespace", func(d *draft) {
			d.roots[p.number].Get("metadata").Drop("namespace")
		})
	}
	s.eachPeer(func(p peer) {
		if p.NamespaceSelector == nil || p.rule.isDNS() {
			return
		}
		for _, other := range s.namespaces(p.NamespaceSelector) {
			if other == p.Namespace {
				continue
			}
			s.write("in-the-namespace-of-the-peer|"+p.Name+"-in-"+other+"|lives-in-"+other, func(d *draft) {
				d.roots[p.policy.number].Get("metadata").Set("namespace", rewrite.Text(other))
			})
			return
		}
	})
}

// selectNobody asks for a label that no pod of the namespace carries: one with a slip,
// or the name of the namespace where every pod is meant.
func selectNobody(s *sheet) {
	for _, p := range s.policies {
		if keysOf(&p.PodSelector) == 0 {
			s.write("namespace-as-subject|pods-called-"+p.Namespace, func(d *draft) {
				d.spec(p).Set("podSelector", labelled("app", p.Namespace))
			})
			s.write("namespace-label-as-subject|podselector-by-namespace", func(d *draft) {
				d.spec(p).Set("podSelector", labelled(nameLabel, p.Namespace))
			})
		}
		for key, value := range p.PodSelector.MatchLabels {
			s.write("nobody-is-called-"+slip(value)+"|subject-misspelt|"+slip(value)+"-instead-of-"+value, func(d *draft) {
				d.spec(p).At("podSelector.matchLabels").Set(key, rewrite.Text(slip(value)))
			})
			break
		}
	}
}

// selectSome means one sort of the pods that a policy should protect.
func selectSome(s *sheet) {
	for _, p := range s.policies {
		all := s.selected(p)
		for _, q := range all {
			rest := slices.ContainsFunc(all, func(other *cluster.Pod) bool { return !sameLabels(q, other) })
			key, value, ok := distinction(q, all)
			if !rest || !ok {
				continue
			}
			s.write("only-"+value+"|"+value+"-alone|the-others-forgotten", func(d *draft) {
				d.spec(p).Set("podSelector", labelled(key, value))
			})
			break
		}
	}
}

func sameLabels(a, b *cluster.Pod) bool {
	if len(a.Labels) != len(b.Labels) {
		return false
	}
	for key, value := range a.Labels {
		if b.Labels[key] != value {
			return false
		}
	}
	return true
}

// distinction is a label of a pod that not all the others carry.
func distinction(q *cluster.Pod, others []*cluster.Pod) (key, value string, ok bool) {
	for _, key := range keysInOrder(q) {
		if slices.ContainsFunc(others, func(o *cluster.Pod) bool { return o.Labels[key] != q.Labels[key] }) {
			return key, q.Labels[key], true
		}
	}
	return "", "", false
}

// swapSubject takes the visitors for those they visit.
func swapSubject(s *sheet) {
	s.eachPeer(func(p peer) {
		if p.NetworkPolicyPeer.PodSelector != nil && !p.rule.isDNS() {
			s.write("visitors-protected|subject-and-peer-exchanged|the-wrong-way-round", func(d *draft) {
				d.spec(p.policy).Get("podSelector").Swap(p.value(d).Get("podSelector"))
			})
		}
	})
}
