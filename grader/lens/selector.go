package lens

import (
	"maps"
	"slices"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

// request is what a selector asks of a pod's labels.
type request struct {
	labels map[string]string
	absent []string // keys that a pod must not have
}

// requestFor selects a pod and as few others of its namespace as labels can: by one
// label where that does as well as all of them.
func requestFor(c *cluster.Cluster, pod *cluster.Pod) request {
	others := neighbours(c, pod)
	best := request{labels: pod.Labels}
	for _, key := range slices.Sorted(maps.Keys(pod.Labels)) {
		one := request{labels: map[string]string{key: pod.Labels[key]}}
		few, least := one.among(others), best.among(others)
		if len(few) < len(least) || len(few) == len(least) && len(one.labels) < len(best.labels) {
			best = one
		}
	}
	for _, other := range best.among(others) {
		if key, ok := foreignKey(pod, other); ok && !slices.Contains(best.absent, key) {
			best.absent = append(best.absent, key)
		}
	}
	return best
}

// neighbours are the other pods of a pod's namespace.
func neighbours(c *cluster.Cluster, pod *cluster.Pod) []*cluster.Pod {
	var all []*cluster.Pod
	for _, p := range c.Pods {
		if p != pod && p.Namespace == pod.Namespace && p.OnPodNetwork() {
			all = append(all, p)
		}
	}
	return all
}

// among are the pods that the request selects.
func (r request) among(pods []*cluster.Pod) []*cluster.Pod {
	var found []*cluster.Pod
	for _, p := range pods {
		if r.selects(p) {
			found = append(found, p)
		}
	}
	return found
}

func (r request) selects(p *cluster.Pod) bool {
	for key, value := range r.labels {
		if got, has := p.Labels[key]; !has || got != value {
			return false
		}
	}
	return !slices.ContainsFunc(r.absent, func(key string) bool { _, has := p.Labels[key]; return has })
}

// foreignKey is a label's key that only the other pod has.
func foreignKey(pod, other *cluster.Pod) (string, bool) {
	for _, key := range slices.Sorted(maps.Keys(other.Labels)) {
		if _, has := pod.Labels[key]; !has {
			return key, true
		}
	}
	return "", false
}

// value writes the request as a selector.
func (r request) value() *rewrite.Value {
	v := rewrite.Map()
	if len(r.labels) > 0 {
		labels := rewrite.Map()
		for _, key := range slices.Sorted(maps.Keys(r.labels)) {
			labels.Set(key, rewrite.Text(r.labels[key]))
		}
		v.Set("matchLabels", labels)
	}
	if len(r.absent) > 0 {
		list := rewrite.List()
		for _, key := range r.absent {
			list.Append(expression(key, "DoesNotExist"))
		}
		v.Set("matchExpressions", list)
	}
	return v
}

// exclusion is an expression that a pod does not meet and as many of its neighbours as
// possible do. It fails where nothing tells them apart.
func exclusion(c *cluster.Cluster, pod *cluster.Pod) (func() *rewrite.Value, bool) {
	others := neighbours(c, pod)
	key, least := "", 0
	for _, k := range slices.Sorted(maps.Keys(pod.Labels)) {
		if n := len(request{labels: map[string]string{k: pod.Labels[k]}}.among(others)); key == "" || n < least {
			key, least = k, n
		}
	}
	if key != "" {
		return func() *rewrite.Value { return expression(key, "NotIn", pod.Labels[key]) }, true
	}
	for _, other := range others {
		if key, ok := foreignKey(pod, other); ok {
			return func() *rewrite.Value { return expression(key, "Exists") }, true
		}
	}
	return nil, false
}

func expression(key, operator string, values ...string) *rewrite.Value {
	v := rewrite.Map(rewrite.Field{Key: "key", Value: rewrite.Text(key)}, rewrite.Field{Key: "operator", Value: rewrite.Text(operator)}).Compact()
	if len(values) > 0 {
		list := rewrite.List().Compact()
		for _, value := range values {
			list.Append(rewrite.Text(value))
		}
		v.Set("values", list)
	}
	return v
}
