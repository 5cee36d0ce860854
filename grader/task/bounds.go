package task

import (
	"cmp"
	"slices"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// mostCounterexamples is how many connections are shown of those out of bounds;
// the counts beside them cover all.
const mostCounterexamples = 10

// BoundsResult says where behaviour leaves the bounds of the task.
type BoundsResult struct {
	Missing  int // ordered pairs with a flow that must be allowed and is not
	Surplus  int // ordered pairs with a flow that must not be allowed and is
	Examples []Counterexample
}

// Hold tells whether behaviour stays within the bounds over every flow.
func (b BoundsResult) Hold() bool { return b.Missing == 0 && b.Surplus == 0 }

// Counterexample is one connection out of bounds, standing for all flows between
// two ends.
type Counterexample struct {
	Connection string // in the grammar of checks
	Expect     Expect
	Flow       netpol.Flow
	Verdict    netpol.Verdict
	Ports      netpol.ConnSet // everything between the two ends that is out of bounds this way
}

// horizon is a set of pods under the bounds of the task: the pods of today, or also
// those of tomorrow.
type horizon struct {
	cluster           *cluster.Cluster
	tightest, loosest *netpol.Evaluator
}

func (c *Compiled) horizon(of *cluster.Cluster) *horizon {
	protected := policies(c.protected())
	return &horizon{
		cluster:  of,
		tightest: netpol.Compile(of, join(protected, c.Tightest)),
		loosest:  netpol.Compile(of, join(protected, c.Loosest)),
	}
}

// compare answers what behaviour leaves out of the tightest, and what it adds to the loosest.
func (h *horizon) compare(behaviour *netpol.Evaluator) (missing, surplus []netpol.Delta) {
	return netpol.Difference(h.tightest, behaviour), netpol.Difference(behaviour, h.loosest)
}

// bounds compares a state with the tightest and the loosest behaviour.
func (c *Compiled) bounds(st State, behaviour *netpol.Evaluator) BoundsResult {
	if c.Bounds == ChecksOnly {
		return BoundsResult{}
	}
	r := c.within(c.today, behaviour)
	if c.Strict && r.Hold() {
		future := c.future()
		r = c.within(future, netpol.Compile(future.cluster, policies(st.Policies)))
	}
	return r
}

func (c *Compiled) within(h *horizon, behaviour *netpol.Evaluator) BoundsResult {
	missing, surplus := h.compare(behaviour)
	return BoundsResult{
		Missing:  pairs(missing),
		Surplus:  pairs(surplus),
		Examples: c.examples(behaviour, missing, surplus),
	}
}

func pairs(deltas []netpol.Delta) int {
	n := 0
	for _, d := range deltas {
		n += d.Pairs
	}
	return n
}

// examples picks the flows that teach most: on ports of the checks before declared
// ports before others, inside the lesson's namespaces before the outside, one a pair.
func (c *Compiled) examples(behaviour *netpol.Evaluator, missing, surplus []netpol.Delta) []Counterexample {
	found := append(c.candidates(missing, Allow), c.candidates(surplus, Deny)...)
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.port.rank, b.port.rank), cmp.Compare(c.distance(a.flow), c.distance(b.flow)))
	})
	var examples []Counterexample
	shown := map[[2]netpol.Endpoint]bool{}
	for _, f := range found {
		pair := [2]netpol.Endpoint{f.flow.From, f.flow.To}
		if shown[pair] || len(examples) == mostCounterexamples {
			continue
		}
		shown[pair] = true
		examples = append(examples, Counterexample{
			Connection: NameFlow(c.Cluster, f.flow),
			Expect:     f.expect,
			Flow:       f.flow,
			Verdict:    behaviour.Verdict(f.flow),
			Ports:      f.ports,
		})
	}
	return examples
}

type candidate struct {
	flow   netpol.Flow
	port   rankedPort
	expect Expect
	ports  netpol.ConnSet
}

// mostPairs bounds the work on deltas that stand for a crowd of equal pods.
const mostPairs = 2000

func (c *Compiled) candidates(deltas []netpol.Delta, e Expect) []candidate {
	var found []candidate
	for _, d := range deltas {
		for _, from := range d.Froms {
			for _, to := range d.Tos {
				if len(found) == mostPairs {
					return found
				}
				if f, ok := c.candidate(from, to, d.Ports, e); ok {
					found = append(found, f)
				}
			}
		}
	}
	return found
}

func (c *Compiled) candidate(from, to netpol.Endpoint, ports netpol.ConnSet, e Expect) (candidate, bool) {
	if from.Pod != nil && from.Pod == to.Pod || from.IP.Is4() != to.IP.Is4() {
		return candidate{}, false
	}
	port := c.ports.best(to, ports)
	flow := netpol.Flow{From: from, To: to, Protocol: port.protocol, Port: port.number}
	return candidate{flow, port, e, ports}, true
}

// distance orders flows by how far they lead from the namespaces of the lesson.
func (c *Compiled) distance(f netpol.Flow) int {
	return c.remoteness(f.From) + c.remoteness(f.To)
}

func (c *Compiled) remoteness(e netpol.Endpoint) int {
	switch {
	case e.Pod == nil:
		return 10
	case e.Pod.Namespace == "kube-system":
		return 2
	case e.Pod.Namespace == "default":
		return 1
	}
	return 0
}

// InBounds tells whether the task accepts a verdict on a flow. A task without bounds
// accepts any.
func (c *Compiled) InBounds(f netpol.Flow, allowed bool) bool {
	if c.Bounds == ChecksOnly {
		return true
	}
	if allowed {
		return c.today.loosest.Allowed(f)
	}
	return !c.today.tightest.Allowed(f)
}
