package lens

import (
	"fmt"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// openings are changes that may let a flow through on one side that denies it: a rule
// more, a peer or port more in a rule that is there, or a policy more.
func (s *scene) openings(d netpol.Direction, side netpol.Side, f netpol.Flow) []change {
	subject, other := ends(d, f)
	var all []change
	for _, p := range side.Isolating {
		if o := s.own(p); o != nil {
			all = append(all, s.widenings(o, d, other, f)...)
			all = append(all, s.freshRules(o, d, other, f)...)
		}
	}
	for _, peer := range peersFor(s.task.Cluster, subject.Pod.Namespace, other) {
		name := s.freshName("allow", subject.Pod)
		all = append(all, change{
			Step: Step{Do: Add, Kind: Policy, Object: subject.Pod.Namespace + "/" + name},
			add: func() *rewrite.Value {
				return policyValue(s.task.Cluster, name, subject.Pod, d, ruleValue(d, []*rewrite.Value{peer()}, []*rewrite.Value{portOf(f)}))
			},
		})
	}
	return all
}

// ends are the pod that a direction's policies isolate, and the end they name as peer.
func ends(d netpol.Direction, f netpol.Flow) (subject, other netpol.Endpoint) {
	if d == netpol.Ingress {
		return f.To, f.From
	}
	return f.From, f.To
}

func (s *scene) freshRules(o *manifest.Object, d netpol.Direction, other netpol.Endpoint, f netpol.Flow) []change {
	var all []change
	for _, peer := range peersFor(s.task.Cluster, o.Namespace, other) {
		all = append(all, change{
			Step:   Step{Do: Add, Kind: Rule, Object: o.Key(), Path: "spec." + d.String()},
			object: o,
			do: func(policy *rewrite.Value) {
				addRule(policy, d, ruleValue(d, []*rewrite.Value{peer()}, []*rewrite.Value{portOf(f)}))
			},
		})
	}
	return all
}

// widenings add a peer or a port to rules that list some. Whether that is enough shows
// when it is tried.
func (s *scene) widenings(o *manifest.Object, d netpol.Direction, other netpol.Endpoint, f netpol.Flow) []change {
	var all []change
	for i, r := range rulesOf(o, d) {
		path := fmt.Sprintf("spec.%s[%d]", d, i)
		if r.peers > 0 {
			for _, peer := range peersFor(s.task.Cluster, o.Namespace, other) {
				all = append(all, change{
					Step:   Step{Do: Add, Kind: Peer, Object: o.Key(), Path: path + "." + peersKey(d)},
					object: o,
					do:     func(policy *rewrite.Value) { policy.At(path).Get(peersKey(d)).Append(peer()) },
				})
			}
		}
		if r.ports > 0 {
			all = append(all, change{
				Step:   Step{Do: Add, Kind: Port, Object: o.Key(), Path: path + ".ports"},
				object: o,
				do:     func(policy *rewrite.Value) { policy.At(path).Get("ports").Append(portOf(f)) },
			})
		}
	}
	return all
}
