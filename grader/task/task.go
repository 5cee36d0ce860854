// Package task knows what a lesson asks for and judges whether a set of policies
// gives it: every check as a journey through the cluster, the bounds over every
// flow that could exist, the objects that must be there under their names. Its
// answers are verdicts and counts, never words.
//
//	task.go       what a task is
//	compile.go    what is computed once for a task
//	state.go      which policies are in force after a submission
//	judge.go      the judgement of a state
//	bounds.go     behaviour between the tightest and the loosest, with counterexamples
//	score.go      per cent
//	future.go     the same bounds for pods that do not exist yet
package task

import (
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
)

// Task is what a lesson asks for. It must not be changed once it is compiled.
type Task struct {
	ID        string
	Namespace string             // where objects without a namespace land
	Cluster   *cluster.Cluster   // the world, without any policy
	Start     []*manifest.Object // the policies applied before the learner begins
	Protected []string           // NAMESPACE/NAME of those in Start that must stay as they are
	Checks    []Check
	Bounds    Bounds
	Tightest  []*networkingv1.NetworkPolicy // the least that must be allowed, beside the protected policies
	Loosest   []*networkingv1.NetworkPolicy // the most that may be allowed, beside the protected policies
	Objects   []string                      // NAMESPACE/NAME of the policies that the task names
	Strict    bool                          // the bounds must hold for pods of tomorrow as well
	Hole      string                        // what marks a value that is left to fill in; "" where there are none
}

// Check is one connection that the task expects policy to allow or to deny.
type Check struct {
	Connection journey.Connection
	Expect     Expect
}

// Expect is what a check, or a bound, wants of a connection.
type Expect uint8

const (
	// Deny wants policy to stop the connection.
	Deny Expect = iota
	// Allow wants policy to let the connection through.
	Allow
)

// String is the word used in reports: allow or deny.
func (e Expect) String() string {
	if e == Allow {
		return "allow"
	}
	return "deny"
}

// expectOf turns a verdict into the same vocabulary.
func expectOf(allowed bool) Expect {
	if allowed {
		return Allow
	}
	return Deny
}

// Bounds says how far the judgement looks beyond the checks.
type Bounds uint8

const (
	// Exact compares behaviour over every flow with the tightest and the loosest.
	Exact Bounds = iota
	// ChecksOnly judges the listed checks alone.
	ChecksOnly
)
