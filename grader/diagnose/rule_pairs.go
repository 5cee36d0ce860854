package diagnose

import (
	"fmt"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// ruleForEachPeer is for pairs that multiplied to cross combinations, and for peers of one
// rule that need other ports than the rule has.
func ruleForEachPeer(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			if len(r.peers) < 2 {
				continue
			}
			if shares := s.shares(r); multiplied(shares, len(r.ports)) {
				s.offerPairs(r, shares, offer)
			} else if s.bounded {
				s.offerOwnPorts(r, offer)
			}
		}
	}
}

// shares are the port entries that each peer of a rule is meant to use.
func (s *scene) shares(r *rule) []share {
	all := make([]share, len(r.peers))
	for i := range r.peers {
		all[i].entries = s.share(r, i)
	}
	return all
}

// share is what one peer of a rule is meant to use: entries of its ports, and others.
type share struct {
	entries []int
	more    netpol.ConnSet
	all     bool // every port
}

// offerOwnPorts is for peers that need other ports than each other and than the rule has.
func (s *scene) offerOwnPorts(r *rule, offer func(*change)) {
	if slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool { return p.Port != nil && p.Port.StrVal != "" }) {
		return
	}
	shares := make([]share, len(r.peers))
	differ := false
	var first netpol.ConnSet
	for i := range r.peers {
		wanted := s.wantedOf(r, s.ends(&r.peers[i], r.policy.Namespace))
		if wanted.IsEmpty() {
			return
		}
		if i == 0 {
			first = wanted
		}
		differ = differ || !wanted.Equal(first)
		shares[i] = s.shareOf(r, i, wanted)
	}
	if differ {
		s.offerPairs(r, shares, offer)
	}
}

// shareOf divides the ports that a peer needs into those of the rule and others.
func (s *scene) shareOf(r *rule, i int, wanted netpol.ConnSet) share {
	if wanted.IsAll() {
		return share{all: true}
	}
	mine := share{entries: s.share(r, i), more: wanted}
	for _, k := range mine.entries {
		mine.more = mine.more.Subtract(setOf(r.ports[k]))
	}
	return mine
}

// setOf are the ports of an entry with numbers.
func setOf(p networkingv1.NetworkPolicyPort) netpol.ConnSet {
	first, last := uint16(1), uint16(65535)
	if p.Port != nil {
		first = uint16(p.Port.IntVal)
		last = first
	}
	if p.EndPort != nil {
		last = uint16(*p.EndPort)
	}
	return netpol.Range(protocolOf(p), first, last)
}

// portsFor writes the ports of a share, as the rule has them where these are its own; nil
// for every port.
func (r *rule) portsFor(mine share, old *rewrite.Value) *rewrite.Value {
	if mine.all {
		return nil
	}
	ports := rewrite.List()
	if len(mine.entries) > 0 && len(mine.entries) == len(r.ports) {
		ports = old.Get("ports").Clone()
	} else {
		for _, k := range mine.entries {
			ports.Append(portEntry(r.ports[k]))
		}
	}
	ports.Append(portsOf(mine.more)...)
	return ports
}

// multiplied tells whether each peer has ports of its own, and each port a peer. A port
// that no peer is meant to use is another mistake.
func multiplied(shares []share, ports int) bool {
	var used []int
	for _, one := range shares {
		if len(one.entries) == 0 {
			return false
		}
		used = append(used, one.entries...)
	}
	slices.Sort(used)
	return ports > 1 && len(slices.Compact(used)) == ports
}

// share are the port entries that a peer of a rule is meant to use.
func (s *scene) share(r *rule, peer int) []int {
	var mine []int
	ends := s.ends(&r.peers[peer], r.policy.Namespace)
	for k := range r.ports {
		if slices.ContainsFunc(ends, func(e netpol.Endpoint) bool { return s.someoneWants(r, e, r.ports[k]) }) {
			mine = append(mine, k)
		}
	}
	return mine
}

// someoneWants tells whether the task wants the port of an entry between some pod of a
// rule's policy and another end.
func (s *scene) someoneWants(r *rule, e netpol.Endpoint, p networkingv1.NetworkPolicyPort) bool {
	return slices.ContainsFunc(s.selected(r.policy), func(x *cluster.Pod) bool { return s.wantsPort(netpol.Endpoint{Pod: x}, e, r.in, p) })
}

// someoneUses tells whether the task wants any port of a rule with another end.
func (s *scene) someoneUses(r *rule, e netpol.Endpoint) bool {
	return len(r.ports) == 0 || slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool { return s.someoneWants(r, e, p) })
}

// ends are the pods that a peer matches, and the hosts outside.
func (s *scene) ends(p *networkingv1.NetworkPolicyPeer, home string) []netpol.Endpoint {
	var all []netpol.Endpoint
	for _, q := range s.admitted(p, home) {
		all = append(all, netpol.Endpoint{Pod: q})
	}
	for _, h := range s.cluster.Outside {
		if p.IPBlock != nil && within(p.IPBlock, h.IP) {
			all = append(all, netpol.Endpoint{IP: h.IP})
		}
	}
	return all
}

// wantsPort tells whether the task wants a connection on the port of an entry.
func (s *scene) wantsPort(subject, peer netpol.Endpoint, d netpol.Direction, p networkingv1.NetworkPolicyPort) bool {
	from, to := subject, peer
	if d == netpol.Ingress {
		from, to = peer, subject
	}
	number, ok := numberOn(p, to.Pod)
	if !ok || from == to {
		return false
	}
	if s.bounded {
		return s.tightest.Conns(from, to).Contains(protocolOf(p), number)
	}
	for i, check := range s.task.Checks {
		step := s.wrong.ways[i].Deciding()
		if check.Expect == task.Allow && step != nil && step.Flow != nil && step.Flow.From == from && step.Flow.To == to && step.Flow.Port == number {
			return true
		}
	}
	return false
}

// numberOn is the number that a port entry means on a pod, or outside for nil.
func numberOn(p networkingv1.NetworkPolicyPort, pod *cluster.Pod) (uint16, bool) {
	if p.Port == nil {
		return 1, true
	}
	if p.Port.StrVal != "" && pod == nil {
		return 0, false
	}
	if p.Port.StrVal != "" {
		return pod.NamedPort(p.Port.StrVal, protocolOf(p))
	}
	return uint16(p.Port.IntVal), p.Port.IntVal > 0
}

// portWithin tells whether a port entry means a port of a pod, or outside for nil.
func portWithin(p networkingv1.NetworkPolicyPort, pod *cluster.Pod, port uint16) bool {
	if p.Port == nil {
		return true
	}
	first, ok := numberOn(p, pod)
	last := first
	if p.EndPort != nil {
		last = uint16(*p.EndPort)
	}
	return ok && first <= port && port <= last
}

// offerPairs gives each peer of a rule a rule of its own. The first one keeps the entries
// that it is meant to use.
func (s *scene) offerPairs(r *rule, shares []share, offer func(*change)) {
	place := mark{path: r.portsPath(), key: true, text: fmt.Sprintf("each of these %d ports", len(r.ports))}
	message := fmt.Sprintf("every peer of this rule of %s may use every port of it", r.policy.Name)
	switch len(r.ports) {
	case 0:
		place = mark{path: r.path, key: true, text: "no ports are listed: every port there is"}
		message = fmt.Sprintf("every peer of this rule of %s may use every port, and they need different ones", r.policy.Name)
	case 1:
		place.text = "this port and no other"
		message = fmt.Sprintf("this rule of %s has one port for all its peers, and they need different ones", r.policy.Name)
	}
	offer(&change{
		code: "peers-times-ports", policy: r.policy, effort: splitJoin,
		message: message,
		at:      place,
		marks:   []mark{{path: r.peersPath(), key: true, text: fmt.Sprintf("for each of these %d peers", len(r.peers))}},
		fix:     "a rule for each peer with its own ports",
		edits: []edit{on(r.policy, func(root *rewrite.Value) {
			list := root.At("spec." + r.in.String())
			old := list.Items()[r.index]
			for i := len(r.peers) - 1; i >= 1; i-- {
				peer := old.Get(r.list).Remove(i)
				fresh := ruleOf(r.list, []*rewrite.Value{peer}, nil)
				if ports := r.portsFor(shares[i], old); ports != nil {
					fresh.Set("ports", ports)
				}
				list.Insert(r.index+1, fresh)
			}
			if shares[0].all {
				old.Drop("ports")
				return
			}
			for k := len(r.ports) - 1; k >= 0; k-- {
				if !slices.Contains(shares[0].entries, k) {
					old.Get("ports").Remove(k)
				}
			}
			if more := portsOf(shares[0].more); len(more) > 0 && old.Get("ports") == nil {
				old.Set("ports", rewrite.List(more...))
			} else {
				old.Get("ports").Append(more...)
			}
		})},
	})
}
