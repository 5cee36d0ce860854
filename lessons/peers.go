package lessons

import (
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"netpol-tutor/grader/cluster"
)

// subjects are the pods that a policy selects.
func subjects(c *cluster.Cluster, p *networkingv1.NetworkPolicy) []*cluster.Pod {
	var pods []*cluster.Pod
	for _, pod := range c.Pods {
		if pod.Namespace == p.Namespace && selects(&p.Spec.PodSelector, pod.Labels) {
			pods = append(pods, pod)
		}
	}
	return pods
}

// members are the pods that some peer of a rule selects by labels.
func members(c *cluster.Cluster, p *networkingv1.NetworkPolicy, peers []networkingv1.NetworkPolicyPeer) []*cluster.Pod {
	var pods []*cluster.Pod
	for _, pod := range c.Pods {
		for _, peer := range peers {
			if isMember(c, p, peer, pod) {
				pods = append(pods, pod)
				break
			}
		}
	}
	return pods
}

func isMember(c *cluster.Cluster, p *networkingv1.NetworkPolicy, peer networkingv1.NetworkPolicyPeer, pod *cluster.Pod) bool {
	if peer.IPBlock != nil {
		return false
	}
	if peer.NamespaceSelector == nil {
		return pod.Namespace == p.Namespace && selects(peer.PodSelector, pod.Labels)
	}
	ns := c.Namespace(pod.Namespace)
	return ns != nil && selects(peer.NamespaceSelector, ns.Labels) &&
		(peer.PodSelector == nil || selects(peer.PodSelector, pod.Labels))
}

func selects(s *metav1.LabelSelector, of map[string]string) bool {
	selector, err := metav1.LabelSelectorAsSelector(s)
	return err == nil && selector.Matches(labels.Set(of))
}
