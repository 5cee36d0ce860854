package task

import (
	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/netpol"
)

// portOrder knows which ports teach most: those that the checks speak of, then
// those that pods declare, then well-known ones.
type portOrder struct{ ranked []rankedPort }

type rankedPort struct {
	protocol corev1.Protocol
	number   uint16
	rank     int // the lower, the more it teaches
}

const (
	rankChecked = iota
	rankDeclared
	rankKnown
	rankOther
)

// knownPorts stand for the rest of an open range: everybody knows what they are for.
var knownPorts = [...]uint16{80, 443, 22, 8080}

func newPortOrder(t Task) portOrder {
	var o portOrder
	for _, check := range t.Checks {
		if n := check.Connection.Port; n != 0 {
			o.add(rankedPort{check.Connection.Protocol, n, rankChecked})
		}
	}
	for _, pod := range t.Cluster.Pods {
		for _, p := range pod.Ports {
			o.add(rankedPort{p.Protocol, p.Number, rankDeclared})
		}
	}
	for _, n := range knownPorts {
		o.add(rankedPort{corev1.ProtocolTCP, n, rankKnown})
	}
	return o
}

func (o *portOrder) add(p rankedPort) {
	for _, have := range o.ranked {
		if have.protocol == p.protocol && have.number == p.number {
			return
		}
	}
	o.ranked = append(o.ranked, p)
}

// best answers the port of a set that teaches most about connections to an end. A
// port that the end itself declares wins over those that others declare.
func (o portOrder) best(to netpol.Endpoint, set netpol.ConnSet) rankedPort {
	found := rankedPort{rank: rankOther + 1}
	for _, p := range o.ranked {
		if p.rank < found.rank && set.Contains(p.protocol, p.number) {
			found = p
		}
		if p.rank == rankDeclared && found.rank >= rankDeclared && set.Contains(p.protocol, p.number) && declares(to, p) {
			return p
		}
	}
	if found.rank <= rankOther {
		return found
	}
	return firstOf(set)
}

func declares(to netpol.Endpoint, p rankedPort) bool {
	if to.Pod == nil {
		return false
	}
	for _, have := range to.Pod.Ports {
		if have.Number == p.number && have.Protocol == p.protocol {
			return true
		}
	}
	return false
}

func firstOf(set netpol.ConnSet) rankedPort {
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		if spans := set.Ports(protocol); len(spans) > 0 {
			return rankedPort{protocol, spans[0].First, rankOther}
		}
	}
	return rankedPort{rank: rankOther}
}

// Port is a port that a task speaks of or that a pod of its cluster declares.
type Port struct {
	Protocol corev1.Protocol
	Number   uint16
}

// Ports are the ports worth looking at: those of the checks first, then declared ones.
func (c *Compiled) Ports() []Port {
	var ports []Port
	for _, rank := range []int{rankChecked, rankDeclared} {
		for _, p := range c.ports.ranked {
			if p.rank == rank {
				ports = append(ports, Port{p.protocol, p.number})
			}
		}
	}
	return ports
}
