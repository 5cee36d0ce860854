package mistakes

import (
	"maps"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

// nameLabel is the label that every namespace has.
const nameLabel = "kubernetes.io/metadata.name"

func matches(s *metav1.LabelSelector, set map[string]string) bool {
	selector, err := metav1.LabelSelectorAsSelector(s)
	return err == nil && selector.Matches(labels.Set(set))
}

// selected are the pods that a policy protects.
func (s *sheet) selected(p *policy) []*cluster.Pod {
	return s.pods(func(q *cluster.Pod) bool { return q.Namespace == p.Namespace && matches(&p.PodSelector, q.Labels) })
}

func (s *sheet) pods(wanted func(*cluster.Pod) bool) []*cluster.Pod {
	var found []*cluster.Pod
	for _, q := range s.Cluster.Pods {
		if q.OnPodNetwork() && wanted(q) {
			found = append(found, q)
		}
	}
	return found
}

// matched are the pods that an item of a rule's peers means.
func (s *sheet) matched(p peer) []*cluster.Pod {
	return s.pods(func(q *cluster.Pod) bool { return s.admits(&p.NetworkPolicyPeer, p.policy.Namespace, q) })
}

// admits tells whether a peer's selectors match a pod. Addresses match none here.
func (s *sheet) admits(p *networkingv1.NetworkPolicyPeer, home string, q *cluster.Pod) bool {
	switch {
	case p.IPBlock != nil:
		return false
	case p.NamespaceSelector == nil:
		return q.Namespace == home && matches(p.PodSelector, q.Labels)
	case !slices.Contains(s.namespaces(p.NamespaceSelector), q.Namespace):
		return false
	}
	return p.PodSelector == nil || matches(p.PodSelector, q.Labels)
}

// namespaces are the names of those that a selector matches.
func (s *sheet) namespaces(of *metav1.LabelSelector) []string {
	var names []string
	for _, n := range s.Cluster.Namespaces {
		if matches(of, n.Labels) {
			names = append(names, n.Name)
		}
	}
	return names
}

// targets are the pods whose ports a rule is about; none where it names nobody.
func (s *sheet) targets(r rule) []*cluster.Pod {
	if r.way == ingress {
		return s.selected(r.policy)
	}
	var all []*cluster.Pod
	for i := range r.peers {
		all = append(all, s.matched(peer{r, r.peers[i], i})...)
	}
	return all
}

// front finds a Service that leads to one of the pods, and calls visit for each.
func (s *sheet) front(pods []*cluster.Pod, visit func(*cluster.Service)) {
	for _, service := range s.Cluster.Services {
		if slices.ContainsFunc(s.Cluster.Backends(service), func(q *cluster.Pod) bool { return slices.Contains(pods, q) }) {
			visit(service)
		}
	}
}

// badge is a label that all the pods carry, app before others.
func badge(pods []*cluster.Pod) (key, value string, ok bool) {
	if len(pods) == 0 {
		return "", "", false
	}
	for _, key := range keysInOrder(pods[0]) {
		value := pods[0].Labels[key]
		if !slices.ContainsFunc(pods, func(q *cluster.Pod) bool { return q.Labels[key] != value }) {
			return key, value, true
		}
	}
	return "", "", false
}

// keysInOrder are the keys of a pod's labels, app first.
func keysInOrder(q *cluster.Pod) []string {
	keys := slices.Sorted(maps.Keys(q.Labels))
	slices.SortStableFunc(keys, func(a, b string) int {
		switch {
		case a == b:
			return 0
		case a == "app":
			return -1
		case b == "app":
			return 1
		}
		return 0
	})
	return keys
}

// labelled is a selector of one label.
func labelled(key, value string) *rewrite.Value {
	return field("matchLabels", field(key, rewrite.Text(value)))
}

func field(key string, v *rewrite.Value) *rewrite.Value {
	return rewrite.Map(rewrite.Field{Key: key, Value: v})
}

// with adds an entry to a new mapping.
func with(m *rewrite.Value, key string, v *rewrite.Value) *rewrite.Value {
	m.Set(key, v)
	return m
}
