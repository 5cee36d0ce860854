package diagnose

import (
	"slices"

	"netpol-tutor/grader/manifest"
)

// mostSteps is how many repairs in a row the search makes.
const mostSteps = 4

// search looks for repairs that, one after another, leave nothing wrong, and stops
// where none helps any more. What is nearly right is not answered by adding to it: if the
// best repairs end in additions, or in parts written anew, small ones are tried first.
func (s *scene) search() []step { return s.searchOnce.get(s.findPlan) }

func (s *scene) findPlan() []step {
	quick := s.plan((*scene).next)
	if s.modest(quick) {
		return s.placedFirst(quick)
	}
	if careful := s.plan((*scene).small); s.passesAfter(careful) && s.costs(careful) < s.costs(quick) && !s.oneWillDo(careful) {
		return s.placedFirst(careful)
	}
	return s.placedFirst(quick)
}

// oneWillDo tells whether one of several repairs alone leaves nothing wrong.
func (s *scene) oneWillDo(steps []step) bool {
	return len(steps) > 1 && slices.ContainsFunc(steps, func(st step) bool {
		c := s.translate(st.change)
		if c == nil {
			return false
		}
		a := s.try(c, demanding)
		return a != nil && a.passes
	})
}

// plan takes the repairs that next finds, each on the copy that the ones before left.
func (s *scene) plan(next func(*scene) []step) []step {
	var steps []step
	for now := s; len(steps) < mostSteps && !now.wrong.passes(); {
		found := next(now)
		if len(found) == 0 {
			break
		}
		steps = append(steps, found...)
		last := found[len(found)-1]
		after, ok := last.on.after(last.attempt)
		if !ok {
			break
		}
		now = after
	}
	return steps
}

// small is the best repair of what is there already, be it that it mends one end of a
// connection alone; where there is none, the best of all.
func (s *scene) small() []step {
	var found []*attempt
	slips := slices.DeleteFunc(s.propose(), func(c *change) bool {
		return c.code == "" || isGeneral(c.code) || c.adds() || c.effort == rework
	})
	for i, c := range append(slips, inAllPlaces(slips)...) {
		a := s.try(c, wary)
		if a == nil || a.breaks {
			continue
		}
		a.seq = i
		if a.ends = s.endsMended(a); a.mends() || a.ends > 0 {
			found = append(found, a)
		}
	}
	if found = withoutSecondDNSRule(found); len(found) == 0 {
		return s.bestOf(s.tryAll().clean)
	}
	s.sort(found)
	return []step{s.stepOf(found[0], found)}
}

// withoutSecondDNSRule leaves out rules for DNS where one that is there can be mended.
func withoutSecondDNSRule(all []*attempt) []*attempt {
	nearly := func(a *attempt) bool { return isDNS(a.code) && a.effort != addRule }
	if !slices.ContainsFunc(all, nearly) {
		return all
	}
	return slices.DeleteFunc(all, func(a *attempt) bool { return a.code == "dns-egress-missing" })
}

// adds tells whether a change adds a rule or a policy, other than the one for DNS that
// people forget altogether.
func (c *change) adds() bool {
	return (c.effort == addRule || c.effort == addPolicy) && (!isDNS(c.code) || c.again)
}

// modest tells whether a plan mends everything with changes of what is there.
func (s *scene) modest(plan []step) bool {
	return s.passesAfter(plan) && s.costs(plan) < len(plan)+immodest
}

func (s *scene) passesAfter(plan []step) bool {
	return len(plan) > 0 && plan[len(plan)-1].passes
}

// immodest is what a step costs that has no name of its own, adds, writes anew, or gives
// somebody more than is meant and still leaves something to mend.
const immodest = 10

// costs says how far a plan is from what a learner would call a slip; a plan that leaves
// something wrong is the farthest.
func (s *scene) costs(plan []step) int {
	sum := 0
	for _, st := range plan {
		sum += st.on.charge(st.attempt)
	}
	if !s.passesAfter(plan) {
		sum += immodest * immodest
	}
	return sum
}

// charge is what an attempt costs; see immodest.
func (s *scene) charge(a *attempt) int {
	sum := a.costs()
	if a.idle {
		sum += immodest
	}
	if !a.settles() && s.oversteps(a) {
		sum += immodest
	}
	return sum
}

// costs is what a change costs at least; see immodest.
func (c *change) costs() int {
	sum := 1
	if c.code == "" || isGeneral(c.code) {
		sum += immodest
	}
	if c.adds() || c.effort == rework {
		sum += immodest
	}
	if c.several {
		sum += immodest / 2
	}
	return sum
}

// endsMended counts by how much less the ends of wanted connections refuse them after an
// attempt; see shut.
func (s *scene) endsMended(a *attempt) int {
	return s.shutOnce.get(func() int { return s.shut(s.wrong) }) - s.shut(a.wrong)
}

// shut counts the ends of wanted connections that refuse them, twice where not even a peer
// of a rule fits: a connection may be closed at both ends, by peers and by ports, and
// a repair of one of these is progress all the same.
func (l *lesson) shut(w *wrong) int {
	n := 0
	for _, need := range l.lacking(w) {
		n += 2
		if l.knows(w, need) {
			n--
		}
	}
	return n
}

// knows tells whether a rule in force at the end that refuses has the other end among the
// peers that it names.
func (l *lesson) knows(w *wrong, n need) bool {
	return slices.ContainsFunc(w.state.Policies, func(o *manifest.Object) bool {
		p := &policy{Object: o, Spec: &o.Policy().Spec}
		return p.isolates(n.in) && p.selectsPod(n.subject) &&
			slices.ContainsFunc(p.rules(n.in), func(r *rule) bool { return len(r.peers) > 0 && l.anyAdmits(r, n.peer) })
	})
}
