package diagnose

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/equality"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// wrong is everything that a state of the cluster does other than the task wants.
type wrong struct {
	state   task.State
	world   journey.World
	ways    []journey.Journey // of the checks, in their order
	held    []bool            // which checks hold
	missing []netpol.Delta    // what must be allowed and is not
	surplus []netpol.Delta    // what must not be allowed and is
	objects int               // objects missing or changed
	refused int               // documents refused
}

// judge answers what is wrong with a submission.
func (l *lesson) judge(s task.Submitted) *wrong {
	w := l.begin(s)
	for i := range l.task.Checks {
		l.run(w, i)
	}
	l.compare(w)
	return w
}

// begin puts a submission in force without asking anything yet.
func (l *lesson) begin(s task.Submitted) *wrong {
	st := l.task.State(s)
	w := &wrong{state: st, refused: len(s.Refused)}
	policies := make([]*networkingv1.NetworkPolicy, len(st.Policies))
	for i, o := range st.Policies {
		policies[i] = o.Policy()
	}
	w.world = l.task.World(policies)
	w.ways = make([]journey.Journey, len(l.task.Checks))
	w.held = make([]bool, len(l.task.Checks))
	w.objects = l.objects(st)
	return w
}

// run tries one check.
func (l *lesson) run(w *wrong, i int) bool {
	check := l.task.Checks[i]
	w.ways[i], _ = journey.Go(w.world, check.Connection, journey.Options{ByAddress: check.Expect == task.Deny})
	w.held[i] = w.ways[i].Allowed == (check.Expect == task.Allow)
	return w.held[i]
}

// compare holds behaviour against the bounds; strict tasks include pods of tomorrow.
func (l *lesson) compare(w *wrong) {
	switch {
	case !l.bounded:
	case l.task.Strict:
		w.missing, w.surplus = l.task.Future(w.state)
	default:
		w.missing = netpol.Difference(l.tightest, w.world.Policies)
		w.surplus = netpol.Difference(w.world.Policies, l.loosest)
	}
}

// objects counts what is wrong with objects as such.
func (l *lesson) objects(st task.State) int {
	n := len(st.Foreign)
	for _, key := range l.task.Objects {
		if !slices.ContainsFunc(st.Policies, named(key)) {
			n++
		}
	}
	for _, key := range l.task.Protected {
		i := slices.IndexFunc(st.Policies, named(key))
		was := slices.IndexFunc(l.task.Start, named(key))
		if i < 0 || was < 0 || !equality.Semantic.DeepEqual(st.Policies[i].Policy().Spec, l.task.Start[was].Policy().Spec) {
			n++
		}
	}
	return n
}

func (w *wrong) failed() int {
	n := 0
	for _, held := range w.held {
		if !held {
			n++
		}
	}
	return n
}

func (w *wrong) pairs() int { return pairsOf(w.missing) + pairsOf(w.surplus) }

func pairsOf(deltas []netpol.Delta) int {
	n := 0
	for _, d := range deltas {
		n += d.Pairs
	}
	return n
}

// ports counts single ports, so that a repair of a part of a pair is seen.
func (w *wrong) ports() int { return singlePorts(w.missing) + singlePorts(w.surplus) }

func singlePorts(deltas []netpol.Delta) int {
	n := 0
	for _, d := range deltas {
		n += d.Pairs * d.Ports.Count()
	}
	return n
}

// passes tells whether nothing is wrong.
func (w *wrong) passes() bool {
	return w.failed() == 0 && len(w.missing) == 0 && len(w.surplus) == 0 && w.objects == 0 && w.refused == 0
}

// breaksBeyond tells whether a flow is wrong now that was right before.
func (l *lesson) breaksBeyond(now, before *wrong) bool {
	if !l.bounded {
		return false
	}
	if pairsOf(now.missing) > pairsOf(before.missing) || pairsOf(now.surplus) > pairsOf(before.surplus) {
		return true
	}
	if l.task.Strict {
		return false
	}
	was := before.world.Policies
	return newlyWrong(now.missing, func(f, t netpol.Endpoint) netpol.ConnSet {
		return l.tightest.Conns(f, t).Subtract(was.Conns(f, t))
	}) || newlyWrong(now.surplus, func(f, t netpol.Endpoint) netpol.ConnSet {
		return was.Conns(f, t).Subtract(l.loosest.Conns(f, t))
	})
}

// mostCompared bounds the work on deltas that stand for crowds of equal pods.
const mostCompared = 4000

func newlyWrong(now []netpol.Delta, before func(f, t netpol.Endpoint) netpol.ConnSet) bool {
	return anyPair(now, false, func(d netpol.Delta, f, t netpol.Endpoint) bool {
		return !d.Ports.Subtract(before(f, t)).IsEmpty()
	})
}

// anyPair tells whether one of the pairs of some deltas is as wanted; crowd is the answer where
// there are too many to look at.
func anyPair(deltas []netpol.Delta, crowd bool, wanted func(d netpol.Delta, f, t netpol.Endpoint) bool) bool {
	left := mostCompared
	for _, d := range deltas {
		for _, f := range d.Froms {
			for _, t := range d.Tos {
				if left--; left < 0 {
					return crowd
				}
				if (f.Pod == nil || f.Pod != t.Pod) && wanted(d, f, t) {
					return true
				}
			}
		}
	}
	return false
}

// righted counts the pairs and the single ports that are right after a change and were wrong.
// Which addresses stand for all others outside depends on the ranges that policies
// name, so that a count may fall where no flow is another: that is none.
func (s *scene) righted(now *wrong) (pairs, ports int) {
	pairs, ports = s.wrong.pairs()-now.pairs(), s.wrong.ports()-now.ports()
	if pairs <= 0 && ports <= 0 || s.task.Strict {
		return pairs, ports
	}
	is := now.world.Policies
	opened := func(d netpol.Delta, f, t netpol.Endpoint) bool { return !d.Ports.Intersect(is.Conns(f, t)).IsEmpty() }
	closed := func(d netpol.Delta, f, t netpol.Endpoint) bool { return !d.Ports.Subtract(is.Conns(f, t)).IsEmpty() }
	if anyPair(s.wrong.missing, true, opened) || anyPair(s.wrong.surplus, true, closed) {
		return pairs, ports
	}
	return min(pairs, 0), min(ports, 0)
}
