// Package mistakes turns a right answer into the wrong ones that people write. For each
// cause of groups A to G of the catalogue of misconceptions it has one operator, which
// makes the mistake at every place of the answer that has room for it, in the style of
// the text. A cause applies to a lesson if what its operator makes does not pass. One has
// no operator, since no text shows it: that a cluster does not enforce policies.
//
// It knows nothing of how causes are found: tests hold the grader to it.
//
//	mistakes.go              answers, and what is made of them
//	sheet.go                 a right answer taken apart, and changed copies of it
//	dns.go                   rules for lookups
//	peers.go, selectors.go   who is meant
//	place.go, direction.go   where, and which way
//	sides.go, rules.go       policies and rules too many or too few
//	ports.go, addresses.go   ports and ipBlocks
//	written.go, keys.go      the manifest itself
//	worlds.go                whom a selector matches
package mistakes

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
)

// Answer is a right answer to a task, and the world in which it is right.
type Answer struct {
	Text      string
	Namespace string   // of objects that name none
	Objects   []string // NAMESPACE/NAME that the task demands
	Cluster   *cluster.Cluster
	Applied   []*networkingv1.NetworkPolicy // in force before the answer
}

// Wrong is an answer with one mistake in it. It may still be right: not every task
// minds every mistake.
type Wrong struct {
	Cause string
	Names []string // for a file, any of them: what went wrong, in a few words
	Text  string
}

// operator makes the mistake that a cause describes.
type operator struct {
	cause string
	make  func(*sheet)
}

// operators are in the order of the catalogue.
func operators() []operator {
	return slices.Concat(dns, peers, selectors, places, directions, sides, rules, ports, addresses, written, keys)
}

// Causes are the causes that have an operator.
func Causes() []string {
	var all []string
	for _, o := range operators() {
		all = append(all, o.cause)
	}
	return all
}

// Of makes every mistake that a right answer has room for, each by itself. Of an answer
// that the API server would refuse, or that holds no policy, it makes none.
func Of(a Answer) []Wrong {
	s, ok := read(a)
	if !ok {
		return nil
	}
	for _, o := range operators() {
		s.cause = o.cause
		o.make(s)
	}
	return s.made
}
