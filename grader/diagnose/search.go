package diagnose

import (
	"slices"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/task"
)

// step is a repair in the course of a search.
type step struct {
	*attempt
	on     *scene     // what it was made on: the submission, or a copy with the steps before
	rivals []*attempt // other causes whose repairs do as well
}

// placedFirst puts the move of a policy to its namespace before the other repairs,
// where all of them together mend everything: what a policy says counts only where it
// is.
func (s *scene) placedFirst(steps []step) []step {
	k := slices.IndexFunc(steps, func(st step) bool { return st.code == "policy-in-wrong-namespace" })
	if k <= 0 || !steps[len(steps)-1].passes {
		return steps
	}
	order := slices.Concat(steps[k:k+1], steps[:k], steps[k+1:])
	sorted := make([]step, 0, len(steps))
	now := s
	for _, st := range order {
		c := now.translate(st.change)
		if c == nil {
			return steps
		}
		a := now.try(c, patient)
		if a == nil {
			return steps
		}
		after, ok := now.after(a)
		if !ok {
			return steps
		}
		sorted = append(sorted, step{attempt: a, on: now})
		now = after
	}
	if !now.wrong.passes() {
		return steps
	}
	return sorted
}

// next is the best repair of a scene; or two that only help together, where the
// first one is about the place of a policy: what is in force there for the first time
// may well show the next mistake.
func (s *scene) next() []step { return s.nextOnce.get(s.findNext) }

func (s *scene) findNext() []step {
	tried := s.tryAll()
	clean, bold := tried.clean, slices.Clone(tried.bold)
	best := s.bestOf(clean)
	if s.modest(best) {
		return best
	}
	if missing := len(best) > 0 && best[0].passes && best[0].effort == addPolicy; !missing && !s.helps(best) {
		bold = append(bold, s.bolder()...)
	}
	together := s.inTwo(bold, s.costs(best))
	if together == nil {
		return best
	}
	second := together[1]
	if i := slices.IndexFunc(clean, func(a *attempt) bool { return a.code == second.code && a.where() == second.where() }); i >= 0 {
		return []step{s.stepOf(clean[i], clean)} // it helps alone, and the other one after it
	}
	return together
}

// tried is what helps and breaks nothing, the best first, and what might help if something
// else were mended too.
type tried struct{ clean, bold []*attempt }

// tryAll tries what is proposed.
func (s *scene) tryAll() tried { return s.triedOnce.get(s.findTried) }

func (s *scene) findTried() tried {
	var clean, bold []*attempt
	for i, c := range s.propose() {
		a := s.try(c, patienceWith(c.code))
		switch {
		case a == nil:
			continue
		case a.breaks:
			bold = append(bold, a)
		case a.mends():
			clean = append(clean, a)
		}
		a.seq = i
		s.nameIt(a)
	}
	clean = append(clean, s.everywhere(clean)...)
	s.sort(clean)
	return tried{clean, bold}
}

// helps tells whether a repair with a name helps by itself: then what else is wrong need
// not be looked for behind something that breaks.
func (s *scene) helps(best []step) bool {
	return len(best) > 0 && best[0].checks > 0 && s.charge(best[0].attempt) < immodest
}

func (s *scene) bestOf(clean []*attempt) []step {
	if len(clean) == 0 {
		return nil
	}
	return []step{s.stepOf(clean[0], clean)}
}

// bolder are changes that were given up because they break something, and not only by
// opening it: where no single one settles it, one mistake may hide another.
func (s *scene) bolder() []*attempt {
	var all []*attempt
	for i, c := range s.propose() {
		if c.opens && c.effort < move || c.costs() > 1 && c.effort != remove || patienceWith(c.code) == patient {
			continue
		}
		if a := s.try(c, patient); a != nil && a.breaks {
			a.seq, a.ends = i, s.endsMended(a)
			s.nameIt(a)
			all = append(all, a)
		}
	}
	return all
}

// sort puts the best first. A misplaced policy that might as well be removed, or have no
// rules, does not count as misplaced.
func (s *scene) sort(all []*attempt) {
	for _, a := range all {
		if (isMisplacement(a.code) || a.code == "subject-peer-swapped" || a.code == "selects-too-much") && a.policy != nil && a.effort != remove {
			a.idle = s.asGood(edit{object: a.policy.Object}, a) || s.asGood(on(a.policy, dropRules), a)
		}
	}
	slices.SortStableFunc(all, s.better)
}

// asGood tells whether an edit alone would do as well as an attempt.
func (s *scene) asGood(e edit, a *attempt) bool {
	b := s.try(&change{edits: []edit{e}}, patient)
	if b != nil && a.ends > 0 && s.endsMended(b) < a.ends {
		return false
	}
	return b != nil && b.breaks == a.breaks && b.checks >= a.checks && b.pairs >= a.pairs && b.ports >= a.ports && b.wrong.objects <= a.wrong.objects
}

func dropRules(root *rewrite.Value) {
	for _, d := range directions {
		root.At("spec").Drop(d.String())
	}
}

// everywhere tries a cause in all its places at once, where no single change settles it:
// whoever misunderstands something writes it more than once.
func (s *scene) everywhere(clean []*attempt) []*attempt {
	if slices.ContainsFunc(clean, (*attempt).settles) {
		return nil
	}
	var found []*attempt
	for _, sum := range inAllPlaces(s.propose()) {
		if a := s.try(sum, wary); a != nil && !a.breaks && a.mends() {
			found = append(found, a)
		}
	}
	for _, sum := range s.alike(clean) {
		if a := s.try(sum, wary); a != nil && !a.breaks && a.beyond(clean) {
			found = append(found, a)
		}
	}
	return found
}

// isBold tells the codes whose repair may well show the next mistake: it puts in
// force what was not.
func isBold(code string) bool {
	return isMisplacement(code) || code == "egress-empty-list" || code == "accidental-isolation"
}

func patienceWith(code string) patience {
	if isBold(code) {
		return patient
	}
	return wary
}

// mostBold bounds how many repairs that break something are followed further.
const mostBold = 3

// inTwo follows misplacements whose repair shows another mistake, as far as the two
// together cost less than a limit.
func (s *scene) inTwo(bold []*attempt, limit int) []step {
	s.sort(bold)
	for _, a := range bold[:min(len(bold), mostBold)] {
		if a.pairs <= 0 && a.gained == 0 && a.ports <= 0 && a.ends <= 0 && !a.aside {
			continue
		}
		after, ok := s.after(a)
		if !ok {
			continue
		}
		var best *attempt
		for i, c := range after.propose() {
			if c.effort == rework || s.charge(a)+c.costs() >= limit {
				continue
			}
			if b := after.try(c, demanding); b != nil && b.passes {
				b.seq = i
				after.nameIt(b)
				if best == nil || after.better(b, best) < 0 {
					best = b
				}
			}
		}
		if best != nil && s.charge(a)+after.charge(best) < limit {
			return s.cleanFirst([]step{{attempt: a, on: s}, {attempt: best, on: after}})
		}
	}
	return nil
}

// cleanFirst puts the second of two repairs first where it helps by itself, which the
// first one does not.
func (s *scene) cleanFirst(two []step) []step {
	own := s.translate(two[1].change)
	if own == nil || isBold(two[0].code) {
		return two
	}
	first := s.try(own, wary)
	if first == nil || first.breaks || !first.mends() {
		return two
	}
	after, ok := s.after(first)
	if !ok {
		return two
	}
	rest := after.translate(two[0].change)
	if rest == nil {
		return two
	}
	second := after.try(rest, demanding)
	if second == nil || !second.passes {
		return two
	}
	return []step{{attempt: first, on: s}, {attempt: second, on: after}}
}

// stepOf notes which other causes do as well.
func (s *scene) stepOf(best *attempt, all []*attempt) step {
	found := step{attempt: best, on: s}
	for _, a := range all {
		elsewhere := a.code != best.code && a.where() != best.where() && a.effort <= best.effort && !isGeneral(a.code)
		if elsewhere && a.passes == best.passes && a.checks == best.checks && a.pairs == best.pairs {
			found.rivals = append(found.rivals, a)
		}
	}
	return found
}

// nameIt names a change that has no cause of its own after what it mends most.
func (s *scene) nameIt(a *attempt) {
	if a.code != "" {
		return
	}
	named := *a.change
	named.code = "allows-too-much"
	if s.mendsMissing(a) {
		named.code = "allows-too-little"
	}
	a.change = &named
}

// mendsMissing tells whether an attempt opens more than it closes.
func (s *scene) mendsMissing(a *attempt) bool {
	opened, closed := pairsOf(s.wrong.missing)-pairsOf(a.wrong.missing), pairsOf(s.wrong.surplus)-pairsOf(a.wrong.surplus)
	for i, held := range s.wrong.held {
		if !held && a.wrong.held[i] {
			if s.task.Checks[i].Expect == task.Allow {
				opened++
			} else {
				closed++
			}
		}
	}
	return opened >= closed
}

func isGeneral(code string) bool { return code == "allows-too-little" || code == "allows-too-much" }
