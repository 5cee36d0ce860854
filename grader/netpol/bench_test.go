package netpol_test

import (
	"fmt"
	"net/netip"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

var sizes = []struct{ pods, policies int }{{100, 20}, {1000, 100}, {3000, 300}, {10000, 1000}}

// BenchmarkMatrix works out all flows, on all ports, from a compiled evaluator; the
// classes are built each time.
func BenchmarkMatrix(b *testing.B) {
	eachSize(b, func(b *testing.B, c *cluster.Cluster, policies []*networkingv1.NetworkPolicy) {
		e := netpol.Compile(c, policies)
		var m *netpol.Matrix
		for b.Loop() {
			m = e.Matrix()
		}
		b.ReportMetric(float64(len(m.Classes)), "classes")
	})
}

// BenchmarkCompile is what a change of policies costs before any question.
func BenchmarkCompile(b *testing.B) {
	eachSize(b, func(b *testing.B, c *cluster.Cluster, policies []*networkingv1.NetworkPolicy) {
		for b.Loop() {
			netpol.Compile(c, policies)
		}
	})
}

// BenchmarkVerdict asks for single flows: with evidence, and quickly.
func BenchmarkVerdict(b *testing.B) {
	eachSize(b, func(b *testing.B, c *cluster.Cluster, policies []*networkingv1.NetworkPolicy) {
		e := netpol.Compile(c, policies)
		flow := func(i int) netpol.Flow {
			from, to := c.Pods[i*7%len(c.Pods)], c.Pods[i*13%len(c.Pods)]
			return netpol.Flow{From: netpol.Endpoint{Pod: from}, To: netpol.Endpoint{Pod: to}, Protocol: corev1.ProtocolTCP, Port: 8080}
		}
		b.Run("evidence", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e.Verdict(flow(i))
			}
		})
		b.Run("allowed", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e.Allowed(flow(i))
			}
		})
	})
}

// BenchmarkSmallWorld is what the grader does for every edited copy of a submission.
func BenchmarkSmallWorld(b *testing.B) {
	c, policies := lesson()
	wider := append([]*networkingv1.NetworkPolicy{policies[0].DeepCopy()}, policies[1])
	wider[0].Spec.Egress[0].Ports = nil
	b.Run("compile", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			netpol.Compile(c, policies)
		}
	})
	mine, model := netpol.Compile(c, wider), netpol.Compile(c, policies)
	b.Run("difference", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if len(netpol.Difference(mine, model)) == 0 {
				b.Fatal("no difference")
			}
		}
	})
	b.Run("within", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !netpol.Within(model, mine) {
				b.Fatal("not within")
			}
		}
	})
}

func eachSize(b *testing.B, run func(*testing.B, *cluster.Cluster, []*networkingv1.NetworkPolicy)) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dx%d", size.pods, size.policies), func(b *testing.B) {
			c := town(size.pods)
			policies := bylaws(size.policies, len(c.Namespaces))
			b.ReportAllocs()
			run(b, c, policies)
		})
	}
}

// town is a cluster of namespaces with 25 pods each; every pod has a label of its own.
func town(pods int) *cluster.Cluster {
	c := &cluster.Cluster{}
	for i := range pods {
		ns := i / 25
		if i%25 == 0 {
			name := fmt.Sprintf("team-%d", ns)
			c.Namespaces = append(c.Namespaces, &cluster.Namespace{Name: name, Labels: map[string]string{
				corev1.LabelMetadataName: name, "env": []string{"prod", "stage", "dev"}[ns%3],
			}})
		}
		c.Pods = append(c.Pods, &cluster.Pod{
			Namespace: c.Namespaces[ns].Name,
			Name:      fmt.Sprintf("pod-%d", i),
			Labels: map[string]string{
				"pod-name": fmt.Sprintf("pod-%d", i),
				"app":      []string{"web", "api", "db", "cache", "job"}[i%5],
				"tier":     []string{"front", "back"}[i%2],
			},
			IPs:   []netip.Addr{netip.AddrFrom4([4]byte{10, 244, byte(i / 250), byte(1 + i%250)})},
			Ports: []cluster.Port{{Name: "http", Number: uint16(8080 + i%2), Protocol: corev1.ProtocolTCP}},
		})
	}
	return c
}

// bylaws are policies of five sorts, spread over the namespaces.
func bylaws(n, namespaces int) []*networkingv1.NetworkPolicy {
	sorts := []func(i int) networkingv1.NetworkPolicySpec{denyAll, fromPods, fromNamespaces, toNamesAndPods, toBlocks}
	all := make([]*networkingv1.NetworkPolicy, n)
	for i := range all {
		all[i] = &networkingv1.NetworkPolicy{
			ObjectMeta: metav1.ObjectMeta{Namespace: fmt.Sprintf("team-%d", i*7%namespaces), Name: fmt.Sprintf("policy-%d", i)},
			Spec:       sorts[i%len(sorts)](i),
		}
	}
	return all
}

func denyAll(int) networkingv1.NetworkPolicySpec {
	return networkingv1.NetworkPolicySpec{PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}}
}

func fromPods(i int) networkingv1.NetworkPolicySpec {
	return networkingv1.NetworkPolicySpec{
		PodSelector: labelled("app", "api"),
		PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
		Ingress: []networkingv1.NetworkPolicyIngressRule{{
			From:  []networkingv1.NetworkPolicyPeer{{PodSelector: new(labelled("app", "web"))}},
			Ports: []networkingv1.NetworkPolicyPort{tcp(intstr.FromInt(8000 + i%50))},
		}},
	}
}

func fromNamespaces(i int) networkingv1.NetworkPolicySpec {
	return networkingv1.NetworkPolicySpec{
		PodSelector: labelled("app", "db"),
		PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
		Ingress: []networkingv1.NetworkPolicyIngressRule{{
			From: []networkingv1.NetworkPolicyPeer{{
				NamespaceSelector: new(labelled("env", []string{"prod", "stage", "dev"}[i%3])),
				PodSelector: &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{
					{Key: "app", Operator: metav1.LabelSelectorOpIn, Values: []string{"api", "job"}},
					{Key: "tier", Operator: metav1.LabelSelectorOpNotIn, Values: []string{"front"}},
				}},
			}},
			Ports: []networkingv1.NetworkPolicyPort{tcp(intstr.FromString("http"))},
		}},
	}
}

func toNamesAndPods(i int) networkingv1.NetworkPolicySpec {
	return networkingv1.NetworkPolicySpec{
		PodSelector: labelled("tier", "back"),
		PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeEgress},
		Egress: []networkingv1.NetworkPolicyEgressRule{
			{Ports: []networkingv1.NetworkPolicyPort{{Protocol: new(corev1.ProtocolUDP), Port: new(intstr.FromInt(53))}, tcp(intstr.FromInt(53))}},
			{
				To: []networkingv1.NetworkPolicyPeer{{
					NamespaceSelector: new(labelled(corev1.LabelMetadataName, fmt.Sprintf("team-%d", i%40))),
					PodSelector:       new(labelled("app", "db")),
				}},
				Ports: []networkingv1.NetworkPolicyPort{tcp(intstr.FromInt(5432))},
			},
		},
	}
}

func toBlocks(i int) networkingv1.NetworkPolicySpec {
	ranged := tcp(intstr.FromInt(8000))
	ranged.EndPort = new(int32(8100 + i%50))
	return networkingv1.NetworkPolicySpec{
		PodSelector: labelled("app", "cache"),
		PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeEgress},
		Egress: []networkingv1.NetworkPolicyEgressRule{{
			To: []networkingv1.NetworkPolicyPeer{{IPBlock: &networkingv1.IPBlock{
				CIDR: "10.0.0.0/8", Except: []string{fmt.Sprintf("10.244.%d.0/24", i%40), fmt.Sprintf("10.%d.0.0/16", i%200)},
			}}},
			Ports: []networkingv1.NetworkPolicyPort{ranged, tcp(intstr.FromInt(443))},
		}},
	}
}

func labelled(key, value string) metav1.LabelSelector {
	return metav1.LabelSelector{MatchLabels: map[string]string{key: value}}
}

func tcp(port intstr.IntOrString) networkingv1.NetworkPolicyPort {
	return networkingv1.NetworkPolicyPort{Protocol: new(corev1.ProtocolTCP), Port: &port}
}

// lesson is a world of two namespaces and the cluster DNS, with a policy for each.
func lesson() (*cluster.Cluster, []*networkingv1.NetworkPolicy) {
	c := &cluster.Cluster{Outside: []cluster.Host{{Name: "example.com", IP: netip.MustParseAddr("142.250.74.110")}}}
	for i, at := range [][3]string{
		{"space1", "app1-0", "app=app1"}, {"space1", "app1-1", "app=app1"}, {"space2", "service1-0", "app=service1"},
		{"space2", "service2-0", "app=service2"}, {"default", "other-0", "app=other"}, {"kube-system", "coredns-0", "k8s-app=kube-dns"},
	} {
		if c.Namespace(at[0]) == nil {
			c.Namespaces = append(c.Namespaces, &cluster.Namespace{Name: at[0], Labels: map[string]string{corev1.LabelMetadataName: at[0]}})
		}
		labels, _ := metav1.ParseToLabelSelector(at[2])
		c.Pods = append(c.Pods, &cluster.Pod{
			Namespace: at[0], Name: at[1], Labels: labels.MatchLabels,
			IPs:   []netip.Addr{netip.AddrFrom4([4]byte{10, 244, 1, byte(i + 1)})},
			Ports: []cluster.Port{{Name: "http", Number: 80, Protocol: corev1.ProtocolTCP}},
		})
	}
	space2 := networkingv1.NetworkPolicyPeer{NamespaceSelector: new(labelled(corev1.LabelMetadataName, "space2"))}
	space1 := networkingv1.NetworkPolicyPeer{NamespaceSelector: new(labelled(corev1.LabelMetadataName, "space1"))}
	return c, []*networkingv1.NetworkPolicy{
		{
			ObjectMeta: metav1.ObjectMeta{Namespace: "space1", Name: "np-space1"},
			Spec: networkingv1.NetworkPolicySpec{
				PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeEgress},
				Egress: []networkingv1.NetworkPolicyEgressRule{
					{To: []networkingv1.NetworkPolicyPeer{space2}, Ports: []networkingv1.NetworkPolicyPort{tcp(intstr.FromInt(80))}},
					{Ports: []networkingv1.NetworkPolicyPort{{Protocol: new(corev1.ProtocolUDP), Port: new(intstr.FromInt(53))}, tcp(intstr.FromInt(53))}},
				},
			},
		},
		{
			ObjectMeta: metav1.ObjectMeta{Namespace: "space2", Name: "np-space2"},
			Spec: networkingv1.NetworkPolicySpec{
				PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
				Ingress:     []networkingv1.NetworkPolicyIngressRule{{From: []networkingv1.NetworkPolicyPeer{space1}}},
			},
		},
	}
}
