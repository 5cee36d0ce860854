package netpol

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// ports is the ports list of a rule.
type ports struct {
	entries []portEntry // none: everything
	fixed   ConnSet     // what the entries with numbers allow together
	named   bool        // whether any entry has a name
}

// portEntry is one entry: a set of ports, or a name that each destination resolves.
type portEntry struct {
	protocol corev1.Protocol // TCP where the entry has none
	fixed    ConnSet
	name     string
}

func newPorts(entries []networkingv1.NetworkPolicyPort) ports {
	if len(entries) == 0 {
		return ports{fixed: Everything()}
	}
	p := ports{entries: make([]portEntry, len(entries))}
	spans := make([]span, 0, len(entries))
	for i := range entries {
		p.entries[i] = newPortEntry(&entries[i])
		spans = append(spans, p.entries[i].fixed.spans...)
		p.named = p.named || p.entries[i].name != ""
	}
	p.fixed = ConnSet{merged(spans)}
	return p
}

func newPortEntry(entry *networkingv1.NetworkPolicyPort) portEntry {
	read := portEntry{protocol: corev1.ProtocolTCP}
	if entry.Protocol != nil && *entry.Protocol != "" {
		read.protocol = *entry.Protocol
	}
	switch {
	case entry.Port == nil && entry.EndPort == nil:
		read.fixed = Range(read.protocol, 1, 65535)
	case entry.Port == nil:
	case entry.Port.Type == intstr.Int:
		read.fixed = numbered(read.protocol, entry.Port.IntVal, entry.EndPort)
	case entry.EndPort == nil && laneOf(read.protocol) >= 0:
		read.name = entry.Port.StrVal
	}
	return read
}

func numbered(protocol corev1.Protocol, first int32, end *int32) ConnSet {
	last := first
	if end != nil {
		last = *end
	}
	if first < 1 || last > 65535 || last < first {
		return ConnSet{}
	}
	return Range(protocol, uint16(first), uint16(last))
}

// allow tells whether any entry has a port of the destination.
func (p *ports) allow(at point, to end) bool {
	return p.fixed.has(at) || p.named && p.first(at, to) >= 0
}

// first is the first entry that has a port of the destination, or -1.
func (p *ports) first(at point, to end) int {
	for i := range p.entries {
		if p.entries[i].allows(at, to) {
			return i
		}
	}
	return -1
}

// conns is everything that the entries allow at the destination.
func (p *ports) conns(to end) ConnSet {
	sum := p.fixed
	if p.named {
		for i := range p.entries {
			sum = sum.Union(p.entries[i].resolved(to))
		}
	}
	return sum
}

func (p *portEntry) allows(at point, to end) bool {
	return p.fixed.has(at) || p.name != "" && p.resolved(to).has(at)
}

// resolved is what a named entry stands for: a name means the port of that name and
// protocol on the destination pod, and nothing where there is none.
func (p *portEntry) resolved(to end) ConnSet {
	if p.name == "" || to.pod < 0 {
		return ConnSet{}
	}
	number, ok := to.at.NamedPort(p.name, p.protocol)
	if !ok || number == 0 {
		return ConnSet{}
	}
	return Range(p.protocol, number, number)
}
