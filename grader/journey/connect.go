package journey

import (
	"fmt"
	"net/netip"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// common picks the address to use among several: the first that shares a family with
// the source, IPv4 before IPv6 as busybox does. If none does, the first.
func (t *trip) common(ips []netip.Addr) netip.Addr {
	for _, v6 := range []bool{false, true} {
		for _, ip := range ips {
			if ip.Is6() == v6 && t.speaks(v6) {
				return ip
			}
		}
	}
	if len(ips) > 0 {
		return ips[0]
	}
	return netip.Addr{}
}

// speaks tells whether the source has an address of that family.
func (t *trip) speaks(v6 bool) bool {
	switch {
	case t.from.IP.IsValid():
		return t.from.IP.Is6() == v6
	case t.from.Pod == nil || len(t.from.Pod.IPs) == 0:
		return !v6
	}
	return t.from.Pod.IP(v6).IsValid()
}

// toIP connects to an address, whoever answers there.
func (t *trip) toIP(ip netip.Addr) Journey {
	owner := t.Cluster.Owner(ip)
	switch {
	case owner.Service != nil:
		t.address = ip
		return t.toService(owner.Service)
	case owner.Pod != nil:
		return t.toPod(owner.Pod, ip)
	case t.ownNode(t.from.Pod, ip):
		return t.alwaysOpen(t.nameOf(owner, ip), ip)
	}
	t.address = ip
	t.connect(t.nameOf(owner, ip), netpol.Endpoint{IP: ip}, true)
	return t.arrive()
}

// nameOf is what people call an address outside the pod network: of several names of
// a host the one that the connection uses.
func (t *trip) nameOf(o cluster.Owner, ip netip.Addr) string {
	typed, known := t.Cluster.Host(t.j.Connection.To.Name)
	switch {
	case known && typed.IP == ip:
		return typed.Name
	case o.Node != nil:
		return "node " + o.Node.Name
	case o.Host.Name != "":
		return o.Host.Name
	}
	return ip.String()
}

// ownNode tells whether the address is one of the node that the pod runs on.
func (t *trip) ownNode(p *cluster.Pod, ip netip.Addr) bool {
	n := t.Cluster.Owner(ip).Node
	return n != nil && p != nil && p.Node == n.Name
}

// alwaysOpen is the way between a pod and its own node, whatever the policies say: so
// the API promises.
func (t *trip) alwaysOpen(to string, ip netip.Addr) Journey {
	t.address = ip
	t.step(Step{Kind: Connect, To: to, Address: ip, Port: t.port, Protocol: t.protocol, OK: true, Note: "its own node"})
	t.j.Reason = "between a pod and the node it runs on everything is allowed"
	return t.arrive()
}

// toPod connects to a pod's own address.
func (t *trip) toPod(p *cluster.Pod, ip netip.Addr) Journey {
	if t.from.Pod == nil && t.ownNode(p, t.from.IP) {
		return t.alwaysOpen(p.Key(), ip)
	}
	t.address = ip
	t.meet(ip)
	t.connect(p.Key(), netpol.Endpoint{Pod: p, IP: ip}, t.listens(p, t.port))
	return t.arrive()
}

// meet lets an outside host that has an address of both IP versions use the one that
// it shares with its destination.
func (t *trip) meet(ip netip.Addr) {
	if t.from.Pod != nil {
		return
	}
	for _, h := range t.Cluster.Outside {
		if h.Name == t.j.Connection.From.Name && h.IP.Is6() == ip.Is6() {
			t.from.IP = h.IP
			return
		}
	}
}

// listens tells whether a pod serves the port. It serves what it declares; the
// cluster DNS also what its Service leads to.
func (t *trip) listens(p *cluster.Pod, port uint16) bool {
	if p.Listens(port, t.protocol) {
		return true
	}
	dns := t.Cluster.DNS()
	if dns == nil {
		return false
	}
	sp, ok := dns.Port(53, t.protocol)
	if !ok {
		return false
	}
	for _, e := range t.Cluster.Endpoints(dns, sp) {
		if e.Pod == p && e.Port == port {
			return true
		}
	}
	return false
}

// connect is the last step: it opens the connection itself.
func (t *trip) connect(to string, end netpol.Endpoint, listens bool) {
	t.judge(to, netpol.Flow{From: t.from, To: end, Protocol: t.protocol, Port: t.port}, listens)
}

// judge notes the last step with its verdict, and where it leaves the journey.
func (t *trip) judge(to string, flow netpol.Flow, listens bool) {
	verdict := t.Policies.Verdict(flow)
	s := Step{
		Kind: Connect, To: to, Address: flow.To.IP, Port: flow.Port, Protocol: t.protocol,
		Flow: &flow, Verdict: &verdict, OK: verdict.Allowed && listens, Note: note(verdict),
	}
	t.j.Reason = sentence{flow, verdict, t.fromName(), to}.String()
	switch {
	case !verdict.Allowed:
		t.j.Stage = stageOf(verdict)
	case !listens:
		t.j.Stage, t.j.Refused = StageRefused, true
		s.Note = "refused"
		t.j.Reason = fmt.Sprintf("policy lets it through, but nothing listens on %s of %s, so the connection is refused", portWords(t.protocol, flow.Port), to)
	}
	t.step(s)
}

func stageOf(v netpol.Verdict) Stage {
	switch {
	case v.Standing >= netpol.NotRunning:
		return StageRoute
	case !v.Egress.Allowed:
		return StageEgress
	}
	return StageIngress
}

// note tells which side of which policies stopped a flow: egress of space1/np-space1.
func note(v netpol.Verdict) string {
	switch {
	case v.Allowed:
		return ""
	case v.Standing >= netpol.NotRunning:
		return "no way there"
	case !v.Egress.Allowed:
		return "egress of " + list(v.Egress.Isolating)
	}
	return "ingress of " + list(v.Ingress.Isolating)
}
