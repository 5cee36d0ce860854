package diagnose

import (
	"fmt"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// ruleRepairs mend lists of rules.
var ruleRepairs = []repair{
	{"empty-rule-allows-all", dropEmptyRule},
	{"rule-split-by-dash", joinRules},
	{"peers-times-ports", ruleForEachPeer},
	{"", ruleForThoseMeant},
}

func dropEmptyRule(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			if len(r.peers) > 0 || len(r.ports) > 0 {
				continue
			}
			offer(&change{
				code: "empty-rule-allows-all", policy: p, effort: remove,
				message: fmt.Sprintf("%s has an empty rule, and that allows every %s connection of %s", p.Name, directionWords(r.in), s.pods(p)),
				at:      mark{path: r.path, text: "no peers and no ports: no condition at all"},
				fix:     "the empty rule left out",
				edits:   []edit{on(p, func(root *rewrite.Value) { dropRule(root, r) })},
			})
			s.fillEmptyRule(r, offer)
		}
	}
}

// fillEmptyRule gives an empty rule the conditions that it should have.
func (s *scene) fillEmptyRule(r *rule, offer func(*change)) {
	fill := func(fix string, e effort, write func() *rewrite.Value) {
		offer(&change{
			code: "empty-rule-allows-all", policy: r.policy, effort: e,
			message: fmt.Sprintf("%s has an empty rule, and that allows every %s connection of %s", r.policy.Name, directionWords(r.in), s.pods(r.policy)),
			at:      mark{path: r.path, text: "no peers and no ports: no condition at all"},
			fix:     fix,
			edits:   []edit{on(r.policy, func(root *rewrite.Value) { root.At(r.path).Become(write()) })},
		})
	}
	var ends []netpol.Endpoint
	for _, q := range s.wantedPeers(r.policy, r.in) {
		ends = append(ends, netpol.Endpoint{Pod: q})
	}
	for _, narrow := range []bool{false, true} {
		if len(ends) > 0 {
			fill("only the peers that are wanted", remove, func() *rewrite.Value { return ruleOf(r.list, s.describe(ends, r.policy.Namespace, narrow), nil) })
		}
	}
	s.pairsWithModels(func(p *policy, m *networkingv1.NetworkPolicy) {
		if p == r.policy {
			for i, model := range (&policy{Object: p.Object, Spec: &m.Spec}).rules(r.in) {
				e := remove // of what is open, one condition is taken away
				if len(model.peers) > 0 && len(model.ports) > 0 {
					e = addRule
				}
				fill("the conditions that the rule should have", e, rulesOf(m, r.in)[i])
			}
		}
	})
}

// dropRule removes a rule; of a list that has no other the key goes too, if the
// direction stays restricted without it.
func dropRule(root *rewrite.Value, r *rule) {
	list := root.At("spec." + r.in.String())
	list.Remove(r.index)
	if root.At("spec.policyTypes").Len() > 0 {
		dropIfEmpty(root.At("spec"), r.in.String())
	}
}

// joinRules is for peers and ports that fell apart into two rules. The ports belong to
// the peers directly before them, if there are any.
func joinRules(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			rules := p.rules(d)
			for i, ports := range rules {
				if len(ports.peers) > 0 || len(ports.ports) == 0 {
					continue
				}
				if i > 0 && onlyPeers(rules[i-1]) {
					s.offerJoined(rules[i-1], ports, offer)
					continue
				}
				for k, peers := range rules {
					if onlyPeers(peers) && !followedByPorts(rules, k) {
						s.offerJoined(peers, ports, offer)
					}
				}
			}
		}
	}
}

// asksDNS tells whether a rule opens a port of the DNS.
func (s *scene) asksDNS(r *rule) bool {
	return r.in == netpol.Egress && slices.ContainsFunc(r.ports, s.dns.isPort)
}

func onlyPeers(r *rule) bool { return len(r.peers) > 0 && len(r.ports) == 0 }

// followedByPorts tells whether a rule of peers has its ports directly behind it.
func followedByPorts(rules []*rule, i int) bool {
	return i+1 < len(rules) && len(rules[i+1].peers) == 0 && len(rules[i+1].ports) > 0
}

func (s *scene) offerJoined(peers, ports *rule, offer func(*change)) {
	if s.asksDNS(ports) && !s.anyReaches(peers) {
		return // lookups belong into a rule of their own
	}
	p := peers.policy
	later := ports
	if peers.index > ports.index {
		later = peers
	}
	offer(&change{
		code: "rule-split-by-dash", policy: p, effort: splitJoin,
		message: fmt.Sprintf("%s has two rules where one was meant: %s on any port, and these ports for anybody", p.Name, s.peersInWords(peers)),
		at:      mark{path: later.path, key: true, text: "this dash begins a second rule"},
		fix:     "peers and ports in one rule",
		edits: []edit{on(p, func(root *rewrite.Value) {
			list := root.At("spec." + peers.in.String())
			moved := list.Items()[ports.index].Drop("ports")
			list.Items()[peers.index].Set("ports", moved)
			list.Remove(ports.index)
		})},
	})
}

// ruleForThoseMeant is for a rule in a policy of many pods that only some of them need:
// it goes to the policies of those.
func ruleForThoseMeant(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			homes := s.homes(r)
			if len(homes) == 0 || len(r.ports) == 0 {
				continue
			}
			var names []string
			edits := []edit{on(p, func(root *rewrite.Value) { dropRule(root, r) })}
			for _, home := range homes {
				names = append(names, home.Name)
				edits = append(edits, on(home, appendRule(r.in, func() *rewrite.Value { return ruleEntry(r.list, r.peers, r.ports) })))
			}
			offer(&change{
				policy: p, effort: move, edits: edits,
				at:  mark{path: r.path, text: fmt.Sprintf("this counts for %s", s.pods(p))},
				fix: "the rule in " + joined(names, "and") + " instead",
			})
		}
	}
}

// homes are other policies, of fewer pods, all of which need a rule.
func (s *scene) homes(r *rule) []*policy {
	all := s.selected(r.policy)
	return slices.DeleteFunc(slices.Clone(s.policies), func(q *policy) bool {
		fewer := s.selected(q)
		return q == r.policy || !q.isolates(r.in) || len(fewer) == 0 || len(fewer) >= len(all) ||
			slices.ContainsFunc(fewer, func(x *cluster.Pod) bool { return !slices.Contains(all, x) || !s.uses(x, r) })
	})
}

// uses tells whether the task wants each port of a rule for a pod, with some peer.
func (s *scene) uses(x *cluster.Pod, r *rule) bool {
	ends := s.ends(&networkingv1.NetworkPolicyPeer{NamespaceSelector: &metav1.LabelSelector{}}, r.policy.Namespace)
	if len(r.peers) > 0 {
		ends = nil
	}
	for i := range r.peers {
		ends = append(ends, s.ends(&r.peers[i], r.policy.Namespace)...)
	}
	return !slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool {
		return !slices.ContainsFunc(ends, func(e netpol.Endpoint) bool { return s.wantsPort(netpol.Endpoint{Pod: x}, e, r.in, p) })
	})
}
