package lens

import (
	"cmp"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// Do is what a step does.
type Do string

const (
	// Add puts something new into the text.
	Add Do = "add"
	// Drop takes something out.
	Drop Do = "drop"
	// Narrow makes something match less.
	Narrow Do = "narrow"
)

// Step is one change of an edit.
type Step struct {
	Do     Do
	Kind   Kind
	Object string // NAMESPACE/NAME of the policy
	Path   string // what is dropped or narrowed, or the list that gets a new item; "" for a policy
}

// Answer is the smallest edit that was found to flip a flow's verdict.
type Answer struct {
	Opens  bool              // the flow is open after it, else closed
	Files  []manifest.Source // the whole text after the edit
	Steps  []Step
	Lines  int    // that the edit adds, plus those that it removes
	Effect Effect // on all flows, the one that was asked for included
	Flows  int    // how many other flows change: pairs by ports; a block of outside addresses is one end
	Passed bool   // whether the text passes the task as it is
	Passes bool   // whether it does after the edit
}

// Flip finds the edit of a text that opens a closed flow or closes an open one: of those
// that were tried, the one that changes the fewest other flows, and of equal ones that
// with the fewest lines. It fails for what is no flow, and where the text cannot flip
// it, such as a flow that policies outside the text decide.
func Flip(t *task.Compiled, files []manifest.Source, f netpol.Flow) (Answer, bool) {
	s := look(t, files)
	f = settled(t, f)
	v := s.policies.Verdict(f)
	if v.Standing != netpol.Ordinary || len(files) == 0 {
		return Answer{}, false
	}
	search := &search{scene: s, flow: f}
	if v.Allowed {
		search.close()
	} else {
		search.open(v)
	}
	return search.answer(!v.Allowed)
}

// settled names the pod behind an address, the address of a pod, and the protocol.
func settled(t *task.Compiled, f netpol.Flow) netpol.Flow {
	if f.Protocol == "" {
		f.Protocol = corev1.ProtocolTCP
	}
	for _, e := range []*netpol.Endpoint{&f.From, &f.To} {
		e.IP = e.IP.Unmap()
		for _, p := range t.Cluster.Pods {
			if e.Pod == nil && p.OnPodNetwork() && slices.Contains(p.IPs, e.IP) {
				e.Pod = p
			}
		}
	}
	if f.From.Pod != nil && !f.From.IP.IsValid() {
		f.From.IP = f.From.Pod.IP(f.To.IP.Is6())
	}
	if f.To.Pod != nil && !f.To.IP.IsValid() {
		f.To.IP = f.To.Pod.IP(f.From.IP.Is6())
	}
	return f
}

// mostKept is how many unfinished edits are followed further, and mostSteps how many
// changes one may have.
const (
	mostKept  = 6
	mostSteps = 6
)

// search looks for edits of a scene that flip a flow.
type search struct {
	*scene
	flow  netpol.Flow
	found []*edit
}

// edit is a scene after some steps.
type edit struct {
	*scene
	steps []Step
	cost  int // flows that change
	lines int
}

// then tries changes after an edit.
func (x *search) then(e *edit, changes []change, measure func(*scene) int) []*edit {
	var all []*edit
	for _, c := range changes {
		after, ok := e.with(c)
		if !ok || slices.ContainsFunc(all, func(have *edit) bool { return slices.Equal(have.files, after.files) }) {
			continue
		}
		all = append(all, &edit{after, append(slices.Clone(e.steps), c.Step), measure(after), changedLines(x.files, after.files)})
	}
	return all
}

func best(all []*edit, n int) []*edit {
	slices.SortStableFunc(all, func(a, b *edit) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.lines, b.lines)) })
	return all[:min(n, len(all))]
}

func (x *search) whole(after *scene) int { return effectOf(x.policies, after.policies).flows() }

// open lets the flow through on the side of the source, if that denies it, and then on
// the other.
func (x *search) open(v netpol.Verdict) {
	now := []*edit{{scene: x.scene}}
	if !v.Egress.Allowed {
		measure := x.whole
		if !v.Ingress.Allowed {
			measure = x.alone(netpol.Egress)
		}
		now = x.then(now[0], x.openings(netpol.Egress, v.Egress, x.flow), measure)
		now = best(slices.DeleteFunc(now, func(e *edit) bool { return !e.policies.Verdict(x.flow).Egress.Allowed }), mostKept)
	}
	for _, e := range now {
		if v := e.policies.Verdict(x.flow); v.Allowed {
			x.found = append(x.found, e)
		} else {
			x.found = append(x.found, x.then(e, e.openings(netpol.Ingress, v.Ingress, x.flow), x.whole)...)
		}
	}
}

// alone measures what changes on one side if the other lets everything through: while
// the other side is closed, all edits of this one look alike.
func (x *search) alone(d netpol.Direction) func(*scene) int {
	before := x.onlySide(x.scene, d)
	return func(after *scene) int { return effectOf(before, x.onlySide(after, d)).flows() }
}

func (x *search) onlySide(s *scene, d netpol.Direction) *netpol.Evaluator {
	only := networkingv1.PolicyType(typeName(d))
	var all []*networkingv1.NetworkPolicy
	for _, p := range specs(s.state) {
		if slices.Contains(p.Spec.PolicyTypes, only) {
			one := *p
			one.Spec.PolicyTypes = []networkingv1.PolicyType{only}
			all = append(all, &one)
		}
	}
	return netpol.Compile(x.task.Cluster, all)
}

// close stops the flow on either side. Policies add up, so every rule that lets it
// through has to be dealt with, one after the other.
func (x *search) close() {
	for _, d := range []netpol.Direction{netpol.Egress, netpol.Ingress} {
		now := []*edit{{scene: x.scene}}
		for range mostSteps {
			var next []*edit
			for _, e := range now {
				next = append(next, x.then(e, e.closings(d, sideOf(e.policies.Verdict(x.flow), d), x.flow), x.whole)...)
			}
			now = now[:0]
			for _, e := range next {
				if e.policies.Allowed(x.flow) {
					now = append(now, e)
				} else {
					x.found = append(x.found, e)
				}
			}
			now = best(now, mostKept)
		}
	}
}

func sideOf(v netpol.Verdict, d netpol.Direction) netpol.Side {
	if d == netpol.Ingress {
		return v.Ingress
	}
	return v.Egress
}

// answer is the best of the edits that do flip the flow.
func (x *search) answer(opens bool) (Answer, bool) {
	flipped := slices.DeleteFunc(x.found, func(e *edit) bool { return e.policies.Allowed(x.flow) != opens })
	if len(flipped) == 0 {
		return Answer{}, false
	}
	e := best(flipped, 1)[0]
	return Answer{
		Opens:  opens,
		Files:  e.files,
		Steps:  e.steps,
		Lines:  e.lines,
		Effect: effectOf(x.policies, e.policies),
		Flows:  e.cost - 1,
		Passed: x.passes(),
		Passes: e.passes(),
	}, true
}

func (s *scene) passes() bool {
	return len(s.read.Refusals) == 0 && s.task.Judge(task.Of(s.read)).Passed
}
