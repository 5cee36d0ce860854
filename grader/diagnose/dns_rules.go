package diagnose

import (
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/equality"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// dnsRuleRepairs mend rules for lookups that are missing, or stand in the wrong place.
var dnsRuleRepairs = []repair{
	{"dns-egress-missing", addDNSRule},
	{"dns-udp-only", addOtherProtocol},
	{"dns-tcp-only", addOtherProtocol},
	{"dns-nested-in-app-rule", splitNestedDNS},
	{"dns-in-wrong-policy", moveDNSRule},
	{"dns-wrong-port", correctDNSPort},
}

// addDNSRule adds a rule of its own for port 53: to anybody, or where the task is
// stricter to the cluster DNS alone, or over one protocol only.
func addDNSRule(s *scene, offer func(*change)) {
	for _, p := range s.gagged() {
		again, nowhere := slices.ContainsFunc(p.rules(netpol.Egress), s.dns.speaks), "and no rule here allows port 53"
		if again {
			nowhere += " towards the DNS"
		}
		for _, v := range s.dnsRules() {
			message := fmt.Sprintf("%s can no longer look up names", s.pods(p))
			if len(s.dns.cut) == 1 {
				message = fmt.Sprintf("%s can no longer look up names over %s", s.pods(p), s.dns.cut[0])
			}
			offer(&change{
				code: "dns-egress-missing", policy: p, effort: addRule, opens: true, again: again,
				message: message,
				at:      mark{path: "spec.egress", key: true, text: nowhere},
				marks:   []mark{s.isolation(p, netpol.Egress)},
				fix:     "a rule of its own for port 53" + v.words,
				edits:   []edit{on(p, appendRule(netpol.Egress, v.rule))},
			})
		}
	}
}

// dnsVariant is a way to write the rule for lookups.
type dnsVariant struct {
	words string
	rule  func() *rewrite.Value
}

func (s *scene) dnsRules() []dnsVariant {
	both := dnsProtocols[:]
	all := []dnsVariant{
		{", UDP and TCP", func() *rewrite.Value { return ruleOf("to", nil, s.dnsPorts(both)) }},
		{", UDP and TCP, at the DNS pods of " + s.dns.namespace, func() *rewrite.Value {
			return ruleOf("to", []*rewrite.Value{s.dnsPeer()}, s.dnsPorts(both))
		}},
		{", UDP and TCP, in " + s.dns.namespace, func() *rewrite.Value {
			return ruleOf("to", []*rewrite.Value{peerOf(inNamespace(s.dns.namespace), nil)}, s.dnsPorts(both))
		}},
	}
	if len(s.dns.cut) == 1 {
		all = append(all, dnsVariant{" over " + string(s.dns.cut[0]), func() *rewrite.Value { return ruleOf("to", nil, s.dnsPorts(s.dns.cut)) }})
	}
	if s.dns.local {
		all = append(all, dnsVariant{", UDP and TCP, at the resolver of the node", func() *rewrite.Value {
			return ruleOf("to", []*rewrite.Value{localPeer()}, s.dnsPorts(both))
		}})
	}
	return all
}

func (s *scene) dnsPorts(protocols []corev1.Protocol) []*rewrite.Value {
	var ports []*rewrite.Value
	for _, protocol := range protocols {
		ports = append(ports, portOf(protocol, s.dns.port[protocol]))
	}
	return ports
}

func (s *scene) dnsPeer() *rewrite.Value {
	return peerOf(inNamespace(s.dns.namespace), labelled(s.dns.labels))
}

// addOtherProtocol adds the protocol that a rule for port 53 leaves out: as an entry of
// its own, or in an entry that says the same as another.
func addOtherProtocol(s *scene, offer func(*change)) {
	for _, p := range s.gagged() {
		for _, r := range p.rules(netpol.Egress) {
			entries := s.dns.entries(r)
			if len(entries) == 0 {
				continue
			}
			for _, lacks := range s.otherProtocols(r) {
				s.offerOtherProtocol(r, entries[len(entries)-1], lacks, offer)
				if i, double := s.double(r, entries); double {
					s.offerProtocolInstead(r, i, lacks, offer)
				}
			}
		}
	}
}

// entries are the port entries of a rule, by index, that mean DNS.
func (d *lookup) entries(r *rule) []int {
	var found []int
	for i, p := range r.ports {
		if d.isPort(p) {
			found = append(found, i)
		}
	}
	return found
}

// double is an entry that says the same as another: the one that names no protocol, or
// else the last.
func (s *scene) double(r *rule, entries []int) (int, bool) {
	if len(entries) != 2 || !equality.Semantic.DeepEqual(r.ports[entries[0]], r.ports[entries[1]]) {
		return 0, false
	}
	if !s.absent(r.policy, r.portPath(entries[1])+".protocol") && s.absent(r.policy, r.portPath(entries[0])+".protocol") {
		return entries[0], true
	}
	return entries[1], true
}

func onlyOver(lacks corev1.Protocol) (code string, have corev1.Protocol) {
	if lacks == corev1.ProtocolUDP {
		return "dns-tcp-only", corev1.ProtocolTCP
	}
	return "dns-udp-only", corev1.ProtocolUDP
}

func (s *scene) offerOtherProtocol(r *rule, i int, lacks corev1.Protocol, offer func(*change)) {
	code, have := onlyOver(lacks)
	text := fmt.Sprintf("opens DNS over %s only", have)
	if s.absent(r.policy, r.portPath(i)+".protocol") {
		text = "no protocol is given, so this opens DNS over TCP only"
	}
	offer(&change{
		code: code, policy: r.policy, effort: entry, opens: true,
		message: fmt.Sprintf("%s may ask the DNS over %s, but not over %s", s.pods(r.policy), have, lacks),
		at:      mark{path: r.portPath(i), text: text},
		fix:     fmt.Sprintf("port %d over %s as well", s.dns.port[lacks], lacks),
		edits: []edit{on(r.policy, func(root *rewrite.Value) {
			root.At(r.portsPath()).Insert(i+1, portOf(lacks, s.dns.port[lacks]))
		})},
	})
}

// offerProtocolInstead is for two entries that say the same, one of which was to say the
// other protocol.
func (s *scene) offerProtocolInstead(r *rule, i int, lacks corev1.Protocol, offer func(*change)) {
	code, have := onlyOver(lacks)
	offer(&change{
		code: code, policy: r.policy, effort: scalar, opens: true,
		message: fmt.Sprintf("%s may ask the DNS over %s, but not over %s: both entries open the same", s.pods(r.policy), have, lacks),
		at:      mark{path: r.portPath(i), text: fmt.Sprintf("%s again, and %s is left out", have, lacks)},
		fix:     fmt.Sprintf("%s in one of the two entries", lacks),
		edits: []edit{on(r.policy, func(root *rewrite.Value) {
			root.At(r.portPath(i)).SetFirst("protocol", rewrite.Text(string(lacks)))
		})},
	})
}

// splitNestedDNS makes the port 53 of an application's rule a rule of its own.
func splitNestedDNS(s *scene, offer func(*change)) {
	for _, p := range s.gagged() {
		for _, r := range p.rules(netpol.Egress) {
			if len(r.peers) == 0 || !s.dns.speaks(r) || s.anyReaches(r) || !s.servesApplication(r) {
				continue
			}
			for _, v := range []func() *rewrite.Value{func() *rewrite.Value { return nil }, s.dnsPeer} {
				s.offerSplit(r, v, nil, offer)
				if lacks := s.otherProtocols(r); len(lacks) > 0 {
					s.offerSplit(r, v, lacks, offer)
				}
			}
		}
	}
}

// servesApplication tells whether the peers of a rule are wanted for their own sake;
// where the rule opens nothing but DNS, they must be cut off by that.
func (s *scene) servesApplication(r *rule) bool {
	missing := slices.ContainsFunc(s.needs(), func(n need) bool {
		return n.in == r.in && r.policy.selectsPod(n.subject) && s.anyAdmits(r, n.peer)
	})
	if !slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool { return !s.dns.isPort(p) }) {
		return missing
	}
	if slices.ContainsFunc(r.peers, func(p networkingv1.NetworkPolicyPeer) bool { return p.IPBlock != nil }) {
		return true
	}
	return missing || s.meetsNobody(r) || slices.ContainsFunc(s.wantedPeers(r.policy, r.in), func(q *cluster.Pod) bool {
		return s.anyAdmits(r, netpol.Endpoint{Pod: q})
	})
}

// meetsNobody tells whether no pod is a peer of a rule.
func (s *scene) meetsNobody(r *rule) bool {
	return !slices.ContainsFunc(s.cluster.Pods, func(q *cluster.Pod) bool { return s.anyAdmits(r, netpol.Endpoint{Pod: q}) })
}

func (s *scene) anyReaches(r *rule) bool {
	return slices.ContainsFunc(r.peers, func(p networkingv1.NetworkPolicyPeer) bool { return s.reaches(&p, r.policy.Namespace) })
}

// otherProtocols are those over which lookups are cut and of which a rule for DNS does
// not speak.
func (s *scene) otherProtocols(r *rule) []corev1.Protocol {
	return slices.DeleteFunc(slices.Clone(s.dns.cut), func(lacks corev1.Protocol) bool {
		return slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool {
			return s.dns.isPort(p) && protocolOf(p) == lacks
		})
	})
}

// offerSplit gives the port 53 of a rule a rule of its own, and with it the protocols that
// are left out there.
func (s *scene) offerSplit(r *rule, to func() *rewrite.Value, lacks []corev1.Protocol, offer func(*change)) {
	dns := s.dns.entries(r)
	words := "port 53 as a rule of its own"
	for _, protocol := range lacks {
		words += fmt.Sprintf(", over %s as well", protocol)
	}
	offer(&change{
		code: "dns-nested-in-app-rule", policy: r.policy, effort: move, opens: true,
		message: fmt.Sprintf("port 53 is open only towards %s, where no DNS answers", s.peersInWords(r)),
		at:      mark{path: r.portPath(dns[0]), text: "port 53, but only at the peers of this rule"},
		marks:   []mark{{path: r.peersPath(), key: true, text: "these peers and the ports below belong together"}},
		fix:     words,
		edits: []edit{on(r.policy, func(root *rewrite.Value) {
			old := root.At(r.path)
			ports := takeItems(old, "ports", dns)
			for _, protocol := range lacks {
				ports.Append(portOf(protocol, s.dns.port[protocol]))
			}
			fresh := rewrite.Map()
			if peer := to(); peer != nil {
				fresh.Set("to", rewrite.List(peer))
			}
			fresh.Set("ports", ports)
			root.At("spec.egress").Insert(r.index+1, fresh)
		})},
	})
}

// moveDNSRule brings a rule for port 53 to the policy that restricts the client.
func moveDNSRule(s *scene, offer func(*change)) {
	for _, home := range s.gagged() {
		for _, p := range s.policies {
			for _, r := range p.allRules() {
				stray := p != home && !s.restricts(p) || r.in == netpol.Ingress
				if stray && s.dns.speaks(r) {
					s.offerMove(r, home, offer)
				}
			}
		}
	}
}

func (s *scene) offerMove(r *rule, home *policy, offer func(*change)) {
	where := fmt.Sprintf("in %s, which does not restrict them", r.policy.Key())
	if r.in == netpol.Ingress {
		where = fmt.Sprintf("under ingress, which is about what %s receive", s.pods(r.policy))
	}
	dns := s.dns.entries(r)
	whole := len(dns) == len(r.ports)
	for _, keep := range []bool{false, true} {
		c := &change{
			code: "dns-in-wrong-policy", policy: r.policy, effort: move, opens: true,
			message: fmt.Sprintf("%s cannot look up names: port 53 is opened %s", s.pods(home), where),
			at:      mark{path: r.portPath(dns[0]), text: "this opens port 53 where nobody asks"},
			fix:     fmt.Sprintf("the rule for port 53 under egress of %s", home.Key()),
			edits: moved(r, home, whole, func(rule *rewrite.Value) *rewrite.Value {
				fresh := rewrite.Map()
				if keep {
					fresh.Set("to", rule.Get(r.list).Clone())
				}
				fresh.Set("ports", takeItems(rule, "ports", dns))
				return fresh
			}),
		}
		if whole {
			c.at = mark{path: r.path, key: true, text: "this rule opens port 53 where nobody asks"}
		}
		offer(c)
		if whole && r.policy.isolates(r.in) && len(r.policy.rules(r.in)) == 1 && (r.policy != home || r.in == netpol.Ingress) {
			offer(c.andUnlists(r.policy, r.in))
		}
	}
}

// takeItems takes some items of a list out of a value, all of them with their list.
func takeItems(v *rewrite.Value, key string, items []int) *rewrite.Value {
	if v.Get(key).Len() == len(items) {
		return v.Drop(key)
	}
	taken := rewrite.List()
	for k, i := range items {
		taken.Append(v.Get(key).Remove(i - k))
	}
	return taken
}

// andUnlists is the change with a direction left to itself that has no rule any more.
func (c *change) andUnlists(p *policy, d netpol.Direction) *change {
	more := *c
	more.fix += fmt.Sprintf(", and only %s in policyTypes", typeOf(other(d)))
	more.edits = append(slices.Clone(c.edits), on(p, func(root *rewrite.Value) { unlist(root.At("spec"), d) }))
	return &more
}

// moved takes a rule out of its policy, or what become takes of it, and puts that under
// egress of another one, or of the same.
func moved(r *rule, home *policy, whole bool, become func(*rewrite.Value) *rewrite.Value) []edit {
	var fresh *rewrite.Value
	take := func(root *rewrite.Value) {
		fresh = become(root.At(r.path))
		if whole {
			root.At("spec." + r.in.String()).Remove(r.index)
			dropIfEmpty(root.At("spec"), r.in.String())
		}
	}
	put := func(root *rewrite.Value) { appendRule(netpol.Egress, func() *rewrite.Value { return fresh })(root) }
	if r.policy == home {
		return []edit{on(home, func(root *rewrite.Value) { take(root); put(root) })}
	}
	return []edit{on(r.policy, take), on(home, put)}
}

// correctDNSPort writes the port on which DNS listens over another number.
func correctDNSPort(s *scene, offer func(*change)) {
	for _, p := range s.gagged() {
		for _, r := range p.rules(netpol.Egress) {
			if len(r.peers) == 0 || s.anyReaches(r) {
				s.offerDNSPort(r, offer)
			}
		}
	}
}

func (s *scene) offerDNSPort(r *rule, offer func(*change)) {
	var numbers []string
	for i := range r.ports {
		if p := r.ports[i].Port; p != nil && !s.dns.listens(r.ports[i]) && !s.isApplication(r.ports[i]) && !slices.Contains(numbers, p.String()) {
			numbers = append(numbers, p.String())
		}
	}
	over := ""
	if len(s.dns.cut) == 1 {
		over = " over " + string(s.dns.cut[0])
	}
	for _, number := range numbers {
		if s.dns.calls(number) {
			continue // the number is right by that name; what is amiss is the protocol
		}
		first := slices.IndexFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool { return p.Port != nil && p.Port.String() == number })
		offer(&change{
			code: "dns-wrong-port", policy: r.policy, effort: scalar, opens: true,
			message: fmt.Sprintf("%s cannot look up names%s: the DNS does not listen on port %s", s.pods(r.policy), over, number),
			at:      mark{path: r.portPath(first) + ".port", text: fmt.Sprintf("the DNS pods listen on %d", s.dns.port[corev1.ProtocolUDP])},
			fix:     fmt.Sprintf("port %d instead of %s", s.dns.port[corev1.ProtocolUDP], number),
			edits:   []edit{on(r.policy, s.renumber(r, number))},
		})
	}
}

// listens tells whether a port entry is the number on which the DNS listens over its
// protocol.
func (d *lookup) listens(p networkingv1.NetworkPolicyPort) bool {
	return p.Port != nil && p.Port.StrVal == "" && p.Port.IntVal == int32(d.port[protocolOf(p)])
}

// isApplication tells whether a port is one that pods other than the DNS ones have: then
// it is no guess at that of DNS.
func (s *scene) isApplication(p networkingv1.NetworkPolicyPort) bool {
	return slices.ContainsFunc(s.cluster.Pods, func(q *cluster.Pod) bool {
		return !slices.Contains(s.dns.servers, q) && slices.ContainsFunc(q.Ports, func(have cluster.Port) bool {
			return p.Port.StrVal == "" && int32(have.Number) == p.Port.IntVal
		})
	})
}

// renumber sets all entries of one number, and adds the protocol that is then missing.
func (s *scene) renumber(r *rule, number string) func(root *rewrite.Value) {
	return func(root *rewrite.Value) {
		var have []corev1.Protocol
		last := 0
		for i, p := range r.ports {
			if p.Port != nil && p.Port.String() == number && !s.dns.listens(p) {
				last = i
				root.At(r.portPath(i) + ".port").Become(rewrite.Number(int(s.dns.port[protocolOf(p)])))
			} else if !s.dns.listens(p) {
				continue
			}
			have = append(have, protocolOf(p))
		}
		for _, protocol := range dnsProtocols {
			if !slices.Contains(have, protocol) {
				root.At(r.portsPath()).Insert(last+1, portOf(protocol, s.dns.port[protocol]))
			}
		}
	}
}
