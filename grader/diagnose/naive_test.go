package diagnose_test

import (
	"fmt"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/netpol/naive"
	"netpol-tutor/grader/task"
)

// witness judges a world once more: by loops over the policies as they are stored, and
// with what each check needs worked out from the cluster alone.
type witness struct {
	task        *task.Compiled
	checks      [][]leg // of each check, all that must be open
	pairs       [][2]naive.End
	doors       []door // that matter in this world whatever is submitted
	least, most naive.World
}

// leg is a part of a connection, by ways of which one is enough.
type leg []flow

type flow struct {
	from, to naive.End
	door
}

type door struct {
	protocol corev1.Protocol
	port     uint16
}

// unnamed are ports that no lesson means, and stand for all others of their protocol.
var unnamed = []door{{corev1.ProtocolTCP, 9}, {corev1.ProtocolUDP, 9}, {corev1.ProtocolSCTP, 9}}

func newWitness(t *task.Compiled) *witness {
	w := &witness{task: t, pairs: pairsIn(t.Cluster, nil), doors: slices.Clone(unnamed)}
	for _, c := range t.Checks {
		legs := legsOf(t.Cluster, c)
		w.checks = append(w.checks, legs)
		for _, l := range legs {
			w.doors = append(w.doors, l[0].door)
		}
	}
	for _, p := range t.Cluster.Pods {
		for _, port := range p.Ports {
			w.doors = append(w.doors, door{port.Protocol, port.Number})
		}
	}
	var kept []*networkingv1.NetworkPolicy
	for _, o := range t.Start {
		if slices.Contains(t.Protected, o.Key()) {
			kept = append(kept, o.Policy())
		}
	}
	w.least = naive.World{Cluster: t.Cluster, Policies: slices.Concat(kept, t.Tightest)}
	w.most = naive.World{Cluster: t.Cluster, Policies: slices.Concat(kept, t.Loosest)}
	w.doors = unique(slices.Concat(w.doors, doorsOf(w.least.Policies), doorsOf(w.most.Policies)))
	return w
}

// pairsIn are the ordered pairs of pods, and of pods with outside hosts and other addresses.
func pairsIn(c *cluster.Cluster, far []netip.Addr) [][2]naive.End {
	var ends []naive.End
	for _, p := range c.Pods {
		if p.OnPodNetwork() {
			ends = append(ends, naive.End{Pod: p, IP: p.Primary()})
		}
	}
	for _, h := range c.Outside {
		far = append(far, h.IP)
	}
	for _, ip := range far {
		taken := slices.ContainsFunc(ends, func(e naive.End) bool { return e.IP == ip })
		if inside := slices.ContainsFunc(c.Pods, func(p *cluster.Pod) bool { return slices.Contains(p.IPs, ip) }); !taken && !inside {
			ends = append(ends, naive.End{IP: ip})
		}
	}
	var pairs [][2]naive.End
	for _, a := range ends {
		for _, b := range ends {
			if a != b && (a.Pod != nil || b.Pod != nil) && a.IP.Is6() == b.IP.Is6() {
				pairs = append(pairs, [2]naive.End{a, b})
			}
		}
	}
	return pairs
}

// testimony is what the naive evaluator says of a submission.
type testimony struct {
	held  []bool        // the checks that are as they should be
	wrong map[flow]bool // flows out of the bounds
}

// hear judges a submission at the doors and addresses of this world and some more. It
// answers as well what the grader's own judgement says otherwise, or nothing.
func (w *witness) hear(g *graded, more []door, far ...netip.Addr) (testimony, string) {
	world := naive.World{Cluster: w.task.Cluster, Policies: inForce(g)}
	said := testimony{held: make([]bool, len(w.checks)), wrong: map[flow]bool{}}
	for i, legs := range w.checks {
		said.held[i] = open(world, legs) == (w.task.Checks[i].Expect == task.Allow)
		if c := g.judged.Checks[i]; c.Passed != said.held[i] {
			return said, fmt.Sprintf("check %q holds: %v, naively %v", c.Connection.Text, c.Passed, said.held[i])
		}
	}
	pairs := w.pairs
	if len(far) > 0 {
		pairs = pairsIn(w.task.Cluster, far)
	}
	for _, d := range unique(slices.Concat(w.doors, more)) {
		for _, p := range pairs {
			f := flow{p[0], p[1], d}
			allowed := f.passes(world)
			if got := g.judged.World.Policies.Allowed(f.asked()); got != allowed {
				return said, fmt.Sprintf("%s is allowed: %v, naively %v", f, got, allowed)
			}
			if w.task.Bounds == task.Exact && (allowed && !f.passes(w.most) || !allowed && f.passes(w.least)) {
				said.wrong[f] = true
			}
		}
	}
	if b := g.judged.Bounds; len(said.wrong) > 0 && b.Hold() {
		return said, fmt.Sprintf("%d flows are out of bounds, and the bounds hold", len(said.wrong))
	}
	return said, ""
}

func inForce(g *graded) []*networkingv1.NetworkPolicy {
	var all []*networkingv1.NetworkPolicy
	for _, o := range g.judged.State.Policies {
		all = append(all, o.Policy())
	}
	return all
}

func open(world naive.World, legs []leg) bool {
	return !slices.ContainsFunc(legs, func(l leg) bool {
		return !slices.ContainsFunc(l, func(f flow) bool { return f.passes(world) })
	})
}

func (f flow) passes(world naive.World) bool {
	return world.Allowed(f.from, f.to, f.protocol, f.port)
}

// asked is the flow as the evaluator is asked for it.
func (f flow) asked() netpol.Flow {
	end := func(e naive.End) netpol.Endpoint { return netpol.Endpoint{Pod: e.Pod, IP: e.IP} }
	return netpol.Flow{From: end(f.from), To: end(f.to), Protocol: f.protocol, Port: f.port}
}

func (f flow) String() string {
	return fmt.Sprintf("%s > %s:%d/%s", nameOf(f.from), nameOf(f.to), f.port, f.protocol)
}

func nameOf(e naive.End) string {
	if e.Pod != nil {
		return e.Pod.Key()
	}
	return e.IP.String()
}

// doubts says what speaks against a repair: a verdict that differs from the naive one, or
// what by the naive verdicts it breaks, or does not mend.
func (w *witness) doubts(before, after *graded) string {
	policies := slices.Concat(inForce(before), inForce(after))
	more, far := doorsOf(policies), edgesOf(policies)
	was, why := w.hear(before, more, far...)
	if why != "" {
		return "before: " + why
	}
	is, why := w.hear(after, more, far...)
	if why != "" {
		return "after: " + why
	}
	mended := len(is.wrong) < len(was.wrong)
	for i, held := range was.held {
		if held && !is.held[i] {
			return fmt.Sprintf("breaks the check %q", w.task.Checks[i].Connection.Text)
		}
		mended = mended || !held && is.held[i]
	}
	for f := range is.wrong {
		if !was.wrong[f] {
			return fmt.Sprintf("breaks %s", f)
		}
	}
	aside := len(after.judged.Objects) < len(before.judged.Objects) || len(after.read.Refusals) < len(before.read.Refusals)
	if !mended && !aside {
		return "mends no check, and no flow"
	}
	return ""
}
