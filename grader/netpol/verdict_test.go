package netpol_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// village has two namespaces, the DNS, and one of everything that is not a flow.
func village() *cluster.Cluster {
	pod := func(namespace, name, labels, ips string, ports ...cluster.Port) *cluster.Pod {
		p := &cluster.Pod{Namespace: namespace, Name: name, Labels: map[string]string{}, Ports: ports}
		for label := range strings.FieldsSeq(labels) {
			key, value, _ := strings.Cut(label, "=")
			p.Labels[key] = value
		}
		for ip := range strings.FieldsSeq(ips) {
			p.IPs = append(p.IPs, netip.MustParseAddr(ip))
		}
		return p
	}
	http := cluster.Port{Name: "http", Number: 8080, Protocol: corev1.ProtocolTCP}
	dns := cluster.Port{Name: "dns", Number: 53, Protocol: corev1.ProtocolUDP}
	c := &cluster.Cluster{
		Pods: []*cluster.Pod{
			pod("shop", "web", "app=web", "10.244.0.1 fd00::1", http),
			pod("shop", "api", "app=api tier=back", "10.244.0.2 fd00::2", http),
			pod("bank", "vault", "app=vault", "10.244.0.3"),
			pod("kube-system", "coredns", "k8s-app=kube-dns", "10.244.0.4", dns),
			pod("bank", "proxy", "app=proxy", "192.168.0.1"),
			pod("bank", "job", "app=job", "10.244.0.6"),
			pod("bank", "six", "app=six", "fd00::7"),
			pod("shop", "draft", "app=draft", ""),
		},
		Nodes:    []*cluster.Node{{Name: "node", IPs: []netip.Addr{netip.MustParseAddr("192.168.0.1")}}},
		Services: []*cluster.Service{{Namespace: "shop", Name: "web", IPs: []netip.Addr{netip.MustParseAddr("10.96.0.5")}}},
		Outside:  []cluster.Host{{Name: "example.com", IP: netip.MustParseAddr("203.0.113.5")}},
	}
	c.Pods[4].HostNetwork = true
	c.Pods[5].Phase = corev1.PodSucceeded
	for _, name := range []string{"shop", "bank", "kube-system"} {
		c.Namespaces = append(c.Namespaces, &cluster.Namespace{Name: name, Labels: map[string]string{corev1.LabelMetadataName: name}})
	}
	return c
}

func policies(t testing.TB, text string) []*networkingv1.NetworkPolicy {
	t.Helper()
	return record{Policies: text}.policies(t)
}

// ask reads "shop/web > bank/vault TCP 80"; an end is a pod, a pod@address, an address
// or a host.
func ask(t testing.TB, c *cluster.Cluster, question string) netpol.Flow {
	t.Helper()
	var from, to string
	var f netpol.Flow
	if _, err := fmt.Sscanf(question, "%s > %s %s %d", &from, &to, &f.Protocol, &f.Port); err != nil {
		t.Fatalf("%q: %v", question, err)
	}
	f.From, f.To = named(t, c, from), named(t, c, to)
	return f
}

func named(t testing.TB, c *cluster.Cluster, name string) netpol.Endpoint {
	t.Helper()
	name, at, _ := strings.Cut(name, "@")
	e := netpol.Endpoint{}
	if at != "" {
		e.IP = netip.MustParseAddr(at)
	}
	if namespace, pod, is := strings.Cut(name, "/"); is {
		e.Pod = c.Pod(namespace, pod)
		return e
	}
	if host, known := c.Host(name); known {
		return netpol.Endpoint{IP: host.IP}
	}
	return netpol.Endpoint{IP: netip.MustParseAddr(name)}
}

const headShop = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
`

func TestNearestMiss(t *testing.T) {
	cases := []struct {
		name, rules, question, want string
	}{
		{"no rule at all", "", "shop/web > bank/vault TCP 80", ""},
		{"another namespace", `
  egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bank}}}]}]`,
			"shop/web > kube-system/coredns TCP 80",
			"spec.egress[0].to[0] spec.egress[0].ports: label namespaceSelector.matchLabels[kubernetes.io/metadata.name] In [bank], got kube-system true"},
		{"another label", `
  egress: [{to: [{podSelector: {matchLabels: {app: web}}}]}]`, "shop/web > shop/api TCP 80",
			"spec.egress[0].to[0] spec.egress[0].ports: label podSelector.matchLabels[app] In [web], got api true"},
		{"a missing label", `
  egress: [{to: [{namespaceSelector: {}, podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}]}]`, "shop/web > bank/vault TCP 80",
			"spec.egress[0].to[0] spec.egress[0].ports: label podSelector.matchExpressions[0] Exists [], got  false"},
		{"own namespace only", `
  egress: [{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}]}]`, "shop/web > kube-system/coredns UDP 53",
			"spec.egress[0].to[0] spec.egress[0].ports[0]: namespace shop, got kube-system"},
		{"another protocol and port", `
  egress: [{ports: [{port: 80}]}]`, "shop/web > kube-system/coredns UDP 53",
			"spec.egress[0].to spec.egress[0].ports[0]: protocol TCP, got UDP; port 80, got 53"},
		{"the protocol alone", `
  egress: [{ports: [{port: 53}]}]`, "shop/web > kube-system/coredns UDP 53",
			"spec.egress[0].to spec.egress[0].ports[0]: protocol TCP, got UDP"},
		{"a range", `
  egress: [{ports: [{port: 8000, endPort: 8010}]}]`, "shop/web > bank/vault TCP 8011",
			"spec.egress[0].to spec.egress[0].ports[0]: port 8000-8010, got 8011"},
		{"a name that the pod does not define", `
  egress: [{ports: [{port: http}]}]`, "shop/web > bank/vault TCP 80",
			"spec.egress[0].to spec.egress[0].ports[0]: name http TCP undefined, got 80"},
		{"a name that stands for another port", `
  egress: [{ports: [{port: http}]}]`, "shop/web > shop/api TCP 80",
			"spec.egress[0].to spec.egress[0].ports[0]: name http TCP is 8080, got 80"},
		{"a name of another protocol", `
  egress: [{ports: [{port: dns}]}]`, "shop/web > kube-system/coredns UDP 53",
			"spec.egress[0].to spec.egress[0].ports[0]: protocol TCP, got UDP; name dns TCP undefined, yet of UDP, got 53"},
		{"a name outside", `
  egress: [{ports: [{port: http}]}]`, "shop/web > example.com TCP 80",
			"spec.egress[0].to spec.egress[0].ports[0]: name http TCP outside, got 80"},
		{"an address outside the block", `
  egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]`, "shop/web > example.com TCP 80",
			"spec.egress[0].to[0] spec.egress[0].ports: address 10.0.0.0/8, got 203.0.113.5"},
		{"an exception", `
  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8, 203.0.113.0/24]}}]}]`, "shop/web > example.com TCP 80",
			"spec.egress[0].to[0] spec.egress[0].ports: address 0.0.0.0/0 except 203.0.113.0/24, got 203.0.113.5"},
		{"selectors never match an address", `
  egress: [{to: [{namespaceSelector: {}}]}]`, "shop/web > example.com TCP 80",
			"spec.egress[0].to[0] spec.egress[0].ports: selectors, got 203.0.113.5"},
		{"the nearest of the peers", `
  egress: [{to: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {team: b}}}, {podSelector: {matchLabels: {app: web}}}]}]`, "shop/web > shop/api TCP 80",
			"spec.egress[0].to[1] spec.egress[0].ports: label podSelector.matchLabels[app] In [web], got api true"},
		{"the nearest of the ports", `
  egress: [{ports: [{port: 80}, {port: 53, protocol: TCP}, {port: 5353, protocol: UDP}]}]`, "shop/web > kube-system/coredns UDP 53",
			"spec.egress[0].to spec.egress[0].ports[1]: protocol TCP, got UDP"},
		{"one part is nearer than two", `
  egress: [{to: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 81}]}, {ports: [{port: 443, protocol: SCTP}]}]`, "shop/web > shop/api TCP 80",
			"spec.egress[1].to spec.egress[1].ports[0]: protocol SCTP, got TCP; port 443, got 80"},
		{"the first of equals", `
  egress: [{ports: [{port: 81}]}, {ports: [{port: 82}]}]`, "shop/web > shop/api TCP 80",
			"spec.egress[0].to spec.egress[0].ports[0]: port 81, got 80"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			world := village()
			v := netpol.Compile(world, policies(t, headShop+c.rules)).Verdict(ask(t, world, c.question))
			if v.Allowed || v.Egress.Kind != netpol.NothingMatched || v.Ingress.Kind == netpol.NothingMatched {
				t.Fatalf("allowed %v, egress of kind %d, ingress of kind %d", v.Allowed, v.Egress.Kind, v.Ingress.Kind)
			}
			if got := spell(v.Egress.Nearest); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func spell(m *netpol.Miss) string {
	if m == nil {
		return ""
	}
	var parts []string
	for _, mismatch := range append(m.PeerMismatches, m.PortMismatches...) {
		parts = append(parts, spellMismatch(mismatch))
	}
	return m.PeerPath() + " " + m.PortPath() + ": " + strings.Join(parts, "; ")
}

func spellMismatch(mismatch netpol.Mismatch) string {
	switch m := mismatch.(type) {
	case netpol.LabelMismatch:
		return fmt.Sprintf("label %s %s %v, got %s %v", m.Path(), m.Operator, m.Wanted, m.Got, m.Has)
	case netpol.NamespaceMismatch:
		return fmt.Sprintf("namespace %s, got %s", m.Wanted, m.Got)
	case netpol.SelectorMismatch:
		return fmt.Sprintf("selectors, got %s", m.Address)
	case netpol.AddressMismatch:
		except := ""
		if m.Except.IsValid() {
			except = " except " + m.Except.String()
		}
		return fmt.Sprintf("address %s%s, got %s", m.CIDR, except, m.Address)
	case netpol.ProtocolMismatch:
		return fmt.Sprintf("protocol %s, got %s", m.Wanted, m.Got)
	case netpol.PortMismatch:
		return fmt.Sprintf("port %s, got %d", m.Wanted[0], m.Got)
	case netpol.NamedPortMismatch:
		state := "undefined"
		switch {
		case m.Outside:
			state = "outside"
		case m.Defined:
			state = fmt.Sprintf("is %d", m.Number)
		case m.Other != "":
			state = "undefined, yet of " + string(m.Other)
		}
		return fmt.Sprintf("name %s %s %s, got %d", m.Name, m.Protocol, state, m.Got)
	}
	return fmt.Sprintf("%#v", mismatch)
}

func TestFirstMatch(t *testing.T) {
	world := village()
	e := netpol.Compile(world, policies(t, headShop+`
  egress:
  - to: [{podSelector: {matchLabels: {app: nobody}}}, {ipBlock: {cidr: 10.244.0.2/32}}]
    ports: [{port: 443}, {port: 80}]
  - {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: shop}
spec:
  podSelector: {}
  ingress: [{ports: [{port: http}]}]
`))
	cases := []struct {
		question        string
		egress, ingress string
	}{
		{"shop/web > shop/api TCP 80", "shop/out spec.egress[0] spec.egress[0].to[1] spec.egress[0].ports[1]", ""},
		{"shop/web > shop/api TCP 8080", "shop/out spec.egress[1] spec.egress[1].to spec.egress[1].ports", "shop/in spec.ingress[0] spec.ingress[0].from spec.ingress[0].ports[0]"},
		{"bank/vault > shop/api TCP 8080", "", "shop/in spec.ingress[0] spec.ingress[0].from spec.ingress[0].ports[0]"},
	}
	words := func(r *netpol.RuleRef) string {
		if r == nil {
			return ""
		}
		return r.String() + " " + r.PeerPath() + " " + r.PortPath()
	}
	for _, c := range cases {
		t.Run(c.question, func(t *testing.T) {
			v := e.Verdict(ask(t, world, c.question))
			if got := words(v.Egress.Match); got != c.egress {
				t.Errorf("egress by %q, want %q", got, c.egress)
			}
			if got := words(v.Ingress.Match); got != c.ingress {
				t.Errorf("ingress by %q, want %q", got, c.ingress)
			}
		})
	}
}

// TestWhatIsNoFlow fixes the answers to questions about which the API makes no promise.
func TestWhatIsNoFlow(t *testing.T) {
	world := village()
	e := netpol.Compile(world, policies(t, `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: both, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  egress: [{to: [{ipBlock: {cidr: 192.168.0.0/16}}, {namespaceSelector: {}}]}]
  ingress: [{from: [{namespaceSelector: {}}]}]
`))
	cases := []struct {
		name, question  string
		standing        netpol.Standing
		egress, ingress netpol.SideKind
		allowed         bool
	}{
		{"a flow", "shop/web > bank/vault TCP 80", netpol.Ordinary, netpol.Matched, netpol.NotIsolated, true},
		{"IPv6 when both have it", "shop/web@fd00::1 > shop/api TCP 80", netpol.Ordinary, netpol.Matched, netpol.Matched, true},
		{"to itself", "shop/web > shop/web UDP 9", netpol.Loop, netpol.Self, netpol.Self, true},
		{"to its own address", "shop/web > 10.244.0.1 TCP 80", netpol.Loop, netpol.Self, netpol.Self, true},
		{"a pod by its address", "10.244.0.3 > shop/web TCP 80", netpol.Ordinary, netpol.NotIsolated, netpol.Matched, true},
		{"IPv4 in IPv6 clothes", "::ffff:10.244.0.3 > shop/web TCP 80", netpol.Ordinary, netpol.NotIsolated, netpol.Matched, true},
		{"a pod without address", "shop/draft > shop/web TCP 80", netpol.Ordinary, netpol.Matched, netpol.Matched, true},
		{"out to the world", "shop/web > example.com TCP 80", netpol.Ordinary, netpol.NothingMatched, netpol.Outside, false},
		{"in from the world", "example.com > bank/vault TCP 80", netpol.Ordinary, netpol.Outside, netpol.NotIsolated, true},
		{"to the host network, the address allowed", "shop/web > bank/proxy TCP 80", netpol.HostNetwork, netpol.Matched, netpol.Undefined, true},
		{"from the host network, selected in vain", "bank/proxy > shop/web TCP 80", netpol.HostNetwork, netpol.Undefined, netpol.NothingMatched, false},
		{"to a node", "shop/web > 192.168.0.1 TCP 10250", netpol.NodeAddress, netpol.Matched, netpol.Undefined, true},
		{"to a Service", "shop/web > 10.96.0.5 TCP 80", netpol.ServiceAddress, netpol.NothingMatched, netpol.Undefined, false},
		{"to a finished pod", "shop/web > bank/job TCP 80", netpol.NotRunning, netpol.Undefined, netpol.Undefined, false},
		{"to a finished pod's address", "shop/web > 10.244.0.6 TCP 80", netpol.NotRunning, netpol.Undefined, netpol.Undefined, false},
		{"a finished pod to itself", "bank/job > bank/job TCP 80", netpol.NotRunning, netpol.Undefined, netpol.Undefined, false},
		{"no family in common", "bank/vault > bank/six TCP 80", netpol.FamiliesDiffer, netpol.Undefined, netpol.Undefined, false},
		{"the wrong one of two families", "shop/web@fd00::1 > bank/vault TCP 80", netpol.FamiliesDiffer, netpol.Undefined, netpol.Undefined, false},
		{"no address, and IPv6", "shop/draft > bank/six TCP 80", netpol.FamiliesDiffer, netpol.Undefined, netpol.Undefined, false},
		{"outside only", "example.com > 198.51.100.1 TCP 80", netpol.OutsideOnly, netpol.Outside, netpol.Outside, true},
		{"port 0", "shop/web > bank/vault TCP 0", netpol.UnknownPort, netpol.Undefined, netpol.Undefined, false},
		{"an unknown protocol", "shop/web > bank/vault ICMP 80", netpol.UnknownPort, netpol.Undefined, netpol.Undefined, false},
		{"an unknown pod", "shop/ghost > bank/vault TCP 80", netpol.UnknownEnd, netpol.Undefined, netpol.Undefined, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := ask(t, world, c.question)
			v := e.Verdict(f)
			if v.Standing != c.standing || v.Egress.Kind != c.egress || v.Ingress.Kind != c.ingress || v.Allowed != c.allowed {
				t.Errorf("standing %d, egress %d, ingress %d, allowed %v; want %d, %d, %d, %v",
					v.Standing, v.Egress.Kind, v.Ingress.Kind, v.Allowed, c.standing, c.egress, c.ingress, c.allowed)
			}
			if got := e.Allowed(f); got != c.allowed {
				t.Errorf("quick answer %v, want %v", got, c.allowed)
			}
			if got := e.Conns(f.From, f.To).Contains(f.Protocol, f.Port); got != c.allowed {
				t.Errorf("among all connections %v, want %v", got, c.allowed)
			}
		})
	}
}

func TestForeignPodIsUnknown(t *testing.T) {
	world := village()
	stranger := netpol.Endpoint{Pod: &cluster.Pod{Namespace: "shop", Name: "web"}}
	v := netpol.Compile(world, nil).Verdict(netpol.Flow{From: stranger, To: netpol.Endpoint{Pod: world.Pods[0]}, Port: 80})
	if v.Standing != netpol.UnknownEnd || v.Allowed {
		t.Errorf("standing %d, allowed %v", v.Standing, v.Allowed)
	}
}

// TestRefusedPiecesMatchNothing compiles what no API server would store.
func TestRefusedPiecesMatchNothing(t *testing.T) {
	world := village()
	odd := func(change func(*networkingv1.NetworkPolicy)) []*networkingv1.NetworkPolicy {
		p := policies(t, headShop+"\n  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 80}]}]")[0].DeepCopy()
		change(p)
		return []*networkingv1.NetworkPolicy{nil, p}
	}
	rule := func(p *networkingv1.NetworkPolicy) *networkingv1.NetworkPolicyEgressRule { return &p.Spec.Egress[0] }
	cases := []struct {
		name   string
		change func(*networkingv1.NetworkPolicy)
	}{
		{"an empty peer", func(p *networkingv1.NetworkPolicy) { rule(p).To[0].IPBlock = nil }},
		{"block and selector", func(p *networkingv1.NetworkPolicy) { rule(p).To[0].PodSelector = &p.Spec.PodSelector }},
		{"no CIDR", func(p *networkingv1.NetworkPolicy) { rule(p).To[0].IPBlock.CIDR = "everywhere" }},
		{"an unknown protocol", func(p *networkingv1.NetworkPolicy) { *rule(p).Ports[0].Protocol = "ICMP" }},
		{"endPort below port", func(p *networkingv1.NetworkPolicy) { rule(p).Ports[0].EndPort = new(int32(79)) }},
		{"endPort without port", func(p *networkingv1.NetworkPolicy) {
			rule(p).Ports[0].Port, rule(p).Ports[0].EndPort = nil, new(int32(90))
		}},
		{"a port beyond the last", func(p *networkingv1.NetworkPolicy) { rule(p).Ports[0].Port.IntVal = 65616 }},
		{"a port below the first", func(p *networkingv1.NetworkPolicy) { rule(p).Ports[0].Port.IntVal = -80 }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := netpol.Compile(world, odd(c.change))
			v := e.Verdict(ask(t, world, "shop/web > bank/vault TCP 80"))
			if v.Allowed || v.Egress.Nearest == nil {
				t.Errorf("allowed %v, nearest %v", v.Allowed, v.Egress.Nearest)
			}
			if all := e.Conns(netpol.Endpoint{Pod: world.Pods[0]}, netpol.Endpoint{Pod: world.Pods[2]}); !all.IsEmpty() {
				t.Errorf("allows %s", all)
			}
			if deltas := netpol.Difference(e, netpol.Compile(world, policies(t, headShop))); len(deltas) > 0 {
				t.Errorf("allows more than no rule at all: %v", deltas)
			}
		})
	}
}
