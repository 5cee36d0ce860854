package netpol_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/netpol/naive"
)

// TestLesson spells out the matrix of a small world, so that a reader can check it.
func TestLesson(t *testing.T) {
	world, policies := lesson()
	m := netpol.Compile(world, policies).Matrix()
	want := []string{
		"app1-0+app1-1 > app1-0+app1-1: TCP 53, UDP 53",
		"app1-0+app1-1 > service1-0+service2-0: TCP 53, TCP 80, UDP 53",
		"app1-0+app1-1 > other-0+coredns-0: TCP 53, UDP 53",
		"app1-0+app1-1 > example.com: TCP 53, UDP 53",
		"service1-0+service2-0 > app1-0+app1-1: everything",
		"service1-0+service2-0 > service1-0+service2-0: nothing",
		"service1-0+service2-0 > other-0+coredns-0: everything",
		"service1-0+service2-0 > example.com: everything",
		"other-0+coredns-0 > app1-0+app1-1: everything",
		"other-0+coredns-0 > service1-0+service2-0: nothing",
		"other-0+coredns-0 > other-0+coredns-0: everything",
		"other-0+coredns-0 > example.com: everything",
		"example.com > app1-0+app1-1: everything",
		"example.com > service1-0+service2-0: nothing",
		"example.com > other-0+coredns-0: everything",
		"example.com > example.com: nothing",
	}
	var got []string
	for i := range m.Classes {
		for j := range m.Classes {
			got = append(got, fmt.Sprintf("%s > %s: %s", title(m.Classes[i]), title(m.Classes[j]), m.At(i, j)))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the matrix is\n%s", strings.Join(got, "\n"))
	}
	if web, dns, any, all := m.Count(corev1.ProtocolTCP, 80), m.Count(corev1.ProtocolUDP, 53), m.CountAny(), m.Pairs(); web != 18 || dns != 24 || any != 24 || all != 30 {
		t.Errorf("%d pairs on TCP 80, %d on UDP 53, %d on any port, %d in all", web, dns, any, all)
	}
}

func title(c netpol.Class) string {
	if c.Outside != nil {
		return c.Outside.Hosts[0].Name
	}
	var names []string
	for _, p := range c.Members {
		names = append(names, p.Name)
	}
	return strings.Join(names, "+")
}

// TestDifference spells out what a wider policy allows beyond the lesson's.
func TestDifference(t *testing.T) {
	world, policies := lesson()
	wider := policies[0].DeepCopy()
	wider.Spec.Egress[1].To = []networkingv1.NetworkPolicyPeer{{IPBlock: &networkingv1.IPBlock{CIDR: "0.0.0.0/0", Except: []string{"10.0.0.0/8"}}}, {NamespaceSelector: &metav1.LabelSelector{}}}
	wider.Spec.Egress[0].Ports = nil
	a := netpol.Compile(world, []*networkingv1.NetworkPolicy{wider, policies[1]})
	b := netpol.Compile(world, policies)
	cases := []struct {
		name string
		a, b *netpol.Evaluator
		want []string
	}{
		{"wider", a, b, []string{
			"app1-0 > service1-0, 4 pairs: TCP 1-52, TCP 54-79, TCP 81-65535, UDP 1-52, UDP 54-65535, all SCTP",
		}},
		{"narrower", b, a, []string{"app1-0 > 10.0.0.1, 2 pairs: TCP 53, UDP 53"}},
		{"the same", b, b, nil},
		{"no policy at all", netpol.Compile(world, policies[:1]), b, []string{
			"service1-0 > service2-0, 2 pairs: everything",
			"other-0 > service1-0, 4 pairs: everything",
			"142.250.74.110 > service1-0, 2 pairs: everything",
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, d := range netpol.Difference(c.a, c.b) {
				got = append(got, fmt.Sprintf("%s > %s, %d pairs: %s", end(d.From), end(d.To), d.Pairs, d.Ports))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("the difference is\n%s", strings.Join(got, "\n"))
			}
		})
	}
}

func end(e netpol.Endpoint) string {
	if e.Pod == nil {
		return e.IP.String()
	}
	return e.Pod.Name
}

// TestDifferenceOverAnotherCluster asks about policies compiled for a smaller world.
func TestDifferenceOverAnotherCluster(t *testing.T) {
	world, policies := lesson()
	grown := *world
	grown.Pods = append(slices.Clone(world.Pods), &cluster.Pod{Namespace: "space1", Name: "new", IPs: []netip.Addr{netip.MustParseAddr("10.244.9.9")}})
	open, shut := netpol.Compile(&grown, nil), netpol.Compile(world, policies)
	found := false
	for _, d := range netpol.Difference(open, shut) {
		found = found || slices.ContainsFunc(d.Froms, func(e netpol.Endpoint) bool { return e.Pod == grown.Pods[len(grown.Pods)-1] })
	}
	if !found {
		t.Error("the pod of the larger world does not occur")
	}
}

// TestLoopbackMakesNoDifference: leaving out addresses that no other host can have is
// only another form of the same answer.
func TestLoopbackMakesNoDifference(t *testing.T) {
	world := village()
	block := func(except string) *netpol.Evaluator {
		return netpol.Compile(world, policies(t, headShop+"\n  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: ["+except+"]}}]}]"))
	}
	cases := []struct {
		name, except string
		same         bool
	}{
		{"loopback", "127.0.0.0/8", true},
		{"multicast", "224.0.0.0/4", true},
		{"metadata", "169.254.169.254/32", false},
		{"a pod", "10.244.0.2/32", false},
		{"a node", "192.168.0.1/32", true},
		{"a Service", "10.96.0.5/32", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := netpol.Equal(block(""), block(c.except)); got != c.same {
				t.Errorf("equal %v, want %v", got, c.same)
			}
			if !netpol.Within(block(c.except), block("")) {
				t.Error("less is not within more")
			}
		})
	}
}

// TestTown compares a world of several hundred pods with the naive evaluator, pair by
// pair on the ports that its policies mention.
func TestTown(t *testing.T) {
	world := town(300)
	all := bylaws(60, len(world.Namespaces))
	slow := naive.World{Cluster: world, Policies: all}
	fast := netpol.Compile(world, all)
	m := fast.Matrix()
	if len(m.Classes) >= len(world.Pods)/2 {
		t.Errorf("%d classes for %d pods", len(m.Classes), len(world.Pods))
	}
	random := rand.New(rand.NewPCG(3, 3))
	ports := []uint16{53, 443, 5432, 8000, 8001, 8012, 8080, 8081, 8120, 9}
	for range 20_000 {
		from, to := world.Pods[random.IntN(300)], world.Pods[random.IntN(300)]
		port, protocol := ports[random.IntN(len(ports))], []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP}[random.IntN(2)]
		want := slow.Allowed(naive.End{Pod: from, IP: from.IPs[0]}, naive.End{Pod: to, IP: to.IPs[0]}, protocol, port)
		f := netpol.Flow{From: netpol.Endpoint{Pod: from}, To: netpol.Endpoint{Pod: to}, Protocol: protocol, Port: port}
		if got := fast.Allowed(f); got != want {
			t.Fatalf("%s > %s %s %d: %v, want %v", from.Key(), to.Key(), protocol, port, got, want)
		}
		if got := m.At(m.ClassOf(from), m.ClassOf(to)); from != to && got.Contains(protocol, port) != want {
			t.Fatalf("%s > %s %s %d: the matrix says %s, want %v", from.Key(), to.Key(), protocol, port, got, want)
		}
	}
}

// TestEveryPodApart forces a class for each pod.
func TestEveryPodApart(t *testing.T) {
	world := town(200)
	var all []*networkingv1.NetworkPolicy
	for i, p := range world.Pods {
		s := denyAll(i)
		s.PodSelector = labelled("pod-name", p.Name)
		s.Ingress = []networkingv1.NetworkPolicyIngressRule{{From: []networkingv1.NetworkPolicyPeer{{
			NamespaceSelector: &metav1.LabelSelector{}, PodSelector: new(labelled("pod-name", world.Pods[(i+1)%len(world.Pods)].Name)),
		}}}}
		all = append(all, &networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Namespace: p.Namespace, Name: p.Name}, Spec: s})
	}
	m := netpol.Compile(world, all).Matrix()
	if len(m.Classes) != len(world.Pods)+1 || m.CountAny() != len(world.Pods) {
		t.Errorf("%d classes, %d pairs; want %d, %d", len(m.Classes), m.CountAny(), len(world.Pods)+1, len(world.Pods))
	}
}
