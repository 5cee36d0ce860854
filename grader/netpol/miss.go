package netpol

import (
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Miss is a rule that does not allow a connection, and by what it fails. Of the rule's
// peers and port entries, RuleRef names those that come nearest. A part that matches
// has no mismatches; at least one part has some.
type Miss struct {
	RuleRef
	PeerMismatches []Mismatch
	PortMismatches []Mismatch
}

// Mismatch is one thing that differs: a LabelMismatch, NamespaceMismatch,
// SelectorMismatch, AddressMismatch, RefusedPeer, ProtocolMismatch, PortMismatch or
// NamedPortMismatch.
type Mismatch interface {
	// distance orders mismatches by how far they are from matching.
	distance() int
}

// Selector names a selector of a peer as the API spells its field.
type Selector string

const (
	// NamespaceSelector is asked of the labels of the other end's namespace.
	NamespaceSelector Selector = "namespaceSelector"
	// PodSelector is asked of the labels of the other end itself.
	PodSelector Selector = "podSelector"
)

// LabelMismatch is a label that a selector asks for and the other end does not have.
type LabelMismatch struct {
	Selector   Selector
	Expression int // the place in matchExpressions; -1: the label is one of matchLabels
	Key        string
	Operator   metav1.LabelSelectorOperator // In for a label of matchLabels
	Wanted     []string
	Got        string
	Has        bool // whether the key is there at all
}

// NamespaceMismatch is a peer with a podSelector alone, which looks only into the
// policy's own namespace, while the other end is a pod of another one.
type NamespaceMismatch struct{ Wanted, Got string }

// SelectorMismatch is a peer of selectors, which match pods only, while the other end
// is an address.
type SelectorMismatch struct{ Address netip.Addr }

// AddressMismatch is a block that does not hold the other end's address, either
// because CIDR does not, or because one of its exceptions does.
type AddressMismatch struct {
	Address netip.Addr
	CIDR    netip.Prefix
	Except  netip.Prefix // the exception that holds the address; else not valid
}

// RefusedPeer is a peer that the API server would have refused; it matches nothing.
type RefusedPeer struct{}

// ProtocolMismatch is a port entry of another protocol.
type ProtocolMismatch struct{ Wanted, Got corev1.Protocol }

// PortMismatch is a port entry with other port numbers; Wanted is empty for an entry
// that the API server would have refused.
type PortMismatch struct {
	Wanted []Interval
	Got    uint16
}

// NamedPortMismatch is a port entry with a name, which stands for Number on the
// destination, or for nothing.
type NamedPortMismatch struct {
	Name     string
	Protocol corev1.Protocol
	Defined  bool            // whether the destination has a port of that name and protocol
	Number   uint16          // its number, if Defined
	Other    corev1.Protocol // the protocol under which the destination has that name instead, or ""
	Outside  bool            // the destination is not a pod: it has no names
	Got      uint16
}

// Path is the place of the label below its peer, for example
// namespaceSelector.matchLabels[kubernetes.io/metadata.name] or
// podSelector.matchExpressions[0].
func (m LabelMismatch) Path() string {
	if m.Expression < 0 {
		return fmt.Sprintf("%s.matchLabels[%s]", m.Selector, m.Key)
	}
	return fmt.Sprintf("%s.matchExpressions[%d]", m.Selector, m.Expression)
}

func (m LabelMismatch) distance() int {
	if m.Has {
		return 2
	}
	return 3
}
func (NamespaceMismatch) distance() int { return 2 }
func (SelectorMismatch) distance() int  { return 5 }
func (m AddressMismatch) distance() int {
	if m.Except.IsValid() {
		return 2
	}
	return 4
}
func (RefusedPeer) distance() int      { return 9 }
func (ProtocolMismatch) distance() int { return 2 }
func (PortMismatch) distance() int     { return 2 }
func (m NamedPortMismatch) distance() int {
	if m.Other != "" {
		return 1
	}
	return 2
}

// oneMorePart makes a rule that fails by both peer and port farther than any that
// fails by one of them alone; noPartFits one of which nothing that is written fits
// farther than one of which peers or ports do: a rule for DNS is not near a call to an
// application only because it names no peers.
const (
	oneMorePart = 100
	noPartFits  = 50
)

// nearest is the miss with the least distance among the rules of the isolating sides;
// of equal ones the first.
func (e *Evaluator) nearest(d Direction, isolating []int32, peer, to end, at point) *Miss {
	var best *Miss
	least := 0
	for _, number := range isolating {
		s := &e.sides[d][number]
		for i := range s.rules {
			m := &Miss{RuleRef: RuleRef{s.policy, d, i, -1, -1}}
			m.Peer, m.PeerMismatches = e.nearestPeer(s.rules[i].peers, peer)
			m.Port, m.PortMismatches = nearestPort(s.rules[i].ports.entries, to, at)
			if far := m.distance(); best == nil || far < least {
				best, least = m, far
			}
		}
	}
	return best
}

// Misses are all the ways in which the rules of one side come short of a connection, one for
// each peer of each rule, in the order of the rules. There are none where the side allows
// the connection, or is not asked.
func (e *Evaluator) Misses(f Flow, d Direction) []*Miss {
	from, to, standing := e.ends(f.From, f.To)
	at, known := pointOf(f.Protocol, f.Port)
	if !known || standing >= NotRunning || standing == Loop || e.side(d, from, to, at).Nearest == nil {
		return nil
	}
	subject, peer := d.order(from, to)
	var all []*Miss
	for _, number := range e.isolating[d].of(subject.pod) {
		s := &e.sides[d][number]
		for i := range s.rules {
			port, ports := nearestPort(s.rules[i].ports.entries, to, at)
			if len(s.rules[i].peers) == 0 {
				all = append(all, &Miss{RuleRef{s.policy, d, i, -1, port}, nil, ports})
			}
			for k := range s.rules[i].peers {
				all = append(all, &Miss{RuleRef{s.policy, d, i, k, port}, e.peerMismatches(&s.rules[i].peers[k], peer), ports})
			}
		}
	}
	return all
}

func (m *Miss) distance() int {
	far := total(m.PeerMismatches) + total(m.PortMismatches)
	peers, ports := len(m.PeerMismatches) > 0, len(m.PortMismatches) > 0
	switch {
	case peers && ports:
		far += oneMorePart
	case peers && m.Port < 0, ports && m.Peer < 0:
		far += noPartFits
	}
	return far
}

func total(all []Mismatch) int {
	sum := 0
	for _, m := range all {
		sum += m.distance()
	}
	return sum
}

func (e *Evaluator) nearestPeer(peers []peer, x end) (index int, by []Mismatch) {
	index = -1
	for i := range peers {
		found := e.peerMismatches(&peers[i], x)
		if index < 0 || total(found) < total(by) {
			index, by = i, found
		}
	}
	return index, by
}

func (e *Evaluator) peerMismatches(p *peer, x end) []Mismatch {
	switch {
	case p.matches(x):
		return nil
	case p.block != nil:
		except, _ := p.block.exceptFor(x.addr)
		if !p.block.cidr.Contains(x.addr) {
			except = netip.Prefix{}
		}
		return []Mismatch{AddressMismatch{x.addr, p.block.cidr, except}}
	case p.pods == nil:
		return []Mismatch{RefusedPeer{}}
	case x.pod < 0:
		return []Mismatch{SelectorMismatch{x.addr}}
	}
	var all []Mismatch
	if p.namespaces != nil {
		all = p.namespaces.mismatches(all, NamespaceSelector, e.labelsOf(x.at.Namespace))
	} else if p.own != x.at.Namespace {
		all = append(all, NamespaceMismatch{p.own, x.at.Namespace})
	}
	return p.pods.mismatches(all, PodSelector, x.at.Labels)
}

func (s *selector) mismatches(all []Mismatch, name Selector, labels map[string]string) []Mismatch {
	for _, r := range s.requirements {
		if !r.matches(labels) {
			got, has := labels[r.key]
			all = append(all, LabelMismatch{name, r.expression, r.key, r.operator, r.values, got, has})
		}
	}
	return all
}

func nearestPort(entries []portEntry, to end, at point) (index int, by []Mismatch) {
	index = -1
	for i := range entries {
		found := entries[i].mismatches(to, at)
		if index < 0 || total(found) < total(by) {
			index, by = i, found
		}
	}
	return index, by
}

func (p *portEntry) mismatches(to end, at point) []Mismatch {
	if p.allows(at, to) {
		return nil
	}
	var all []Mismatch
	if p.protocol != at.protocol() {
		all = append(all, ProtocolMismatch{p.protocol, at.protocol()})
	}
	switch {
	case p.name != "":
		if m, differs := p.namedMismatch(to, at); differs {
			all = append(all, m)
		}
	default:
		if wanted := p.fixed.Ports(p.protocol); !holds(wanted, at.port()) {
			all = append(all, PortMismatch{wanted, at.port()})
		}
	}
	return all
}

func holds(all []Interval, port uint16) bool {
	for _, i := range all {
		if i.First <= port && port <= i.Last {
			return true
		}
	}
	return false
}

// namedMismatch tells why a name does not stand for the wanted port; it may, when only
// the protocol differs.
func (p *portEntry) namedMismatch(to end, at point) (NamedPortMismatch, bool) {
	m := NamedPortMismatch{Name: p.name, Protocol: p.protocol, Got: at.port(), Outside: to.pod < 0}
	if m.Outside {
		return m, true
	}
	m.Number, m.Defined = to.at.NamedPort(p.name, p.protocol)
	for _, port := range to.at.Ports {
		if !m.Defined && port.Name == p.name {
			m.Other = port.Protocol
		}
	}
	return m, !m.Defined || m.Number != at.port()
}

func (e *Evaluator) labelsOf(namespace string) map[string]string {
	if ns := e.cluster.Namespace(namespace); ns != nil {
		return ns.Labels
	}
	return undescribed(namespace)
}
