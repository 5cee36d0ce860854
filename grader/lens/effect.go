package lens

import (
	"cmp"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// Effect is what an edit changes, over all flows.
type Effect struct {
	Opened []netpol.Delta // what is allowed after it and was not before
	Closed []netpol.Delta // what was allowed before it and is not after
}

func effectOf(before, after *netpol.Evaluator) Effect {
	return Effect{netpol.Difference(after, before), netpol.Difference(before, after)}
}

// Nothing tells whether no flow changes.
func (e Effect) Nothing() bool { return len(e.Opened)+len(e.Closed) == 0 }

// flows counts pairs by their ports; a block of outside addresses counts as one end.
func (e Effect) flows() int {
	n := 0
	for _, d := range slices.Concat(e.Opened, e.Closed) {
		n += d.Pairs * d.Ports.Count()
	}
	return n
}

// Pairs counts the ordered pairs of deltas; a block of outside addresses is one end.
func Pairs(deltas []netpol.Delta) int {
	n := 0
	for _, d := range deltas {
		n += d.Pairs
	}
	return n
}

// Example is one pair of a delta, with the port that tells most and all ports that
// differ between the two.
type Example struct {
	Flow  netpol.Flow
	Ports netpol.ConnSet
}

// Examples picks at most n connections that differ: on ports that the task speaks of
// before others, within its namespaces before kube-system and the outside.
func Examples(t *task.Compiled, deltas []netpol.Delta, n int) []Example {
	type ranked struct {
		Example
		rank int
	}
	var all []ranked
	for _, d := range deltas {
		port, rank := bestPort(t, d.Ports)
		flow := netpol.Flow{From: d.From, To: d.To, Protocol: port.Protocol, Port: port.Number}
		all = append(all, ranked{Example{flow, d.Ports}, rank + remoteness(d.From) + remoteness(d.To)})
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	var found []Example
	for _, r := range all[:min(n, len(all))] {
		found = append(found, r.Example)
	}
	return found
}

// bestPort is the port of a set that the task speaks of first.
func bestPort(t *task.Compiled, set netpol.ConnSet) (task.Port, int) {
	for _, p := range t.Ports() {
		if set.Contains(p.Protocol, p.Number) {
			return p, 0
		}
	}
	for _, protocol := range protocols {
		if spans := set.Ports(protocol); len(spans) > 0 {
			return task.Port{Protocol: protocol, Number: spans[0].First}, 100
		}
	}
	return task.Port{}, 100
}

var protocols = [...]corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP}

func remoteness(e netpol.Endpoint) int {
	switch {
	case e.Pod == nil:
		return 10
	case e.Pod.Namespace == "kube-system":
		return 2
	}
	return 0
}
