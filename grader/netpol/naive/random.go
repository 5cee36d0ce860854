package naive

import (
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
)

// Pick chooses a number from 0 to n-1. It decides everything about a random world.
type Pick func(n int) int

// RandomCluster is a small cluster with everything in it that can matter.
func RandomCluster(pick Pick) *cluster.Cluster {
	c := &cluster.Cluster{
		Nodes:    []*cluster.Node{{Name: "node", IPs: addresses("10.0.0.14", "fd00::e")}},
		Services: []*cluster.Service{{Namespace: "a", Name: "web", IPs: addresses("10.0.0.13")}},
		Outside:  []cluster.Host{{Name: "far", IP: netip.MustParseAddr("198.51.100.7")}, {Name: "near", IP: netip.MustParseAddr("10.0.0.9")}},
	}
	for i := range 1 + pick(3) {
		name := string(rune('a' + i))
		labels := pick.labels()
		labels[corev1.LabelMetadataName] = name
		c.Namespaces = append(c.Namespaces, &cluster.Namespace{Name: name, Labels: labels})
	}
	dual := pick(3)
	for i := range 1 + pick(5) {
		c.Pods = append(c.Pods, pick.pod(i, dual, len(c.Namespaces)))
	}
	return c
}

func addresses(texts ...string) []netip.Addr {
	var all []netip.Addr
	for _, text := range texts {
		all = append(all, netip.MustParseAddr(text))
	}
	return all
}

// pod is of IPv4, IPv6 or both, as stack says; a few are not on the pod network.
func (pick Pick) pod(i, stack, namespaces int) *cluster.Pod {
	p := &cluster.Pod{
		Namespace: string(rune('a' + pick(namespaces))),
		Name:      fmt.Sprintf("pod-%d", i),
		Labels:    pick.labels(),
	}
	v4, v6 := netip.AddrFrom4([4]byte{10, 0, 0, byte(1 + i)}), netip.MustParseAddr(fmt.Sprintf("fd00::%d", 1+i))
	switch {
	case stack == 0 || stack == 1 && pick(3) == 0:
		p.IPs = []netip.Addr{v4}
	case stack == 1 && pick(2) == 0:
		p.IPs = []netip.Addr{v6}
	default:
		p.IPs = []netip.Addr{v4, v6}
	}
	switch pick(20) {
	case 0:
		p.HostNetwork = true
	case 1:
		p.Phase = corev1.PodSucceeded
	case 2:
		p.Phase = corev1.PodRunning
	case 3:
		p.IPs = nil
	}
	for range pick(3) {
		p.Ports = append(p.Ports, cluster.Port{Name: pick.of(portNames), Number: uint16(pick.number()), Protocol: pick.protocol()})
	}
	return p
}

var (
	keys      = []string{"app", "tier", "x"}
	values    = []string{"a", "b", ""}
	portNames = []string{"http", "dns", ""}
	numbers   = []int{1, 53, 80, 81, 8080, 65535}
	blocks4   = []string{"0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/28", "10.0.0.0/30", "10.0.0.2/32", "10.0.0.8/30", "198.51.100.0/24", "198.51.100.7/32", "127.0.0.0/8", "10.0.0.13/32"}
	blocks6   = []string{"::/0", "fd00::/64", "fd00::/126", "fd00::2/128", "2001:db8::/32", "ff00::/8"}
)

func (pick Pick) of(all []string) string { return all[pick(len(all))] }
func (pick Pick) number() int            { return numbers[pick(len(numbers))] }

func (pick Pick) protocol() corev1.Protocol {
	return []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP}[pick(4)]
}

func (pick Pick) labels() map[string]string {
	labels := map[string]string{}
	for range pick(3) {
		labels[pick.of(keys)] = pick.of(values)
	}
	return labels
}

// RandomPolicies are valid policies for a small cluster.
func RandomPolicies(pick Pick, c *cluster.Cluster) []*networkingv1.NetworkPolicy {
	var all []*networkingv1.NetworkPolicy
	for i := range pick(5) {
		p := &networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{
			Namespace: c.Namespaces[pick(len(c.Namespaces))].Name,
			Name:      fmt.Sprintf("policy-%d", i),
		}}
		p.Spec = pick.spec()
		all = append(all, p)
	}
	return all
}

func (pick Pick) spec() networkingv1.NetworkPolicySpec {
	s := networkingv1.NetworkPolicySpec{PolicyTypes: [][]networkingv1.PolicyType{
		nil, {networkingv1.PolicyTypeIngress}, {networkingv1.PolicyTypeEgress},
		{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress},
	}[pick(4)]}
	if pick(2) == 0 {
		s.PodSelector = *pick.selector()
	}
	for range pick(3) {
		s.Ingress = append(s.Ingress, networkingv1.NetworkPolicyIngressRule{From: pick.peers(), Ports: pick.ports()})
	}
	for range pick(3) {
		s.Egress = append(s.Egress, networkingv1.NetworkPolicyEgressRule{To: pick.peers(), Ports: pick.ports()})
	}
	return s
}

func (pick Pick) peers() (peers []networkingv1.NetworkPolicyPeer) {
	for range pick(4) {
		var p networkingv1.NetworkPolicyPeer
		switch pick(5) {
		case 0:
			p.PodSelector = pick.selector()
		case 1:
			p.NamespaceSelector = pick.selector()
		case 2:
			p.NamespaceSelector, p.PodSelector = pick.selector(), pick.selector()
		default:
			p.IPBlock = pick.block()
		}
		peers = append(peers, p)
	}
	return peers
}

func (pick Pick) block() *networkingv1.IPBlock {
	all := blocks4
	if pick(3) == 0 {
		all = blocks6
	}
	b := &networkingv1.IPBlock{CIDR: pick.of(all)}
	cidr := netip.MustParsePrefix(b.CIDR)
	for range pick(3) {
		except := netip.MustParsePrefix(pick.of(all))
		if except.Bits() > cidr.Bits() && cidr.Contains(except.Addr()) {
			b.Except = append(b.Except, except.String())
		}
	}
	return b
}

func (pick Pick) selector() *metav1.LabelSelector {
	s := &metav1.LabelSelector{}
	for range pick(2) {
		s.MatchLabels = map[string]string{pick.of(keys): pick.of(values)}
	}
	if pick(8) == 0 {
		s.MatchLabels = map[string]string{corev1.LabelMetadataName: string(rune('a' + pick(3)))}
	}
	for range max(0, pick(4)-1) {
		e := metav1.LabelSelectorRequirement{Key: pick.of(keys), Operator: []metav1.LabelSelectorOperator{
			metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn, metav1.LabelSelectorOpExists, metav1.LabelSelectorOpDoesNotExist,
		}[pick(4)]}
		if e.Operator == metav1.LabelSelectorOpIn || e.Operator == metav1.LabelSelectorOpNotIn {
			for range 1 + pick(2) {
				e.Values = append(e.Values, pick.of(values))
			}
		}
		s.MatchExpressions = append(s.MatchExpressions, e)
	}
	return s
}

func (pick Pick) ports() (ports []networkingv1.NetworkPolicyPort) {
	for range pick(3) {
		protocol := pick.protocol()
		p := networkingv1.NetworkPolicyPort{Protocol: &protocol}
		switch pick(5) {
		case 0: // every port of the protocol
		case 1:
			p.Port = new(intstr.FromString(portNames[pick(2)]))
		case 2:
			first := pick.number()
			p.Port = new(intstr.FromInt(first))
			p.EndPort = new(int32(min(first+pick(100), 65535)))
		default:
			p.Port = new(intstr.FromInt(pick.number()))
		}
		ports = append(ports, p)
	}
	return ports
}
