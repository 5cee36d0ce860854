package netpol_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/netip"
	"reflect"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/netpol/naive"
)

// TestAgainstNaive holds the evaluator against the naive one on small random worlds:
// every pair of ends on every port, the matrix, and the difference of two policy sets.
func TestAgainstNaive(t *testing.T) {
	worlds := 10_000
	if testing.Short() {
		worlds = 500
	}
	for seed := range worlds {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		if problem := disagreement(random.IntN); problem != "" {
			t.Fatalf("world %d: %s", seed, problem)
		}
	}
}

// FuzzNetpol lets the fuzzer choose the world.
func FuzzNetpol(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("a world of some sort, with a few policies in it, and pods"))
	f.Fuzz(func(t *testing.T, choices []byte) {
		if problem := disagreement(pickFrom(choices)); problem != "" {
			t.Fatal(problem)
		}
	})
}

// pickFrom takes a byte for each choice, and 0 when they are used up.
func pickFrom(choices []byte) naive.Pick {
	return func(n int) int {
		if len(choices) == 0 {
			return 0
		}
		choice := int(choices[0])
		choices = choices[1:]
		return choice % n
	}
}

func disagreement(pick naive.Pick) string {
	c := naive.RandomCluster(pick)
	a := naive.World{Cluster: c, Policies: naive.RandomPolicies(pick, c)}
	b := naive.World{Cluster: c, Policies: naive.RandomPolicies(pick, c)}
	w := newComparison(a, b)
	return cmp.Or(w.flows(pick), w.matrix(), w.difference())
}

// comparison is a world asked in both ways. Between two borders the verdict cannot
// change with the port, so asking at each border covers all ports.
type comparison struct {
	naive   [2]naive.World
	tested  [2]*netpol.Evaluator
	pods    []naive.End // once for each address
	outside []naive.End
	borders []uint16
	answers [2]map[[2]naive.End]netpol.ConnSet
}

func newComparison(worlds ...naive.World) *comparison {
	c := &comparison{borders: []uint16{1}}
	for i, w := range worlds {
		c.naive[i] = w
		c.tested[i] = netpol.Compile(w.Cluster, w.Policies)
		c.answers[i] = map[[2]naive.End]netpol.ConnSet{}
	}
	var probes []netip.Addr
	for _, p := range worlds[0].Cluster.Pods {
		probes = append(probes, p.IPs...)
		if !onPodNetwork(p) {
			continue
		}
		for _, ip := range p.IPs {
			c.pods = append(c.pods, naive.End{Pod: p, IP: ip})
		}
		if len(p.IPs) == 0 {
			c.pods = append(c.pods, naive.End{Pod: p})
		}
		for _, port := range p.Ports {
			c.borders = append(c.borders, port.Number, port.Number+1)
		}
	}
	for _, w := range worlds {
		for _, p := range w.Policies {
			probes = append(probes, c.notePolicy(p)...)
		}
	}
	c.borders = slices.Compact(slices.Sorted(slices.Values(c.borders)))
	if c.borders[0] == 0 {
		c.borders = c.borders[1:]
	}
	c.noteOutside(worlds[0].Cluster, probes)
	return c
}

func onPodNetwork(p *cluster.Pod) bool {
	return !p.HostNetwork && (p.Phase == "" || p.Phase == corev1.PodRunning)
}

// notePolicy collects the borders between ports, and answers addresses at the edges
// of blocks.
func (c *comparison) notePolicy(p *networkingv1.NetworkPolicy) (edges []netip.Addr) {
	note := func(peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) {
		for _, port := range ports {
			if port.Port != nil && port.Port.Type == intstr.Int {
				last := port.Port.IntVal
				if port.EndPort != nil {
					last = *port.EndPort
				}
				c.borders = append(c.borders, uint16(port.Port.IntVal), uint16(last+1))
			}
		}
		for _, peer := range peers {
			if peer.IPBlock != nil {
				for _, text := range append(peer.IPBlock.Except, peer.IPBlock.CIDR) {
					edges = append(edges, edgesOf(netip.MustParsePrefix(text))...)
				}
			}
		}
	}
	for _, r := range p.Spec.Ingress {
		note(r.From, r.Ports)
	}
	for _, r := range p.Spec.Egress {
		note(r.To, r.Ports)
	}
	return edges
}

func edgesOf(p netip.Prefix) []netip.Addr {
	raw := p.Addr().AsSlice()
	for bit := p.Bits(); bit < 8*len(raw); bit++ {
		raw[bit/8] |= 1 << (7 - bit%8)
	}
	last, _ := netip.AddrFromSlice(raw)
	return []netip.Addr{p.Addr(), last, last.Next(), p.Addr().Prev()}
}

// noteOutside keeps the probes, and their neighbours, that are outside addresses.
func (c *comparison) noteOutside(world *cluster.Cluster, probes []netip.Addr) {
	families := map[bool]bool{}
	for _, p := range c.pods {
		families[p.IP.Is6()] = true
	}
	inside := map[netip.Addr]bool{}
	for _, p := range world.Pods {
		for _, ip := range p.IPs {
			inside[ip] = true
		}
	}
	for _, n := range world.Nodes {
		for _, ip := range n.IPs {
			inside[ip] = true
		}
	}
	for _, s := range world.Services {
		for _, ip := range s.IPs {
			inside[ip] = true
		}
	}
	for ip := range inside {
		probes = append(probes, ip, ip.Next())
	}
	for _, h := range world.Outside {
		probes = append(probes, h.IP)
	}
	probes = append(probes, netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("2001:db8::10"))
	slices.SortFunc(probes, netip.Addr.Compare)
	for _, ip := range slices.Compact(probes) {
		if ip.IsValid() && !inside[ip] && families[ip.Is6()] && couldBeHost(ip) {
			c.outside = append(c.outside, naive.End{IP: ip})
		}
	}
}

func couldBeHost(ip netip.Addr) bool {
	if ip.Is4() && (ip.As4()[0] == 0 || ip == netip.AddrFrom4([4]byte{255, 255, 255, 255})) {
		return false
	}
	return !ip.IsLoopback() && !ip.IsMulticast() && !ip.IsUnspecified() && !ip.Is4In6()
}

func (c *comparison) ends() []naive.End { return append(slices.Clip(c.pods), c.outside...) }

// canFlow tells whether a connection between two ends could exist.
func canFlow(from, to naive.End) bool {
	return (from.Pod != nil || to.Pod != nil) && from.IP.Is6() == to.IP.Is6() && (from.Pod == nil || from.Pod != to.Pod)
}

// conns is the naive answer for all ports.
func (c *comparison) conns(world int, from, to naive.End) netpol.ConnSet {
	key := [2]naive.End{from, to}
	if known, ok := c.answers[world][key]; ok {
		return known
	}
	var all netpol.ConnSet
	if canFlow(from, to) {
		for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
			for i, first := range c.borders {
				last := uint16(65535)
				if i+1 < len(c.borders) {
					last = c.borders[i+1] - 1
				}
				if c.naive[world].Allowed(from, to, protocol, first) {
					all = all.Union(netpol.Range(protocol, first, last))
				}
			}
		}
	}
	c.answers[world][key] = all
	return all
}

func endOf(e naive.End) netpol.Endpoint { return netpol.Endpoint{Pod: e.Pod, IP: e.IP} }

func (c *comparison) name(x naive.End) string {
	if x.Pod == nil {
		return x.IP.String()
	}
	return fmt.Sprintf("%s(%s)", x.Pod.Key(), x.IP)
}

// flows compares single flows: everything between two ends, and at one port of each
// pair the verdict with its evidence.
func (c *comparison) flows(pick naive.Pick) string {
	for _, from := range c.ends() {
		for _, to := range c.ends() {
			if !canFlow(from, to) {
				continue
			}
			want := c.conns(0, from, to)
			if got := c.tested[0].Conns(endOf(from), endOf(to)); !got.Equal(want) {
				return fmt.Sprintf("%s > %s: %s, want %s", c.name(from), c.name(to), got, want)
			}
			f := netpol.Flow{From: endOf(from), To: endOf(to), Protocol: corev1.ProtocolTCP, Port: c.borders[pick(len(c.borders))]}
			if pick(2) == 0 {
				f.Protocol = corev1.ProtocolUDP
			}
			if problem := c.flow(f, from, to); problem != "" {
				return fmt.Sprintf("%s > %s:%d/%s: %s", c.name(from), c.name(to), f.Port, f.Protocol, problem)
			}
		}
	}
	return ""
}

func (c *comparison) flow(f netpol.Flow, from, to naive.End) string {
	v := c.tested[0].Verdict(f)
	if want := c.naive[0].Allowed(from, to, f.Protocol, f.Port); v.Allowed != want || c.tested[0].Allowed(f) != want {
		return fmt.Sprintf("verdict %v, quick answer %v, want %v", v.Allowed, c.tested[0].Allowed(f), want)
	}
	if v.Standing != netpol.Ordinary {
		return fmt.Sprintf("standing %d", v.Standing)
	}
	return cmp.Or(c.side(f, v.Egress, networkingv1.PolicyTypeEgress, from, to), c.side(f, v.Ingress, networkingv1.PolicyTypeIngress, from, to))
}

// side checks the evidence of one side.
func (c *comparison) side(f netpol.Flow, s netpol.Side, direction networkingv1.PolicyType, from, to naive.End) string {
	w := c.naive[0]
	subject := from
	if direction == networkingv1.PolicyTypeIngress {
		subject = to
	}
	var isolating []*networkingv1.NetworkPolicy
	want := netpol.Outside
	var first *netpol.RuleRef
	if subject.Pod != nil {
		isolating, want = w.Isolating(direction, subject.Pod), netpol.NotIsolated
	}
	for _, p := range isolating {
		want = netpol.NothingMatched
		for r := range naive.Rules(p, direction) {
			if first == nil && w.AdmitsPeer(p, direction, r, from, to) && naive.AdmitsPort(p, direction, r, to, f.Protocol, f.Port) {
				first = &netpol.RuleRef{Policy: p, Rule: r}
			}
		}
	}
	if first != nil {
		want = netpol.Matched
	}
	switch {
	case s.Kind != want || s.Allowed != (want != netpol.NothingMatched):
		return fmt.Sprintf("%s is of kind %d, allowed %v; want kind %d", direction, s.Kind, s.Allowed, want)
	case !slices.Equal(s.Isolating, isolating):
		return fmt.Sprintf("%s isolated by %d policies, want %d", direction, len(s.Isolating), len(isolating))
	case (s.Match == nil) != (first == nil) || first != nil && (s.Match.Policy != first.Policy || s.Match.Rule != first.Rule):
		return fmt.Sprintf("%s matched by %v, want %v", direction, s.Match, first)
	case s.Nearest != nil:
		m := s.Nearest
		peer := w.AdmitsPeer(m.Policy, direction, m.Rule, from, to)
		port := naive.AdmitsPort(m.Policy, direction, m.Rule, to, f.Protocol, f.Port)
		if peer != (len(m.PeerMismatches) == 0) || port != (len(m.PortMismatches) == 0) {
			return fmt.Sprintf("%s nearest %v: peer matches %v, ports match %v, yet %v, %v", direction, m.RuleRef, peer, port, m.PeerMismatches, m.PortMismatches)
		}
	}
	return ""
}

// matrix compares the cells of all pairs, and the counts.
func (c *comparison) matrix() string {
	m := c.tested[0].Matrix()
	sums := map[[2]*cluster.Pod]netpol.ConnSet{}
	pairs := map[[2]*cluster.Pod]bool{}
	for _, from := range c.ends() {
		for _, to := range c.ends() {
			i, j := classOf(m, from), classOf(m, to)
			if i < 0 || j < 0 {
				return fmt.Sprintf("%s or %s is in no class, or in two", c.name(from), c.name(to))
			}
			if !canFlow(from, to) {
				continue
			}
			if from.Pod == nil || to.Pod == nil {
				if got, want := m.At(i, j), c.conns(0, from, to); !got.Equal(want) {
					return fmt.Sprintf("matrix %s > %s: %s, want %s", c.name(from), c.name(to), got, want)
				}
				continue
			}
			pair := [2]*cluster.Pod{from.Pod, to.Pod}
			pairs[pair] = true
			sums[pair] = sums[pair].Union(c.conns(0, from, to))
		}
	}
	for pair, want := range sums {
		if got := m.At(m.ClassOf(pair[0]), m.ClassOf(pair[1])); !got.Equal(want) {
			return fmt.Sprintf("matrix %s > %s: %s, want %s", pair[0].Key(), pair[1].Key(), got, want)
		}
	}
	some, all := 0, 0
	for _, set := range sums {
		if !set.IsEmpty() {
			all++
		}
		if set.Contains(corev1.ProtocolTCP, 80) {
			some++
		}
	}
	if m.Count(corev1.ProtocolTCP, 80) != some || m.CountAny() != all || m.Pairs() != len(pairs) {
		return fmt.Sprintf("matrix counts %d pairs on TCP 80, %d on any port, %d in all; want %d, %d, %d",
			m.Count(corev1.ProtocolTCP, 80), m.CountAny(), m.Pairs(), some, all, len(pairs))
	}
	return ""
}

// classOf is the one class that an end is in, or -1.
func classOf(m *netpol.Matrix, x naive.End) int {
	if x.Pod != nil {
		return m.ClassOf(x.Pod)
	}
	found := -1
	for i, class := range m.Classes {
		if class.Outside == nil || !holds(class.Outside, x.IP) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

func holds(b *netpol.Block, ip netip.Addr) bool {
	return slices.ContainsFunc(b.Ranges, func(r netpol.AddressRange) bool {
		return r.Prefix.Contains(ip) && !slices.ContainsFunc(r.Except, func(p netip.Prefix) bool { return p.Contains(ip) })
	})
}

// difference compares what one world allows and the other does not. Addresses outside
// are compared by what differs there, as one stands for many.
func (c *comparison) difference() string {
	want := map[string]bool{}
	pairs := 0
	for _, from := range c.ends() {
		for _, to := range c.ends() {
			if more := c.conns(0, from, to).Subtract(c.conns(1, from, to)); !more.IsEmpty() {
				want[c.label(from, to, more)] = true
				if from.Pod != nil && to.Pod != nil {
					pairs++
				}
			}
		}
	}
	deltas := netpol.Difference(c.tested[0], c.tested[1])
	got := map[string]bool{}
	for _, d := range deltas {
		counted := 0
		for _, from := range d.Froms {
			for _, to := range d.Tos {
				a, b := naive.End{Pod: from.Pod, IP: from.IP}, naive.End{Pod: to.Pod, IP: to.IP}
				if !canFlow(a, b) {
					continue
				}
				if more := c.conns(0, a, b).Subtract(c.conns(1, a, b)); !more.Equal(d.Ports) {
					return fmt.Sprintf("difference %s > %s: %s, want %s", c.name(a), c.name(b), d.Ports, more)
				}
				got[c.label(a, b, d.Ports)] = true
				counted++
				if a.Pod != nil && b.Pod != nil {
					pairs--
				}
			}
		}
		if counted != d.Pairs || !slices.Contains(d.Froms, d.From) || !slices.Contains(d.Tos, d.To) || d.From == d.To {
			return fmt.Sprintf("difference %v: %d pairs counted", d, counted)
		}
	}
	switch {
	case !maps.Equal(got, want) || pairs != 0:
		return fmt.Sprintf("difference %v, want %v; %d pairs of pods too few", got, want, pairs)
	case netpol.Within(c.tested[0], c.tested[1]) != (len(deltas) == 0):
		return "Within contradicts Difference"
	case netpol.Equal(c.tested[0], c.tested[1]) != (len(deltas) == 0 && len(netpol.Difference(c.tested[1], c.tested[0])) == 0):
		return "Equal contradicts Difference"
	case !reflect.DeepEqual(deltas, netpol.Difference(c.tested[0], c.tested[1])):
		return "Difference gives another answer when asked again"
	}
	return ""
}

func (c *comparison) label(from, to naive.End, more netpol.ConnSet) string {
	name := func(x naive.End) string {
		switch {
		case x.Pod != nil:
			return c.name(x)
		case x.IP.Is6():
			return "outside IPv6"
		}
		return "outside IPv4"
	}
	return name(from) + " > " + name(to) + ": " + more.String()
}
