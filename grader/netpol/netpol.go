// Package netpol answers what Kubernetes NetworkPolicies allow: one connection with
// the evidence for each side, everything between two endpoints, the whole matrix, and
// what one set of policies allows beyond another. It implements the text of the
// networking.k8s.io/v1 API; what that text leaves to the network plugin is answered
// with a Standing that says so.
//
// Compile does the work that does not depend on the question: it interns selectors,
// finds the pods that each matches (selector.go) and notes which policies isolate
// which pod (compile.go, rule.go, peer.go, port.go). flow.go says what a question is about;
// verdict.go and miss.go answer it with evidence. For questions about all flows,
// space.go puts pods, and the addresses outside the cluster (outside.go), into classes
// that no rule can tell apart (class.go); view.go and tables.go find what each class
// lets out and in, so that matrix.go and difference.go cost classes times classes.
// conns.go is the set of ports that two ends may use.
package netpol

import (
	"net/netip"
	"sync"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
)

// Evaluator answers for one cluster under one set of policies. It never changes and
// may be used from several goroutines.
type Evaluator struct {
	cluster  *cluster.Cluster
	policies []*networkingv1.NetworkPolicy

	pods      []*cluster.Pod // those on the pod network, in the cluster's order
	number    map[*cluster.Pod]int32
	sides     [2][]side // by Direction
	isolating [2]lists  // by Direction and pod: the sides that isolate it

	owners func() map[netip.Addr]owner
}

// Compile prepares policies for questions about a cluster. The policies must be as
// the API server stores them, defaulted and valid; whatever it would refuse matches
// nothing. Neither argument may change afterwards.
func Compile(c *cluster.Cluster, policies []*networkingv1.NetworkPolicy) *Evaluator {
	e := &Evaluator{
		cluster:  c,
		policies: policies,
		owners:   sync.OnceValue(func() map[netip.Addr]owner { return ownersIn(c) }),
	}
	newCompiler(e).compile()
	return e
}

// Allowed tells whether both sides let a flow through. It agrees with Verdict, and is
// quicker.
func (e *Evaluator) Allowed(f Flow) bool {
	from, to, standing := e.ends(f.From, f.To)
	at, known := pointOf(f.Protocol, f.Port)
	if standing >= NotRunning || !known {
		return false
	}
	return standing == Loop || e.permits(Egress, from, to, at) && e.permits(Ingress, from, to, at)
}

func (e *Evaluator) permits(d Direction, from, to end, at point) bool {
	subject, peer := d.order(from, to)
	if subject.pod < 0 {
		return true
	}
	isolating := e.isolating[d].of(subject.pod)
	for _, i := range isolating {
		for r := range e.sides[d][i].rules {
			if rule := &e.sides[d][i].rules[r]; rule.ports.allow(at, to) && rule.admits(peer) {
				return true
			}
		}
	}
	return len(isolating) == 0
}

// order tells the end whose policies decide from the one that they match as peer.
func (d Direction) order(from, to end) (subject, peer end) {
	if d == Ingress {
		return to, from
	}
	return from, to
}

// Conns is every port of every protocol that both sides let through. It is empty for
// ends between which nothing flows.
func (e *Evaluator) Conns(from, to Endpoint) ConnSet {
	a, b, standing := e.ends(from, to)
	switch {
	case standing >= NotRunning:
		return ConnSet{}
	case standing == Loop:
		return Everything()
	}
	out := e.conns(Egress, a, b)
	if out.IsEmpty() {
		return out
	}
	return out.Intersect(e.conns(Ingress, a, b))
}

// Permits is what one end permits of a pair, whatever the other end says: the egress of from,
// or the ingress of to. An end that no policy isolates permits everything.
func (e *Evaluator) Permits(d Direction, from, to Endpoint) ConnSet {
	a, b, standing := e.ends(from, to)
	if standing >= NotRunning {
		return ConnSet{}
	}
	return e.conns(d, a, b)
}

func (e *Evaluator) conns(d Direction, from, to end) ConnSet {
	subject, peer := d.order(from, to)
	if subject.pod < 0 {
		return Everything()
	}
	isolating := e.isolating[d].of(subject.pod)
	if len(isolating) == 0 {
		return Everything()
	}
	var sum ConnSet
	for _, i := range isolating {
		for r := range e.sides[d][i].rules {
			if rule := &e.sides[d][i].rules[r]; rule.admits(peer) {
				sum = sum.Union(rule.ports.conns(to))
			}
		}
	}
	return sum
}
