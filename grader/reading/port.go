package reading

import (
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// portKind tells apart what takes different words.
type portKind uint8

const (
	anyPort portKind = iota
	numberedPort
	namedPort
)

// port is one way to name ports, with every protocol that it is named for.
type port struct {
	kind      portKind
	text      string // the number, the range or the name
	ranged    bool
	protocols []protocol
	paths     []string
}

// protocol is a protocol and the entries that ask for it.
type protocol struct {
	name  corev1.Protocol
	paths []string
}

// portGroup is the ports that share kind and protocols, which one phrase can name.
type portGroup struct {
	kind      portKind
	protocols []protocol
	ports     []port
}

// mergedPorts puts together what differs in protocol alone, in order of first mention.
func mergedPorts(entries []networkingv1.NetworkPolicyPort, path string) []port {
	type key struct {
		kind portKind
		text string
	}
	var all []port
	places := map[key]int{}
	for i, e := range entries {
		p := portOf(e, item(path, i))
		at, known := places[key{p.kind, p.text}]
		if !known {
			places[key{p.kind, p.text}] = len(all)
			all = append(all, p)
			continue
		}
		all[at].paths = append(all[at].paths, p.paths...)
		all[at].protocols = withProtocol(all[at].protocols, p.protocols[0])
	}
	return all
}

func portOf(e networkingv1.NetworkPolicyPort, path string) port {
	p := port{paths: []string{path}, protocols: []protocol{{corev1.ProtocolTCP, []string{path}}}}
	if e.Protocol != nil {
		p.protocols[0].name = *e.Protocol
	}
	switch {
	case e.Port == nil:
	case e.Port.Type == intstr.String:
		p.kind, p.text = namedPort, e.Port.StrVal
	case e.EndPort == nil || *e.EndPort == e.Port.IntVal:
		p.kind, p.text = numberedPort, number(e.Port.IntVal)
	default:
		p.kind, p.ranged = numberedPort, true
		p.text = number(e.Port.IntVal) + " to " + number(*e.EndPort)
	}
	return p
}

func number(n int32) string { return strconv.Itoa(int(n)) }

// withProtocol adds a protocol in the customary order.
func withProtocol(all []protocol, p protocol) []protocol {
	for i := range all {
		if all[i].name == p.name {
			all[i].paths = append(all[i].paths, p.paths...)
			return all
		}
	}
	all = append(all, p)
	slices.SortStableFunc(all, func(a, b protocol) int { return rank(a.name) - rank(b.name) })
	return all
}

func rank(p corev1.Protocol) int {
	order := []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP}
	if i := slices.Index(order, p); i >= 0 {
		return i
	}
	return len(order)
}

// grouped puts ports together that one phrase can name.
func grouped(all []port) []portGroup {
	var groups []portGroup
	places := map[string]int{}
	for _, p := range all {
		at, known := places[p.likeness()]
		if !known {
			places[p.likeness()] = len(groups)
			groups = append(groups, portGroup{kind: p.kind, protocols: p.protocols, ports: []port{p}})
			continue
		}
		groups[at].add(p)
	}
	return groups
}

// likeness is the same for ports that one phrase can name.
func (p port) likeness() string {
	b := []byte{byte(p.kind)}
	for _, protocol := range p.protocols {
		b = append(append(b, protocol.name...), ' ')
	}
	return string(b)
}

func (g *portGroup) add(p port) {
	g.ports = append(g.ports, p)
	for i := range g.protocols {
		g.protocols[i].paths = append(g.protocols[i].paths, p.protocols[i].paths...)
	}
}

// phrase names the ports of a group as seen from outside ("TCP port 80") or as the
// selected pods' own ("their TCP port 80").
func (g portGroup) phrase(own bool) phrase {
	switch g.kind {
	case anyPort:
		return g.any(own)
	case namedPort:
		return g.named(own)
	}
	before, noun := "", " port "
	if own {
		before = "their "
	}
	if slices.ContainsFunc(g.ports, func(p port) bool { return p.ranged }) {
		noun = " ports "
	}
	return join(words(before), g.protocolNames(), words(noun), g.numbers())
}

func (g portGroup) any(own bool) phrase {
	if own {
		return join(words("any of their "), g.protocolNames(), words(" ports"))
	}
	return join(words("any "), g.protocolNames(), words(" port"))
}

func (g portGroup) named(own bool) phrase {
	call := " port that the target pod calls "
	if own {
		call = " port that they call "
	}
	return join(words("the "), g.protocolNames(), words(call), g.numbers())
}

func (g portGroup) protocolNames() phrase {
	items := make([]phrase, len(g.protocols))
	for i, p := range g.protocols {
		items[i] = words(string(p.name), p.paths...)
	}
	return list("or", items)
}

// numbers lists the numbers, ranges or names.
func (g portGroup) numbers() phrase {
	items := make([]phrase, len(g.ports))
	for i, p := range g.ports {
		items[i] = words(p.text, p.paths...)
	}
	return list("or", items)
}
