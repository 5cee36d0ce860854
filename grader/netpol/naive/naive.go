// Package naive is test support: NetworkPolicy once more, written straight from the
// text of the API, with loops instead of classes, so that the evaluator can be held
// against something that shares none of its ideas. It reads policies as they are
// stored each time it is asked, and is slow.
package naive

import (
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
)

// World is a cluster with the policies in force.
type World struct {
	Cluster  *cluster.Cluster
	Policies []*networkingv1.NetworkPolicy
}

// End is a pod with one of its addresses, or an address alone.
type End struct {
	Pod *cluster.Pod
	IP  netip.Addr
}

// Side tells whether the policies of one end let the connection through: those of the
// source for egress, those of the destination for ingress.
func (w World) Side(direction networkingv1.PolicyType, from, to End, protocol corev1.Protocol, port uint16) bool {
	subject := from
	if direction == networkingv1.PolicyTypeIngress {
		subject = to
	}
	if subject.Pod == nil {
		return true
	}
	isolating := w.Isolating(direction, subject.Pod)
	for _, policy := range isolating {
		for rule := range Rules(policy, direction) {
			if w.AdmitsPeer(policy, direction, rule, from, to) && AdmitsPort(policy, direction, rule, to, protocol, port) {
				return true
			}
		}
	}
	return len(isolating) == 0
}

// Isolating lists the policies that select the pod for a direction.
func (w World) Isolating(direction networkingv1.PolicyType, pod *cluster.Pod) []*networkingv1.NetworkPolicy {
	var isolating []*networkingv1.NetworkPolicy
	for _, policy := range w.Policies {
		if applies(policy, direction) && policy.Namespace == pod.Namespace && selects(&policy.Spec.PodSelector, pod.Labels) {
			isolating = append(isolating, policy)
		}
	}
	return isolating
}

// Rules counts a policy's rules of a direction.
func Rules(policy *networkingv1.NetworkPolicy, direction networkingv1.PolicyType) int {
	if direction == networkingv1.PolicyTypeEgress {
		return len(policy.Spec.Egress)
	}
	return len(policy.Spec.Ingress)
}

// AdmitsPeer tells whether the peers of a rule match the other end.
func (w World) AdmitsPeer(policy *networkingv1.NetworkPolicy, direction networkingv1.PolicyType, rule int, from, to End) bool {
	if direction == networkingv1.PolicyTypeEgress {
		return w.anyPeer(policy, policy.Spec.Egress[rule].To, to)
	}
	return w.anyPeer(policy, policy.Spec.Ingress[rule].From, from)
}

// AdmitsPort tells whether the ports of a rule match a port of the destination.
func AdmitsPort(policy *networkingv1.NetworkPolicy, direction networkingv1.PolicyType, rule int, to End, protocol corev1.Protocol, port uint16) bool {
	if direction == networkingv1.PolicyTypeEgress {
		return anyPort(policy.Spec.Egress[rule].Ports, to, protocol, port)
	}
	return anyPort(policy.Spec.Ingress[rule].Ports, to, protocol, port)
}

// Allowed tells whether both sides let the connection through.
func (w World) Allowed(from, to End, protocol corev1.Protocol, port uint16) bool {
	if from.Pod != nil && from.Pod == to.Pod {
		return true
	}
	return w.Side(networkingv1.PolicyTypeEgress, from, to, protocol, port) &&
		w.Side(networkingv1.PolicyTypeIngress, from, to, protocol, port)
}

func applies(policy *networkingv1.NetworkPolicy, direction networkingv1.PolicyType) bool {
	if len(policy.Spec.PolicyTypes) > 0 {
		return slices.Contains(policy.Spec.PolicyTypes, direction)
	}
	return direction == networkingv1.PolicyTypeIngress || len(policy.Spec.Egress) > 0
}

func (w World) anyPeer(policy *networkingv1.NetworkPolicy, peers []networkingv1.NetworkPolicyPeer, end End) bool {
	for _, peer := range peers {
		if w.isPeer(policy, peer, end) {
			return true
		}
	}
	return len(peers) == 0
}

func (w World) isPeer(policy *networkingv1.NetworkPolicy, peer networkingv1.NetworkPolicyPeer, end End) bool {
	if peer.IPBlock != nil {
		return inBlock(peer.IPBlock, end.IP)
	}
	if end.Pod == nil {
		return false
	}
	if peer.NamespaceSelector == nil {
		return policy.Namespace == end.Pod.Namespace && selects(peer.PodSelector, end.Pod.Labels)
	}
	if !selects(peer.NamespaceSelector, w.labelsOf(end.Pod.Namespace)) {
		return false
	}
	return peer.PodSelector == nil || selects(peer.PodSelector, end.Pod.Labels)
}

func (w World) labelsOf(namespace string) map[string]string {
	for _, ns := range w.Cluster.Namespaces {
		if ns.Name == namespace {
			return ns.Labels
		}
	}
	return map[string]string{corev1.LabelMetadataName: namespace}
}

func inBlock(block *networkingv1.IPBlock, ip netip.Addr) bool {
	for _, except := range block.Except {
		if contains(except, ip) {
			return false
		}
	}
	return contains(block.CIDR, ip)
}

func contains(cidr string, ip netip.Addr) bool {
	prefix, err := netip.ParsePrefix(cidr)
	return err == nil && prefix.Contains(ip)
}

func selects(selector *metav1.LabelSelector, labels map[string]string) bool {
	for key, value := range selector.MatchLabels {
		if got, has := labels[key]; !has || got != value {
			return false
		}
	}
	for _, e := range selector.MatchExpressions {
		if !holds(e, labels) {
			return false
		}
	}
	return true
}

func holds(e metav1.LabelSelectorRequirement, labels map[string]string) bool {
	got, has := labels[e.Key]
	switch e.Operator {
	case metav1.LabelSelectorOpExists:
		return has
	case metav1.LabelSelectorOpDoesNotExist:
		return !has
	case metav1.LabelSelectorOpIn:
		return has && slices.Contains(e.Values, got)
	case metav1.LabelSelectorOpNotIn:
		return !has || !slices.Contains(e.Values, got)
	}
	return false
}

func anyPort(ports []networkingv1.NetworkPolicyPort, to End, protocol corev1.Protocol, port uint16) bool {
	for _, p := range ports {
		if isPort(p, to, protocol, port) {
			return true
		}
	}
	return len(ports) == 0
}

func isPort(p networkingv1.NetworkPolicyPort, to End, protocol corev1.Protocol, port uint16) bool {
	wanted := corev1.ProtocolTCP
	if p.Protocol != nil {
		wanted = *p.Protocol
	}
	switch {
	case wanted != protocol:
		return false
	case p.Port == nil:
		return true
	case p.Port.Type == intstr.String:
		return declares(to.Pod, p.Port.StrVal, protocol, port)
	case p.EndPort == nil:
		return int(p.Port.IntVal) == int(port)
	}
	return int(p.Port.IntVal) <= int(port) && int(port) <= int(*p.EndPort)
}

func declares(pod *cluster.Pod, name string, protocol corev1.Protocol, port uint16) bool {
	if pod == nil {
		return false
	}
	for _, p := range pod.Ports {
		if p.Name == name && p.Protocol == protocol {
			return p.Number == port
		}
	}
	return false
}
