package task

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// tomorrow is the namespace that nobody has made or labelled yet.
const tomorrow = "new-namespace"

// newFuture is the task's cluster with pods that do not exist yet. It shows which
// policies fit only the pods of today.
func (c *Compiled) newFuture() *horizon {
	room := &cluster.Namespace{Name: tomorrow, Labels: map[string]string{corev1.LabelMetadataName: tomorrow}}
	namespaces := append(slices.Clone(c.Cluster.Namespaces), room)
	return c.horizon(c.Cluster.With([]*cluster.Namespace{room}, podsOfTomorrow(namespaces, c.Cluster.Pods)))
}

// Future compares a state with the bounds where pods may exist that do not exist
// today. Missing flows tell that a policy relies on today's pods, surplus ones that
// it is wider than needed.
func (c *Compiled) Future(s State) (missing, surplus []netpol.Delta) {
	future := c.future()
	return future.compare(netpol.Compile(future.cluster, policies(s.Policies)))
}

// podsOfTomorrow are, for every namespace, a pod without labels and one for each
// label that any pod carries today.
func podsOfTomorrow(namespaces []*cluster.Namespace, today []*cluster.Pod) []*cluster.Pod {
	sets := append([]map[string]string{nil}, labelsSeen(today)...)
	var pods []*cluster.Pod
	for _, ns := range namespaces {
		for _, labels := range sets {
			pods = append(pods, &cluster.Pod{
				Namespace: ns.Name,
				Name:      fmt.Sprintf("new-pod-%d", len(pods)),
				Labels:    labels,
				IPs:       []netip.Addr{futureAddress(len(pods))},
				Phase:     corev1.PodRunning,
			})
		}
	}
	return pods
}

func labelsSeen(pods []*cluster.Pod) []map[string]string {
	seen := map[[2]string]bool{}
	var sets []map[string]string
	for _, p := range pods {
		for _, key := range slices.Sorted(maps.Keys(p.Labels)) {
			id := [2]string{key, p.Labels[key]}
			if !seen[id] {
				seen[id] = true
				sets = append(sets, map[string]string{key: id[1]})
			}
		}
	}
	return sets
}

// futureAddress gives pods of tomorrow addresses in a corner of the usual pod range.
func futureAddress(n int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, 244, byte(200 + n/250), byte(1 + n%250)})
}
