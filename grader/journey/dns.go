package journey

import (
	"errors"
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// lookup is what came of asking for a name.
type lookup struct {
	fate fate
	answer
}

// fate is how a lookup ended.
type fate uint8

const (
	notAsked fate = iota
	found
	noSuchName  // DNS answered at once
	unanswered  // the packets to or from DNS were dropped
	cutShort    // the answer did not fit into UDP, and TCP was dropped
	turnedAway  // no DNS server stands behind the address: rejected at once
	unreachable // the source shares no IP version with the resolver
)

var errNoDNS = errors.New("this cluster has no DNS: there is no Service kube-system/kube-dns")

// canAsk tells whether there is anybody to ask.
func (t *trip) canAsk() error {
	if t.from.Pod == nil {
		return fmt.Errorf("%s is outside the cluster, and its DNS does not answer there", t.fromName())
	}
	if t.Cluster.Resolver != cluster.NodeLocal && t.Cluster.DNS() == nil {
		return errNoDNS
	}
	return nil
}

// goDNS asks the cluster DNS for the name of its own Service, over the protocol that
// the connection says.
func (t *trip) goDNS() (Journey, error) {
	if err := t.canAsk(); err != nil {
		return t.j, err
	}
	t.port = 53
	t.typed = t.ownName()
	t.tool = t.options.Tool.asking(t.protocol)
	if t.query(t.protocol) {
		t.lookup.fate = found
		t.lookup.answer = t.answer(t.typed)
	}
	t.j.Deciding().Names = []string{t.typed}
	return t.arrive(), nil
}

// ownName is the full name of the DNS Service, which every cluster has.
func (t *trip) ownName() string {
	if s := t.Cluster.DNS(); s != nil {
		return s.Name + "." + s.Namespace + serviceZone
	}
	return "kube-dns.kube-system" + serviceZone
}

// resolve looks up a name as the pods' resolv.conf says: over UDP, and again over TCP
// when the answer does not fit. It tells whether an address came of it. A lookup that
// stays without an answer never gets to the second search domain.
func (t *trip) resolve(name string) bool {
	if t.canAsk() != nil {
		return t.silent(t.queryStep(corev1.ProtocolUDP, "the cluster DNS", netip.Addr{}), errNoDNS.Error(), turnedAway)
	}
	protocol := corev1.ProtocolUDP
	if t.tool.Program == DigTCP {
		protocol = corev1.ProtocolTCP
	}
	names := t.tool.Program.names(name, t.namespace())
	if !t.query(protocol) {
		t.j.Deciding().Names = t.tool.Program.unanswered(names)
		return false
	}
	t.ask(names)
	if t.tool.Program == Nslookup {
		t.j.Deciding().Names = names // it asks for all of them at once
	}
	if t.lookup.fate == noSuchName {
		t.j.Stage = StageName
		t.j.Reason = fmt.Sprintf("DNS answers, and says that there is no name %s", name)
		last := t.j.Deciding()
		last.OK, last.Note = false, "no such name"
		return false
	}
	if !t.lookup.long() || t.tool.Program.asksOnly() {
		return true
	}
	t.j.Deciding().Note = "the answer does not fit into UDP"
	if t.query(corev1.ProtocolTCP) {
		return true
	}
	t.lookup.fate = cutShort
	t.j.Reason = fmt.Sprintf("the answer for %s does not fit into UDP, and %s", name, t.j.Reason)
	return false
}

// query sends one question to the resolver and tells whether an answer comes back.
func (t *trip) query(protocol corev1.Protocol) bool {
	if t.Cluster.Resolver == cluster.NodeLocal {
		return t.queryNode(protocol)
	}
	dns := t.Cluster.DNS()
	s := t.queryStep(protocol, dns.Key(), t.common(dns.IPs))
	if dns.Headless {
		s.Address = netip.Addr{}
	}
	port, offered := dns.Port(53, protocol)
	if !offered {
		s.Note = noSuchPort
		return t.silent(s, fmt.Sprintf("the DNS Service %s has no port %s, so nobody answers", dns.Key(), portWords(protocol, 53)), unanswered)
	}
	ends := t.Cluster.Endpoints(dns, port)
	flow, ok := t.reach(ends, protocol, s.Address)
	if !ok {
		s.Note = "no pod behind it"
		return t.silent(s, fmt.Sprintf("no running pod stands behind the DNS Service %s", dns.Key()), turnedAway)
	}
	return t.asked(s, flow)
}

// silent notes the step of a question that nobody can answer.
func (t *trip) silent(s Step, why string, f fate) bool {
	t.step(s)
	t.j.Stage, t.j.Reason, t.lookup.fate = StageDNS, why, f
	return false
}

// queryNode asks the resolver on the node. It lives in the node's network, so that
// policies see its address only.
func (t *trip) queryNode(protocol corev1.Protocol) bool {
	at := cluster.NodeLocalAddress
	s := t.queryStep(protocol, "node-local-dns", at)
	return t.asked(s, netpol.Flow{From: t.from, To: netpol.Endpoint{IP: at}, Protocol: protocol, Port: 53})
}

func (t *trip) queryStep(protocol corev1.Protocol, to string, at netip.Addr) Step {
	kind := ResolveUDP
	if protocol == corev1.ProtocolTCP {
		kind = ResolveTCP
	}
	return Step{Kind: kind, To: to, Address: at, Port: 53, Protocol: protocol}
}

// reach is the flow to a DNS pod: one that policy lets the source reach, if any.
func (t *trip) reach(ends []cluster.Endpoint, protocol corev1.Protocol, service netip.Addr) (first netpol.Flow, ok bool) {
	for _, e := range ends {
		if service.IsValid() && e.IP.Is6() != service.Is6() {
			continue
		}
		flow := netpol.Flow{From: t.from, To: netpol.Endpoint{Pod: e.Pod, IP: e.IP}, Protocol: protocol, Port: e.Port}
		if t.Policies.Allowed(flow) {
			return flow, true
		}
		if !ok {
			first, ok = flow, true
		}
	}
	return first, ok
}

// asked notes the step of a question with its verdict.
func (t *trip) asked(s Step, flow netpol.Flow) bool {
	v := t.Policies.Verdict(flow)
	s.Flow, s.Verdict, s.OK, s.Note = &flow, &v, v.Allowed, note(v)
	t.step(s)
	to := s.To
	if flow.To.Pod != nil {
		to = flow.To.Pod.Key()
	}
	t.j.Reason = sentence{flow, v, t.fromName(), to}.String()
	if v.Allowed {
		return true
	}
	t.j.Reason += t.onlyTCP(flow)
	t.j.Stage, t.lookup.fate = StageDNS, unanswered
	if v.Standing >= netpol.NotRunning {
		t.lookup.fate = unreachable
	}
	return false
}

// onlyTCP is a word to those who have opened TCP 53 and forgotten UDP.
func (t *trip) onlyTCP(stopped netpol.Flow) string {
	if stopped.Protocol != corev1.ProtocolUDP {
		return ""
	}
	stopped.Protocol = corev1.ProtocolTCP
	if !t.Policies.Allowed(stopped) {
		return ""
	}
	return "; " + portWords(stopped.Protocol, stopped.Port) + " is open, but names are asked for over UDP first"
}
