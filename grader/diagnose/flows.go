package diagnose

import (
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// flowRepairs are made from single connections: what comes nearest to allowing a
// wanted one is brought nearer, and what allows an unwanted one is taken away.
var flowRepairs = []repair{{"", closeMisses}, {"", grant}, {"", takeAway}}

// closeMisses changes the rules that come nearest to a wanted connection, each so that it
// matches.
func closeMisses(s *scene, offer func(*change)) {
	seen := map[string]bool{}
	for _, n := range s.needs() {
		f := n.flow()
		v := s.wrong.world.Policies.Verdict(f)
		side := v.Egress
		if n.in == netpol.Ingress {
			side = v.Ingress
		}
		misses := slices.DeleteFunc(s.wrong.world.Policies.Misses(f, n.in), func(m *netpol.Miss) bool {
			return len(m.PeerMismatches) > 0 && len(m.PortMismatches) > 0
		})
		if len(misses) == 0 && side.Nearest != nil {
			misses = []*netpol.Miss{side.Nearest}
		}
		for _, m := range misses {
			p := s.own(m.Policy)
			id := fmt.Sprintf("%v %d %v %v", m.RuleRef, m.Peer, m.PeerMismatches, m.PortMismatches)
			if p != nil && !seen[id] {
				seen[id] = true
				s.offerCloser(p, n, f, m, offer)
			}
		}
	}
}

// flow is one connection of a need.
func (n need) flow() netpol.Flow {
	port, protocol := firstPort(n.ports)
	f := netpol.Flow{From: netpol.Endpoint{Pod: n.subject}, To: n.peer, Protocol: protocol, Port: port}
	if n.in == netpol.Ingress {
		f.From, f.To = f.To, f.From
	}
	return f
}

func (s *scene) offerCloser(p *policy, n need, f netpol.Flow, m *netpol.Miss, offer func(*change)) {
	home := p.Namespace
	mend := func(path, words string, e effort, do func(root *rewrite.Value)) {
		offer(&change{policy: p, effort: e, opens: true, at: mark{path: path}, fix: words, edits: []edit{on(p, do)}})
	}
	if len(m.PortMismatches) == 0 {
		if m.Peer >= 0 {
			mend(m.PeerPath(), s.adaptWords(m), scalar, func(root *rewrite.Value) { s.adaptPeer(root.At(m.PeerPath()), m) })
		}
		list := m.RulePath() + "." + peersKey(n.in)
		for _, narrow := range []bool{true, false} {
			mend(list, "one more peer in this rule", entry, func(root *rewrite.Value) {
				root.At(list).Append(s.describe([]netpol.Endpoint{n.peer}, home, narrow)...)
			})
		}
		return
	}
	ports := m.RulePath() + ".ports"
	if m.Port >= 0 {
		mend(m.PortPath(), fmt.Sprintf("%s %d", f.Protocol, f.Port), scalar, func(root *rewrite.Value) {
			adaptPort(root.At(m.PortPath()), f.Protocol, f.Port)
			s.adaptPeer(root.At(m.PeerPath()), m)
		})
	}
	if len(m.PeerMismatches) == 0 {
		mend(ports, fmt.Sprintf("%s beside the other ports", n.ports), entry, func(root *rewrite.Value) { root.At(ports).Append(portsOf(n.ports)...) })
		mend(ports, "every port", remove, func(root *rewrite.Value) { root.At(m.RulePath()).Drop("ports") })
	}
}

// adaptPort makes a port entry mean one port.
func adaptPort(v *rewrite.Value, protocol corev1.Protocol, number uint16) {
	if old := v.Get("protocol"); old == nil && protocol != corev1.ProtocolTCP {
		v.SetFirst("protocol", rewrite.Text(string(protocol)))
	} else if old != nil && old.Scalar() != string(protocol) {
		putText(v, "protocol", string(protocol))
	}
	if n := fmt.Sprint(number); v.Get("port") != nil && v.Get("port").Scalar() != n {
		v.Set("port", rewrite.Number(int(number)))
	}
	v.Drop("endPort")
}

// adaptPeer makes a peer ask for what the other end has.
func (s *scene) adaptPeer(v *rewrite.Value, m *netpol.Miss) {
	for _, x := range m.PeerMismatches {
		switch x := x.(type) {
		case netpol.LabelMismatch:
			adaptLabel(v.Get(string(x.Selector)), x)
		case netpol.NamespaceMismatch:
			setNamespace(v, x.Got)
		case netpol.AddressMismatch:
			block := v.Get("ipBlock")
			if !x.Except.IsValid() {
				putText(block, "cidr", s.blockFor(x.Address))
				continue
			}
			i := slices.IndexFunc(block.Get("except").Items(), func(e *rewrite.Value) bool { return e.Scalar() == x.Except.String() })
			block.Get("except").Remove(i)
			dropIfEmpty(block, "except")
		}
	}
}

// adaptWords says what a peer asks for once it is adapted.
func (s *scene) adaptWords(m *netpol.Miss) string {
	var words []string
	for _, x := range m.PeerMismatches {
		switch x := x.(type) {
		case netpol.LabelMismatch:
			if x.Has && x.Expression < 0 {
				words = append(words, fmt.Sprintf("%s=%s in this item", x.Key, x.Got))
			} else {
				words = append(words, fmt.Sprintf("this item without its condition on %s", x.Key))
			}
		case netpol.NamespaceMismatch:
			words = append(words, fmt.Sprintf("the namespace %s in this item", x.Got))
		case netpol.AddressMismatch:
			if x.Except.IsValid() {
				words = append(words, fmt.Sprintf("%s no longer excepted", x.Except))
			} else {
				words = append(words, s.blockFor(x.Address))
			}
		}
	}
	return joined(words, "and")
}

func adaptLabel(selector *rewrite.Value, x netpol.LabelMismatch) {
	switch {
	case x.Expression >= 0:
		list := selector.Get("matchExpressions")
		list.Remove(x.Expression)
		dropIfEmpty(selector, "matchExpressions")
	case x.Has:
		putText(selector.Get("matchLabels"), x.Key, x.Got)
	default:
		selector.Get("matchLabels").Drop(x.Key)
		dropIfEmpty(selector, "matchLabels")
	}
}

// grant adds rules, or a policy, for all that is missing at one place.
func grant(s *scene, offer func(*change)) {
	needs := s.needs()
	for _, p := range s.policies {
		for _, d := range directions {
			if !p.isolates(d) || !s.isHome(p, needs, d) {
				continue
			}
			demand := demandOf(needs, d, p.selectsPod)
			for _, narrow := range []bool{true, false} {
				if rules := s.rulesFor(demand, p.Namespace, narrow); len(rules) > 0 {
					s.offerGrant(p, d, rules, offer)
				}
			}
			if len(demand.groups) > 0 {
				s.offerGrant(p, d, []func() *rewrite.Value{func() *rewrite.Value { return rewrite.Map() }}, offer)
			}
		}
	}
}

func (s *scene) offerGrant(p *policy, d netpol.Direction, rules []func() *rewrite.Value, offer func(*change)) {
	offer(&change{
		policy: p, effort: addRule,
		at:    mark{path: "spec." + d.String(), key: true, text: "no rule here allows it"},
		marks: []mark{s.isolation(p, d)},
		fix:   "one more rule",
		edits: []edit{on(p, func(root *rewrite.Value) {
			for _, r := range rules {
				appendRule(d, r)(root)
			}
		})},
	})
}

// takeAway removes what lets an unwanted connection through: the port entry, the
// peer, the rule, the policy; or limits the rule to the ports that are wanted.
func takeAway(s *scene, offer func(*change)) {
	seen := map[string]bool{}
	for _, f := range s.unwanted() {
		v := s.wrong.world.Policies.Verdict(f)
		for _, ref := range []*netpol.RuleRef{v.Egress.Match, v.Ingress.Match} {
			if ref == nil || s.own(ref.Policy) == nil || seen[ref.String()+ref.PeerPath()+ref.PortPath()] {
				continue
			}
			seen[ref.String()+ref.PeerPath()+ref.PortPath()] = true
			s.offerLess(s.own(ref.Policy), *ref, offer)
		}
	}
}

// unwanted is a connection for each thing that is open and should be closed.
func (s *scene) unwanted() []netpol.Flow {
	var flows []netpol.Flow
	for _, d := range s.wrong.surplus {
		port, protocol := firstPort(d.Ports)
		flows = append(flows, netpol.Flow{From: d.From, To: d.To, Protocol: protocol, Port: port})
	}
	for i, held := range s.wrong.held {
		if step := s.wrong.ways[i].Deciding(); !held && s.task.Checks[i].Expect == task.Deny && step != nil && step.Flow != nil {
			flows = append(flows, *step.Flow)
		}
	}
	return flows
}

func (s *scene) offerLess(p *policy, ref netpol.RuleRef, offer func(*change)) {
	rule := p.rules(ref.Direction)[ref.Rule]
	less := func(path, words string, e effort, do func(root *rewrite.Value)) {
		offer(&change{policy: p, effort: e, at: mark{path: path}, fix: words, edits: []edit{on(p, do)}})
	}
	if len(rule.ports) > 1 {
		less(ref.PortPath(), "this port left out", remove, func(root *rewrite.Value) { root.At(rule.portsPath()).Remove(ref.Port) })
	}
	if len(rule.peers) > 1 {
		less(ref.PeerPath(), "this peer left out", remove, func(root *rewrite.Value) { root.At(rule.peersPath()).Remove(ref.Peer) })
	}
	less(rule.path, "this rule left out", remove, func(root *rewrite.Value) { dropRule(root, rule) })
	if len(portsOf(s.wantedSet(rule))) > 0 {
		less(rule.path, "only "+s.wantedSet(rule).String(), entry, func(root *rewrite.Value) {
			to := rewrite.List(portsOf(s.wantedSet(rule))...)
			if old := root.At(rule.portsPath()); old != nil {
				old.Morph(to)
			} else {
				root.At(rule.path).Set("ports", to)
			}
		})
	}
	s.offerFewer(p, rule, ref, offer)
}

// offerFewer limits a rule, or its peer, to the ends that are wanted.
func (s *scene) offerFewer(p *policy, r *rule, ref netpol.RuleRef, offer func(*change)) {
	var ends []netpol.Endpoint
	for _, q := range s.wantedPeers(p, r.in) {
		if e := (netpol.Endpoint{Pod: q}); s.anyAdmits(r, e) && s.someoneUses(r, e) {
			ends = append(ends, e)
		}
	}
	if len(ends) == 0 {
		return
	}
	s.offerFewerOf(p, r, ref, ends, offer)
	for _, narrow := range []bool{false, true} {
		path := r.peersPath()
		offer(&change{
			policy: p, effort: entry, at: mark{path: r.path}, fix: "only the peers that are wanted",
			edits: []edit{on(p, func(root *rewrite.Value) {
				to := rewrite.List(s.describe(ends, p.Namespace, narrow)...)
				if old := root.At(path); old.Len() > 0 {
					old.Morph(to)
				} else {
					root.At(r.path).SetFirst(r.list, to)
				}
			})},
		})
	}
}

// offerFewerOf limits the item that lets somebody through, one of several, to the ends that
// are wanted and that no other item means.
func (s *scene) offerFewerOf(p *policy, r *rule, ref netpol.RuleRef, ends []netpol.Endpoint, offer func(*change)) {
	if len(r.peers) < 2 || r.peers[ref.Peer].IPBlock != nil {
		return
	}
	item := peerAt{r, &r.peers[ref.Peer], ref.Peer, ref.PeerPath()}
	ends = slices.DeleteFunc(slices.Clone(ends), func(e netpol.Endpoint) bool { return !s.needsItem(item, e.Pod) })
	for _, narrow := range []bool{false, true} {
		if peers := s.describe(ends, p.Namespace, narrow); len(peers) == 1 {
			offer(&change{
				policy: p, effort: entry, at: mark{path: ref.PeerPath()}, fix: "this item for those alone that are wanted",
				edits: []edit{on(p, func(root *rewrite.Value) { root.At(ref.PeerPath()).Morph(s.describe(ends, p.Namespace, narrow)[0]) })},
			})
		}
	}
}

// wantedSet are the ports that the task wants between the pods of a rule.
func (s *scene) wantedSet(r *rule) netpol.ConnSet {
	var sum netpol.ConnSet
	if !s.bounded {
		return sum
	}
	var ends []netpol.Endpoint
	for _, q := range s.wantedPeers(r.policy, r.in) {
		ends = append(ends, netpol.Endpoint{Pod: q})
	}
	for _, h := range s.cluster.Outside {
		ends = append(ends, netpol.Endpoint{IP: h.IP})
	}
	ends = slices.DeleteFunc(ends, func(e netpol.Endpoint) bool { return !s.anyAdmits(r, e) })
	return s.wantedOf(r, ends)
}

// wantedOf are the ports that the task wants between the pods of a rule's policy and some
// peers.
func (s *scene) wantedOf(r *rule, ends []netpol.Endpoint) netpol.ConnSet {
	var sum netpol.ConnSet
	for _, x := range s.selected(r.policy) {
		for _, e := range ends {
			from, to := netpol.Endpoint{Pod: x}, e
			if r.in == netpol.Ingress {
				from, to = to, from
			}
			if from != to {
				sum = sum.Union(s.tightest.Conns(from, to))
			}
		}
	}
	return sum
}
