package diagnose

import (
	"fmt"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// numberRepairs mend numbers of ports that are neither a Service's nor those of DNS: other
// numbers than the pods meant have, ranges that end elsewhere, and rules without any.
var numberRepairs = []repair{
	{"wrong-port", atPorts(correctNumber)},
	{"wrong-port", exchangePorts},
	{"endport-misuse", atPorts(correctRange)},
	{"missing-ports-allow-all", listPorts},
}

// correctNumber is for a single port where another one is wanted.
func correctNumber(s *scene, p portAt, offer func(*change)) {
	if p.Port == nil || p.EndPort != nil || s.dns.isPort(p.NetworkPolicyPort) {
		return
	}
	for _, to := range s.lackedPorts(p) {
		if to.Last != to.First {
			continue
		}
		for _, port := range s.spellings(p, to.First) {
			s.offerNumber(p, port, offer)
		}
	}
}

func (s *scene) offerNumber(p portAt, port intstr.IntOrString, offer func(*change)) {
	protocol := protocolOf(p.NetworkPolicyPort)
	offer(&change{
		code: "wrong-port", policy: p.policy, effort: scalar, opens: true,
		message: fmt.Sprintf("%s opens %s over %s, and %s is what is needed", p.policy.Name, portWords(p.NetworkPolicyPort), protocol, port.String()),
		at:      mark{path: p.path + ".port", text: fmt.Sprintf("the connection goes to port %s", port.String())},
		fix:     fmt.Sprintf("port %s instead of %s", port.String(), p.Port.String()),
		edits:   p.setPort(portValue(port)),
	})
}

// mostExchanged bounds of how many rules the ports are exchanged.
const mostExchanged = 5

// exchangePorts is for two rules that have each other's ports.
func exchangePorts(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			rules := p.rules(d)
			for i, r := range rules[:min(len(rules), mostExchanged)] {
				for _, other := range rules[:i] {
					if len(r.ports) > 0 && len(other.ports) > 0 && !samePorts(r.ports, other.ports) {
						s.offerPortsExchanged(other, r, offer)
					}
				}
			}
		}
	}
}

func (s *scene) offerPortsExchanged(a, b *rule, offer func(*change)) {
	offer(&change{
		code: "wrong-port", policy: a.policy, effort: swap, opens: true,
		message: fmt.Sprintf("two rules of %s have each other's ports", a.policy.Name),
		at:      mark{path: a.portsPath(), key: true, text: "these belong to the second of the two"},
		marks:   []mark{{path: b.portsPath(), key: true, text: "and these to the first"}},
		fix:     "the ports of the two rules exchanged",
		edits: []edit{on(a.policy, func(root *rewrite.Value) {
			root.At(a.portsPath()).Swap(root.At(b.portsPath()))
		})},
	})
}

// lackedPorts are what the pods of a policy lack at the peers of an entry's rule, over its
// protocol. Lookups have causes of their own.
func (s *scene) lackedPorts(p portAt) []netpol.Interval {
	var all []netpol.Interval
	for _, n := range s.needs() {
		if n.in != p.in || slices.Contains(s.dns.servers, n.peer.Pod) || !p.policy.selectsPod(n.subject) || !s.anyAdmits(p.rule, n.peer) {
			continue
		}
		for _, one := range n.ports.Ports(protocolOf(p.NetworkPolicyPort)) {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all
}

// spellings are the number of a port, and by which names the targets of an entry call it.
func (s *scene) spellings(p portAt, number uint16) []intstr.IntOrString {
	all := []intstr.IntOrString{intstr.FromInt32(int32(number))}
	for _, q := range s.targets(p.rule) {
		for _, port := range q.Ports {
			name := intstr.FromString(port.Name)
			if port.Number == number && port.Protocol == protocolOf(p.NetworkPolicyPort) && port.Name != "" && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return slices.DeleteFunc(all, func(one intstr.IntOrString) bool { return one.String() == p.Port.String() })
}

// correctRange is for a range that begins or ends elsewhere than the ports that are wanted,
// or stands in place of a single port, or the other way round.
func correctRange(s *scene, p portAt, offer func(*change)) {
	if p.Port == nil || p.Port.Type != intstr.Int || p.Port.IntVal <= 0 {
		return
	}
	have := netpol.Interval{First: uint16(p.Port.IntVal), Last: uint16(p.Port.IntVal)}
	if p.EndPort != nil {
		have.Last = uint16(*p.EndPort)
	}
	wanted := append(s.lackedPorts(p), s.wantedSet(p.rule).Ports(protocolOf(p.NetworkPolicyPort))...)
	for i, to := range wanted {
		ranges := have.Last > have.First || to.Last > to.First
		if ranges && to != have && to.First <= have.Last && have.First <= to.Last && !slices.Contains(wanted[:i], to) {
			s.offerInterval(p, to, offer)
		}
	}
}

// offerInterval writes an interval into an entry, or the name of the port that it is.
func (s *scene) offerInterval(p portAt, to netpol.Interval, offer func(*change)) {
	place := mark{path: p.path + ".endPort", text: "both ends of a range belong to it"}
	if p.EndPort == nil {
		place = mark{path: p.path + ".port", text: "one port"}
	}
	write := func(words string, port intstr.IntOrString) {
		offer(&change{
			code: "endport-misuse", policy: p.policy, effort: scalar,
			message: fmt.Sprintf("%s opens %s over %s, and %s is what is needed", p.policy.Name, portWords(p.NetworkPolicyPort), protocolOf(p.NetworkPolicyPort), words),
			at:      place,
			fix:     words + " in this entry",
			edits: []edit{on(p.policy, func(root *rewrite.Value) {
				entry := root.At(p.path)
				entry.Get("port").Become(portValue(port))
				switch end := entry.Get("endPort"); {
				case to.Last == to.First:
					entry.Drop("endPort")
				case end != nil:
					end.Become(rewrite.Number(int(to.Last)))
				default:
					entry.SetAfter("endPort", rewrite.Number(int(to.Last)), "port")
				}
			})},
		})
	}
	write(intervalWords(to), intstr.FromInt32(int32(to.First)))
	if to.Last > to.First {
		return
	}
	for _, port := range s.spellings(p, to.First) {
		if port.StrVal != "" {
			write("port "+port.StrVal, port)
		}
	}
}

func intervalWords(i netpol.Interval) string {
	if i.Last > i.First {
		return fmt.Sprintf("the range from %d to %d", i.First, i.Last)
	}
	return fmt.Sprintf("port %d", i.First)
}

// listPorts gives a rule that lists no ports those that are wanted of its peers.
func listPorts(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			if !onlyPeers(r) || s.answers(r) {
				continue
			}
			if wanted := s.wantedSet(r).Subtract(givenBeside(r)); !wanted.IsEmpty() && !wanted.IsAll() {
				s.offerPorts(r, wanted.String(), portsOf(wanted), offer)
			}
		}
	}
}

// givenBeside are the ports that other rules beside a rule open to anybody.
func givenBeside(r *rule) netpol.ConnSet {
	var sum netpol.ConnSet
	for _, other := range r.policy.rules(r.in) {
		if other.index == r.index || len(other.peers) > 0 {
			continue
		}
		for _, p := range other.ports {
			if p.Port == nil || p.Port.StrVal == "" {
				sum = sum.Union(setOf(p))
			}
		}
	}
	return sum
}

func (s *scene) offerPorts(r *rule, words string, ports []*rewrite.Value, offer func(*change)) {
	offer(&change{
		code: "missing-ports-allow-all", policy: r.policy, effort: splitJoin, // as a join of two rules does, it gives a rule ports
		message: fmt.Sprintf("%s lists no ports for %s, and that is every port", r.policy.Name, s.peersInWords(r)),
		at:      mark{path: r.path, key: true, text: "no ports in this rule: any port, over any protocol"},
		fix:     fmt.Sprintf("%s in this rule", words),
		edits:   []edit{on(r.policy, func(root *rewrite.Value) { root.At(r.path).Set("ports", rewrite.List(ports...)) })},
	})
}

// portChange says what becomes of a list of ports: entries added, left out, or exchanged.
func portChange(before, after []networkingv1.NetworkPolicyPort) string {
	added, gone := without(after, before, samePort), without(before, after, samePort)
	switch {
	case len(after) == 0:
		return "every port"
	case len(before) == 0 || len(added) > 0 && len(gone) == len(before):
		return portsWords(after)
	case len(added) == 0:
		return "without " + portsWords(gone)
	case len(gone) == 0:
		return portsWords(added) + " as well"
	}
	return portsWords(added) + " instead of " + portsWords(gone)
}

// without are the items of one list that another does not have.
func without[T any](all, others []T, same func(a, b T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(p T) bool {
		return slices.ContainsFunc(others, func(q T) bool { return same(p, q) })
	})
}

func samePorts(a, b []networkingv1.NetworkPolicyPort) bool {
	return len(without(a, b, samePort)) == 0 && len(without(b, a, samePort)) == 0
}

func samePort(a, b networkingv1.NetworkPolicyPort) bool {
	return protocolOf(a) == protocolOf(b) && portWords(a) == portWords(b)
}
