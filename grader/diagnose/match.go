package diagnose

import (
	"fmt"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
)

func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// matches tells whether a selector matches labels. An absent selector matches nothing.
func matches(s *metav1.LabelSelector, labels map[string]string) bool {
	if s == nil {
		return false
	}
	for k, v := range s.MatchLabels {
		if got, has := labels[k]; !has || got != v {
			return false
		}
	}
	for _, e := range s.MatchExpressions {
		got, has := labels[e.Key]
		if !meets(e, got, has) {
			return false
		}
	}
	return true
}

func meets(e metav1.LabelSelectorRequirement, got string, has bool) bool {
	switch e.Operator {
	case metav1.LabelSelectorOpIn:
		return has && slices.Contains(e.Values, got)
	case metav1.LabelSelectorOpNotIn:
		return !has || !slices.Contains(e.Values, got)
	case metav1.LabelSelectorOpExists:
		return has
	case metav1.LabelSelectorOpDoesNotExist:
		return !has
	}
	return false
}

func empty(s *metav1.LabelSelector) bool {
	return s != nil && len(s.MatchLabels)+len(s.MatchExpressions) == 0
}

// admits tells whether a peer of a policy of that namespace matches a pod.
func (l *lesson) admits(p *networkingv1.NetworkPolicyPeer, home string, pod *cluster.Pod) bool {
	if p.IPBlock != nil {
		return slices.ContainsFunc(pod.IPs, func(ip netip.Addr) bool { return within(p.IPBlock, ip) })
	}
	if !l.spans(p, home, pod.Namespace) {
		return false
	}
	return p.PodSelector == nil || matches(p.PodSelector, pod.Labels)
}

// spans tells whether a peer's selectors look into a namespace.
func (l *lesson) spans(p *networkingv1.NetworkPolicyPeer, home, namespace string) bool {
	if p.NamespaceSelector == nil {
		return p.PodSelector != nil && home == namespace
	}
	return matches(p.NamespaceSelector, l.labelsOf(namespace))
}

// labelsOf are the labels of a namespace; one of tomorrow has the automatic one.
func (l *lesson) labelsOf(namespace string) map[string]string {
	if ns := l.cluster.Namespace(namespace); ns != nil {
		return ns.Labels
	}
	return map[string]string{nameLabel: namespace}
}

func within(b *networkingv1.IPBlock, ip netip.Addr) bool {
	cidr, err := netip.ParsePrefix(b.CIDR)
	if err != nil || !cidr.Contains(ip) {
		return false
	}
	for _, e := range b.Except {
		if except, err := netip.ParsePrefix(e); err == nil && except.Contains(ip) {
			return false
		}
	}
	return true
}

// pods of a namespace that the network knows.
func (l *lesson) podsIn(namespace string) []*cluster.Pod {
	var pods []*cluster.Pod
	for _, p := range l.cluster.Pods {
		if p.Namespace == namespace && p.OnPodNetwork() {
			pods = append(pods, p)
		}
	}
	return pods
}

// selected are the pods that a policy selects.
func (s *scene) selected(p *policy) []*cluster.Pod {
	return slices.DeleteFunc(s.podsIn(p.Namespace), func(q *cluster.Pod) bool { return !p.selectsPod(q) })
}

// admitted are the pods that a peer matches.
func (l *lesson) admitted(p *networkingv1.NetworkPolicyPeer, home string) []*cluster.Pod {
	var pods []*cluster.Pod
	for _, q := range l.cluster.Pods {
		if q.OnPodNetwork() && l.admits(p, home, q) {
			pods = append(pods, q)
		}
	}
	return pods
}

func protocolOf(p networkingv1.NetworkPolicyPort) corev1.Protocol {
	if p.Protocol == nil {
		return corev1.ProtocolTCP
	}
	return *p.Protocol
}

const nameLabel = corev1.LabelMetadataName

func bothSelectors(p networkingv1.NetworkPolicyPeer) bool {
	return p.PodSelector != nil && p.NamespaceSelector != nil
}
