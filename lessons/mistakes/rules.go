package mistakes

import (
	"k8s.io/apimachinery/pkg/api/equality"

	"netpol-tutor/grader/manifest/rewrite"
)

var rules = []operator{
	{"empty-rule-allows-all", emptyRule},
	{"rule-split-by-dash", splitRule},
	{"peers-times-ports", multiplyPeers},
}

// emptyRule adds a rule without conditions.
func emptyRule(s *sheet) {
	for _, p := range s.policies {
		for _, w := range ways {
			if isolates(p.NetworkPolicySpec, w) {
				s.write("one-empty-rule|braces-as-a-rule|"+p.Name+"-with-an-empty-rule", func(d *draft) { addRule(d.spec(p), w, rewrite.Map()) })
			}
		}
	}
}

// splitRule makes two rules of one by a dash before its ports.
func splitRule(s *sheet) {
	s.eachRule(func(r rule) {
		if len(r.peers) > 0 && len(r.ports) > 0 {
			s.write("ports-with-their-own-dash|a-dash-before-ports|port-in-a-rule-of-its-own", func(d *draft) {
				ports := r.in(d).Drop("ports")
				r.list(d).Insert(r.index+1, field("ports", ports))
			})
		}
	})
}

// multiplyPeers makes one rule of two that pair other peers with other ports.
func multiplyPeers(s *sheet) {
	s.eachRule(func(a rule) {
		for _, b := range a.rulesOf(a.way) {
			whole := len(a.peers) > 0 && len(b.peers) > 0 && len(a.ports) > 0 && len(b.ports) > 0
			if b.index <= a.index || !whole || equality.Semantic.DeepEqual(a.ports, b.ports) {
				continue
			}
			s.write("two-rules-in-one|all-peers-all-ports|peers-and-ports-in-one-rule", func(d *draft) {
				list := a.list(d)
				gone := b.in(d)
				a.in(d).Get(a.way.peers()).Append(gone.Get(a.way.peers()).Items()...)
				a.in(d).Get("ports").Append(gone.Get("ports").Items()...)
				list.Remove(b.index)
			})
		}
	})
}
