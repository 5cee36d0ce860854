package netpol

import (
	"net/netip"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
)

// Endpoint is one end of a connection: a pod, or an address outside the cluster.
// A pod with two addresses is met at IP; where that is the zero address, at the one
// of the other end's family, IPv4 first. Pod may be nil for an address that belongs
// to a pod: it is found.
type Endpoint struct {
	Pod *cluster.Pod
	IP  netip.Addr
}

// Flow is one new connection, at the destination's own port: Services are resolved
// already. An empty protocol means TCP.
type Flow struct {
	From, To Endpoint
	Protocol corev1.Protocol
	Port     uint16
}

// Direction tells the side of a connection that a rule governs.
type Direction uint8

const (
	// Egress is what may leave the source.
	Egress Direction = iota
	// Ingress is what may enter the destination.
	Ingress
)

// String is the direction as the API spells the field: egress or ingress.
func (d Direction) String() string {
	if d == Ingress {
		return "ingress"
	}
	return "egress"
}

// peers is the name of the field that lists a rule's peers.
func (d Direction) peers() string {
	if d == Ingress {
		return "from"
	}
	return "to"
}

// Standing tells whether a question is about a flow, and if not, why the
// NetworkPolicy API makes no promise about it.
type Standing uint8

const (
	// Ordinary is a flow: the verdict follows from the API.
	Ordinary Standing = iota
	// Loop is a pod that reaches itself; policy cannot forbid it.
	Loop
	// OutsideOnly has no pod at either end; policy does not see it.
	OutsideOnly
	// HostNetwork has a pod at an end that uses its node's network. Selectors do not
	// match it with most plugins; the other end is judged by the address alone.
	HostNetwork
	// NodeAddress has a node's own address at an end, judged by the address alone.
	NodeAddress
	// ServiceAddress has the address of a Service at an end. Policy acts on the pods
	// behind it; the other end is judged by the address alone.
	ServiceAddress
	// NotRunning has a pod at an end that is over or has not started: nothing flows.
	NotRunning
	// UnknownEnd has an end that is neither an address nor a pod of the cluster.
	UnknownEnd
	// FamiliesDiffer has ends of which one speaks IPv4 and the other IPv6.
	FamiliesDiffer
	// UnknownPort has port 0 or a protocol other than TCP, UDP and SCTP.
	UnknownPort
)

// end is an Endpoint after it was looked up.
type end struct {
	pod   int32 // its number on the pod network, or -1: policy sees an address only
	at    *cluster.Pod
	addr  netip.Addr
	fault Standing // Ordinary for pods on the pod network and outside addresses
}

// ends looks up both ends of a connection, and what keeps it from being a flow.
func (e *Evaluator) ends(from, to Endpoint) (a, b end, s Standing) {
	a, b = e.lookUp(from), e.lookUp(to)
	a.settle(b)
	b.settle(a)
	return a, b, standing(a, b)
}

func (e *Evaluator) lookUp(x Endpoint) end {
	x.IP = x.IP.Unmap().WithZone("")
	if x.Pod == nil {
		return e.lookUpAddress(x.IP)
	}
	found := end{pod: -1, at: x.Pod, addr: x.IP}
	number, known := e.number[x.Pod]
	switch {
	case known:
		found.pod = number
	case !x.Pod.Running():
		found.fault = NotRunning
	case x.Pod.HostNetwork:
		found.fault = HostNetwork
	default:
		found.fault = UnknownEnd
	}
	return found
}

func (e *Evaluator) lookUpAddress(ip netip.Addr) end {
	if !ip.IsValid() {
		return end{pod: -1, fault: UnknownEnd}
	}
	switch o, taken := e.owners()[ip]; {
	case taken && o.pod != nil:
		return e.lookUp(Endpoint{o.pod, ip})
	case taken:
		return end{pod: -1, addr: ip, fault: o.fault}
	}
	return end{pod: -1, addr: ip}
}

// settle chooses the address of an end that was given as a pod alone.
func (x *end) settle(other end) {
	if x.at == nil || x.addr.IsValid() {
		return
	}
	if other.addr.IsValid() {
		x.addr = x.at.IP(other.addr.Is6())
		return
	}
	if v4 := x.at.IP(false); v4.IsValid() && (other.at == nil || other.speaks(v4)) {
		x.addr = v4
	} else {
		x.addr = x.at.IP(true)
	}
}

// speaks tells whether an end has an address of the same family. A pod without any
// address, as in a manifest that was never applied, is taken to speak IPv4.
func (x end) speaks(like netip.Addr) bool {
	if x.addr.IsValid() || x.at == nil {
		return x.addr.Is6() == like.Is6()
	}
	return x.at.IP(like.Is6()).IsValid() || (len(x.at.IPs) == 0 && !like.Is6())
}

func standing(a, b end) Standing {
	switch {
	case a.fault >= NotRunning:
		return a.fault
	case b.fault >= NotRunning:
		return b.fault
	case a.at != nil && a.at == b.at:
		return Loop
	case !a.meets(b):
		return FamiliesDiffer
	case a.fault != Ordinary:
		return a.fault
	case b.fault != Ordinary:
		return b.fault
	case a.pod < 0 && b.pod < 0:
		return OutsideOnly
	}
	return Ordinary
}

// meets tells whether both ends have settled on one family.
func (x end) meets(y end) bool {
	return x.isV6() == y.isV6() && x.hasFamily() && y.hasFamily()
}

func (x end) isV6() bool { return x.addr.Is6() }

func (x end) hasFamily() bool {
	return x.addr.IsValid() || (x.at != nil && len(x.at.IPs) == 0)
}

// owner says whose address it is.
type owner struct {
	pod   *cluster.Pod
	fault Standing
}

// ownersIn lists the addresses that are not outside the cluster. A pod on the pod
// network wins over whoever claims its address too.
func ownersIn(c *cluster.Cluster) map[netip.Addr]owner {
	all := make(map[netip.Addr]owner, len(c.Pods)+len(c.Services)+len(c.Nodes))
	claim := func(ips []netip.Addr, o owner) {
		for _, ip := range ips {
			if _, taken := all[ip.Unmap()]; !taken {
				all[ip.Unmap()] = o
			}
		}
	}
	for _, p := range c.Pods {
		if p.OnPodNetwork() {
			claim(p.IPs, owner{pod: p})
		}
	}
	for _, n := range c.Nodes {
		claim(n.IPs, owner{fault: NodeAddress})
	}
	for _, s := range c.Services {
		claim(s.IPs, owner{fault: ServiceAddress})
	}
	for _, p := range c.Pods {
		claim(p.IPs, owner{pod: p})
	}
	return all
}
