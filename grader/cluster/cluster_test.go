package cluster

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
)

// build reads manifests as a lesson does.
func build(t *testing.T, text string, o Options) (*Cluster, []Problem) {
	t.Helper()
	read := manifest.Read([]manifest.Source{{Name: "cluster.yaml", Text: text}}, manifest.Options{AnyKind: true})
	if len(read.Refusals) > 0 {
		t.Fatalf("the test's manifests are refused: %s", read.Stderr)
	}
	return New(read.Objects, o)
}

func codes(problems []Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, string(p.Code))
	}
	return strings.Join(all, " ")
}

func addrs(ips []netip.Addr) string {
	var all []string
	for _, ip := range ips {
		all = append(all, ip.String())
	}
	return strings.Join(all, " ")
}

func ns(name string) string {
	return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n"
}

// pod has a container without ports unless rest says otherwise.
func pod(name, rest string) string {
	if !strings.Contains(rest, "spec:") {
		rest += "\nspec: {containers: [{name: c, image: x}]}"
	}
	return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: a, labels: {app: " + name + "}}\n" + rest + "\n"
}

func service(name, spec string) string {
	return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + ", namespace: a}\nspec: " + spec + "\n"
}

func TestNamespaceLabel(t *testing.T) {
	c, problems := build(t, `
apiVersion: v1
kind: Namespace
metadata:
  name: a
  labels: {team: x, kubernetes.io/metadata.name: lie}
`, Options{})
	got := c.Namespace("a").Labels
	if got["kubernetes.io/metadata.name"] != "a" || got["team"] != "x" || len(problems) != 0 {
		t.Errorf("labels = %v, problems %v; the automatic label must win", got, problems)
	}
}

func TestPodPorts(t *testing.T) {
	c, problems := build(t, ns("a")+pod("p", `
spec:
  initContainers:
  - {name: setup, image: x, ports: [{containerPort: 1111}]}
  - {name: proxy, image: x, restartPolicy: Always, ports: [{name: mesh, containerPort: 15001}]}
  containers:
  - name: c
    image: x
    ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]
  - {name: d, image: x, ports: [{containerPort: 9}]}
`), Options{})
	p := c.Pod("a", "p")
	want := []Port{{"http", 8080, "TCP"}, {"dns", 53, "UDP"}, {"", 9, "TCP"}, {"mesh", 15001, "TCP"}}
	if !slices.Equal(p.Ports, want) {
		t.Errorf("ports = %v, want %v", p.Ports, want)
	}
	if _, ok := p.NamedPort("dns", corev1.ProtocolTCP); ok {
		t.Error("the UDP port dns answers to TCP")
	}
	if p.Listens(1111, corev1.ProtocolTCP) {
		t.Error("a port of a finished init container counts")
	}
	if codes(problems) != "no-address" {
		t.Errorf("problems = %v", problems)
	}
}

func TestPodNetwork(t *testing.T) {
	cases := []struct {
		name, spec          string
		running, podNetwork bool
		addresses, problems string
	}{
		{"no status is running", "", true, true, "10.244.1.1", ""},
		{"running", "status: {phase: Running, podIP: 10.1.2.3}", true, true, "10.1.2.3", ""},
		{"pending", "status: {phase: Pending}", false, false, "", ""},
		{"finished", "status: {phase: Succeeded, podIP: 10.1.2.3}", false, false, "10.1.2.3", ""},
		{"crashed", "status: {phase: Failed}", false, false, "", ""},
		{"host network", "spec: {hostNetwork: true, containers: [{name: c, image: x}]}", true, false, "172.18.0.2", ""},
		{"two families", "status: {podIP: 10.1.2.3, podIPs: [{ip: 10.1.2.3}, {ip: 'fd00::5'}]}", true, true, "10.1.2.3 fd00::5", ""},
		{"IPv6 alone", "status: {podIPs: [{ip: 'fd00::5'}]}", true, true, "fd00::5", ""},
		{"twice one family", "status: {podIPs: [{ip: 10.1.2.3}, {ip: 10.1.2.4}]}", true, true, "10.1.2.3", "bad-address"},
		{"mapped address", "status: {podIP: '::ffff:10.1.2.3'}", true, true, "10.1.2.3", ""},
		{"no address at all", "status: {podIP: nonsense}", true, true, "10.244.1.1", "bad-address"},
		{"loopback", "status: {podIP: 127.0.0.1}", true, true, "10.244.1.1", "bad-address"},
		{"link-local with a zone", "status: {podIP: 'fe80::1%eth0'}", true, true, "10.244.1.1", "bad-address"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w, problems := build(t, ns("a")+pod("p", c.spec), Options{Addresses: true})
			p := w.Pod("a", "p")
			if p.Running() != c.running || p.OnPodNetwork() != c.podNetwork {
				t.Errorf("running %v, on the pod network %v", p.Running(), p.OnPodNetwork())
			}
			if got := addrs(p.IPs); got != c.addresses {
				t.Errorf("addresses %q, want %q", got, c.addresses)
			}
			if got := codes(problems); got != c.problems {
				t.Errorf("problems %v, want %q", problems, c.problems)
			}
		})
	}
}

func TestAssignment(t *testing.T) {
	text := ns("a") + pod("one", "") + pod("two", "status: {podIP: 10.244.1.2}") + pod("three", "") +
		service("s", "{selector: {app: one}, ports: [{port: 80}]}") +
		service("t", "{clusterIP: 10.97.0.2, selector: {app: one}, ports: [{port: 80}]}") +
		service("u", "{ipFamilyPolicy: RequireDualStack, selector: {app: one}, ports: [{port: 80}]}") +
		service("v", "{clusterIP: None, selector: {app: one}, ports: [{port: 80}]}")
	c, problems := build(t, text, Options{Addresses: true, Outside: []Host{{Name: "example.com"}}})
	var got []string
	for _, p := range c.Pods {
		got = append(got, addrs(p.IPs))
	}
	for _, s := range c.Services {
		got = append(got, addrs(s.IPs))
	}
	got = append(got, c.Outside[0].IP.String())
	want := []string{"10.244.1.1", "10.244.1.2", "10.244.1.3", "10.97.0.1", "10.97.0.2", "10.97.0.3 fd00:10:96::100", "", "203.0.113.1"}
	if !slices.Equal(got, want) {
		t.Errorf("addresses %q, want %q", got, want)
	}
	if len(problems) > 0 {
		t.Errorf("problems %v", problems)
	}
}

func TestAssignmentNeverCollides(t *testing.T) {
	text := ns("a")
	for i := range 300 {
		text += pod("p"+string(rune('a'+i%26))+string(rune('a'+i/26)), "")
	}
	c, _ := build(t, text, Options{Addresses: true, Defaults: true})
	seen := map[netip.Addr]bool{}
	for _, p := range c.Pods {
		if ip := p.Primary(); seen[ip] || odd(ip) {
			t.Fatalf("%s got %s", p.Key(), ip)
		}
		seen[p.Primary()] = true
	}
}

func TestDefaults(t *testing.T) {
	cases := []struct {
		name, text            string
		pod, podAt, serviceAt string
		udp, tcp              uint16
	}{
		{"nothing brought along", "", "coredns-0", "10.244.0.2", "10.96.0.10", 53, 53},
		{"own Service", `
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec: {clusterIP: 10.0.0.10, selector: {k8s-app: kube-dns}, ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53}]}
`, "coredns-0", "10.244.0.2", "10.0.0.10", 53, 53},
		{"own pod on another port", `
apiVersion: v1
kind: Pod
metadata: {name: dns-7, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {containers: [{name: c, image: x, ports: [{name: dns, containerPort: 1053, protocol: UDP}, {name: dns-tcp, containerPort: 1053}]}]}
status: {podIP: 10.9.9.9}
`, "dns-7", "10.9.9.9", "10.96.0.10", 1053, 1053},
		{"own pod, ports without names", `
apiVersion: v1
kind: Pod
metadata: {name: dns-7, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 5353, protocol: UDP}, {containerPort: 5353}]}]}
status: {podIP: 10.9.9.9}
`, "dns-7", "10.9.9.9", "10.96.0.10", 5353, 5353},
		{"IPv6 only", ns("a") + pod("p", "status: {podIP: 'fd00::9'}"), "coredns-0", "fd00:10:244::2", "fd00:10:96::a", 53, 53},
		{"dual stack", ns("a") + pod("p", "status: {podIPs: [{ip: 10.9.9.9}, {ip: 'fd00::9'}]}"), "coredns-0", "10.244.0.2 fd00:10:244::2", "10.96.0.10", 53, 53},
		{"address taken", ns("a") + pod("p", "status: {podIP: 10.244.0.2}"), "coredns-0", "10.244.0.3", "10.96.0.10", 53, 53},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w, _ := build(t, c.text, Options{Defaults: true})
			if w.Namespace("default") == nil || w.Namespace("kube-system") == nil {
				t.Fatal("default or kube-system is missing")
			}
			s := w.DNS()
			if got := addrs(s.IPs); got != c.serviceAt {
				t.Errorf("Service at %q, want %q", got, c.serviceAt)
			}
			for _, want := range []struct {
				protocol corev1.Protocol
				port     uint16
			}{{"UDP", c.udp}, {"TCP", c.tcp}} {
				port, _ := s.Port(53, want.protocol)
				ends := w.Endpoints(s, port)
				if len(ends) == 0 || ends[0].Pod.Name != c.pod || ends[0].Port != want.port || addrs(ends[0].Pod.IPs) != c.podAt {
					t.Errorf("%s 53 leads to %+v, want %s (%s) port %d", want.protocol, ends, c.pod, c.podAt, want.port)
				}
			}
		})
	}
}

func TestNoDefaults(t *testing.T) {
	c, _ := build(t, ns("a"), Options{})
	if len(c.Namespaces) != 1 || len(c.Pods) != 0 || c.DNS() != nil || c.Resolver != KubeDNS {
		t.Errorf("something was added: %+v", c)
	}
}

func TestEndpoints(t *testing.T) {
	text := ns("a") + ns("b") +
		`---
apiVersion: v1
kind: Pod
metadata: {name: x0, namespace: a, labels: {app: x}}
spec: {containers: [{name: c, image: x, ports: [{name: http, containerPort: 8080}]}]}
status: {podIPs: [{ip: 10.1.0.1}, {ip: 'fd00::1'}]}
---
apiVersion: v1
kind: Pod
metadata: {name: x1, namespace: a, labels: {app: x}}
spec: {containers: [{name: c, image: x, ports: [{name: http, containerPort: 9090}]}]}
status: {podIP: 10.1.0.2}
---
apiVersion: v1
kind: Pod
metadata: {name: x2, namespace: a, labels: {app: x}}
spec: {containers: [{name: c, image: x}]}
status: {phase: Succeeded, podIP: 10.1.0.3}
---
apiVersion: v1
kind: Pod
metadata: {name: x3, namespace: b, labels: {app: x}}
spec: {containers: [{name: c, image: x}]}
status: {podIP: 10.1.0.4}
`
	cases := []struct{ name, spec, want string }{
		{"number", "{selector: {app: x}, ports: [{port: 80, targetPort: 7000}]}", "10.1.0.1:7000 10.1.0.2:7000"},
		{"named, resolved on each pod", "{selector: {app: x}, ports: [{port: 80, targetPort: http}]}", "10.1.0.1:8080 10.1.0.2:9090"},
		{"name of another protocol", "{selector: {app: x}, ports: [{port: 80, protocol: UDP, targetPort: http}]}", ""},
		{"target port left out", "{selector: {app: x}, ports: [{port: 80}]}", "10.1.0.1:80 10.1.0.2:80"},
		{"headless serves both families", "{clusterIP: None, selector: {app: x}, ports: [{port: 80}]}", "10.1.0.1:80 [fd00::1]:80 10.1.0.2:80"},
		{"dual stack", "{clusterIP: 10.96.1.1, clusterIPs: [10.96.1.1, 'fd00:10:96::1'], selector: {app: x}, ports: [{port: 80}]}", "10.1.0.1:80 [fd00::1]:80 10.1.0.2:80"},
		{"no selector", "{ports: [{port: 80}]}", ""},
		{"selects nothing", "{selector: {app: nobody}, ports: [{port: 80}]}", ""},
		{"both labels needed", "{selector: {app: x, tier: z}, ports: [{port: 80}]}", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w, _ := build(t, text+service("s", c.spec), Options{Addresses: true})
			for _, world := range []*Cluster{w, byHand(w)} {
				s := world.Service("a", "s")
				var got []string
				for _, e := range world.Endpoints(s, s.Ports[0]) {
					got = append(got, netip.AddrPortFrom(e.IP, e.Port).String())
				}
				if strings.Join(got, " ") != c.want {
					t.Errorf("endpoints %v, want %s", got, c.want)
				}
			}
		})
	}
}

// byHand is the same cluster as somebody would put it together without New.
func byHand(c *Cluster) *Cluster {
	d := *c
	d.index = nil
	return &d
}

func TestLookups(t *testing.T) {
	built, _ := build(t, ns("a")+pod("p", "status: {podIP: 10.1.0.1}")+pod("gone", "status: {phase: Failed, podIP: 10.1.0.1}")+`
---
apiVersion: v1
kind: Node
metadata: {name: n1}
status: {addresses: [{type: Hostname, address: n1}, {type: InternalIP, address: 192.168.7.1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: exporter, namespace: a}
spec: {hostNetwork: true, nodeName: n1, containers: [{name: c, image: x}]}
`, Options{Defaults: true, Addresses: true, Outside: []Host{{"example.com", netip.MustParseAddr("1.2.3.4")}}})
	grown := *built // copied and grown without With: the index must notice
	grown.Pods = append(slices.Clone(built.Pods), &Pod{Namespace: "a", Name: "new", IPs: []netip.Addr{netip.MustParseAddr("10.1.0.77")}})
	for name, c := range map[string]*Cluster{"indexed": built, "by hand": byHand(built), "grown": &grown, "With": built.With(nil, grown.Pods[len(built.Pods):])} {
		t.Run(name, func(t *testing.T) {
			at := func(ip string) Owner { return c.Owner(netip.MustParseAddr(ip)) }
			if c.Pod("a", "p") == nil || c.Pod("a", "x") != nil || c.Namespace("b") != nil || c.Service("kube-system", "kube-dns") == nil {
				t.Error("a lookup by name fails")
			}
			if (c.Pod("a", "new") != nil) != (len(c.Pods) > len(built.Pods)) {
				t.Error("the new pod is not seen")
			}
			if p := at("10.1.0.1").Pod; p == nil || p.Name != "p" {
				t.Errorf("10.1.0.1 belongs to %v, want the running pod", p)
			}
			if n := at("192.168.7.1").Node; n == nil || n.Name != "n1" {
				t.Error("the node's address belongs to another")
			}
			if at("10.96.0.10").Service == nil || at("1.2.3.4").Host.Name != "example.com" || at("9.9.9.9") != (Owner{}) {
				t.Error("an address has the wrong owner")
			}
		})
	}
	if built.Pod("a", "exporter").Primary().String() != "192.168.7.1" {
		t.Error("a host-network pod does not have its node's address")
	}
}

func TestProblems(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"all is well", ns("a") + pod("p", "") + service("s", "{selector: {app: p}, ports: [{port: 80}]}"), ""},
		{"Service selects nothing", ns("a") + service("s", "{selector: {app: p}, ports: [{port: 80}]}"), "selects-nothing"},
		{"Service selects a finished pod", ns("a") + pod("p", "status: {phase: Succeeded}") + service("s", "{selector: {app: p}, ports: [{port: 80}]}"), "selects-nothing"},
		{"target port without a name behind it", ns("a") + pod("p", "") + service("s", "{selector: {app: p}, ports: [{port: 80, targetPort: http}]}"), "no-target-port"},
		{"namespace not described, told once", pod("p", "") + pod("q", ""), "unknown-namespace"},
		{"pod described twice", ns("a") + pod("p", "") + pod("p", ""), "duplicate"},
		{"address used twice", ns("a") + pod("p", "status: {podIP: 10.1.1.1}") + pod("q", "status: {podIP: 10.1.1.1}"), "duplicate-address"},
		{"address of a finished pod used again", ns("a") + pod("p", "status: {podIP: 10.1.1.1}") + pod("q", "status: {phase: Failed, podIP: 10.1.1.1}"), ""},
		{"address of a Service used by a pod", ns("a") + pod("p", "status: {podIP: 10.1.1.1}") + service("s", "{clusterIP: 10.1.1.1, selector: {app: p}, ports: [{port: 80}]}"), "duplicate-address"},
		{"ExternalName selects nothing and may", ns("a") + service("s", "{type: ExternalName, externalName: example.com}"), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, problems := build(t, c.text, Options{Addresses: true})
			if got := codes(problems); got != c.want {
				t.Errorf("problems %v, want %q", problems, c.want)
			}
			for _, p := range problems {
				if p.Object == nil || p.Message == "" || strings.HasSuffix(p.Message, ".") {
					t.Errorf("problem %+v lacks its place or sentence", p)
				}
			}
		})
	}
}

func TestWorkloads(t *testing.T) {
	object := func(kind, name string) *manifest.Object {
		return &manifest.Object{Kind: kind, Namespace: "a", Name: name}
	}
	p := &manifest.Object{Kind: "Pod", Namespace: "a", Name: "web-5d9-x2", Typed: &corev1.Pod{}}
	_, problems := New([]*manifest.Object{object("Deployment", "web"), object("Deployment", "cart"), object("Secret", "s"), p}, Options{Addresses: true})
	var about []string
	for _, problem := range problems {
		if problem.Code == NotPlayed {
			about = append(about, problem.Object.Name)
		}
	}
	if !slices.Equal(about, []string{"cart"}) {
		t.Errorf("workloads without pods: %v, want cart alone", about)
	}
}

func TestOutsideHosts(t *testing.T) {
	ip := netip.MustParseAddr
	c, problems := New(nil, Options{Outside: []Host{
		{"example.com", ip("1.2.3.4")}, {"www.example.com", ip("1.2.3.4")}, {"example.com", ip("2001:db8::1")},
		{"example.com", ip("1.2.3.5")}, {"a/b", ip("1.1.1.1")}, {"", ip("1.1.1.1")}, {"9.9.9.9", ip("1.1.1.1")}, {"none", netip.Addr{}},
	}})
	if len(c.Outside) != 3 {
		t.Errorf("hosts %v", c.Outside)
	}
	if got := codes(problems); got != "duplicate bad-host bad-host bad-host bad-address" {
		t.Errorf("problems %v", problems)
	}
}

func TestNilPieces(t *testing.T) {
	always := corev1.ContainerRestartPolicyAlways
	objects := []*manifest.Object{
		nil, {}, {Kind: "Pod"}, {Kind: "Pod", Typed: (*corev1.Pod)(nil)}, {Kind: "Service", Typed: (*corev1.Service)(nil)},
		{Kind: "Namespace", Typed: (*corev1.Namespace)(nil)}, {Kind: "Node", Typed: (*corev1.Node)(nil)},
		{Kind: "Pod", Name: "p", Typed: &corev1.Pod{Spec: corev1.PodSpec{
			InitContainers: []corev1.Container{{RestartPolicy: &always, Ports: []corev1.ContainerPort{{ContainerPort: -1}, {Protocol: "X", ContainerPort: 1}}}},
		}}},
		{Kind: "Service", Name: "s", Typed: &corev1.Service{Spec: corev1.ServiceSpec{ClusterIPs: []string{"", "x"}, Ports: []corev1.ServicePort{{Port: 70000}}}}},
	}
	c, _ := New(objects, Options{Defaults: true, Addresses: true})
	if c.Pod("", "p") == nil || len(c.Pod("", "p").Ports) != 0 || len(c.Service("", "s").Ports) != 0 {
		t.Error("odd pieces were not left out")
	}
}
