package diagnose

import (
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/task"
)

// attempt is a change that was tried.
type attempt struct {
	*change
	draft  *draft
	wrong  *wrong
	seq    int  // how early it was proposed
	checks int  // failing checks that hold now
	pairs  int  // pairs with a wrong flow that are right now
	ports  int  // single wrong ports that are right now
	breaks bool // whether anything is wrong now that was right
	passes bool
	aside  bool // objects and documents put right besides flows
	gained int  // failing checks that hold now, those not counted that broke
	opened int  // checks, pairs and ports that were closed and are rightly open now
	idle   bool // to remove the policy would do as well
	ends   int  // ends of wanted connections that no longer refuse them; see small
}

// mends tells whether anything is better than before; a change that is meant to open
// something has to.
func (a *attempt) mends() bool {
	return (a.checks > 0 || a.pairs > 0 || a.ports > 0 || a.aside) && (!a.opens || a.opened > 0) && (!a.settle || a.passes)
}

// try makes a change on a copy and judges it. Unless patient, it gives up, with
// nil, as soon as a check breaks that held.
func (s *scene) try(c *change, patient bool) *attempt {
	if !s.spend(s.cost(c)) {
		return nil
	}
	d, ok := s.draft(c)
	if !ok {
		return nil
	}
	submitted := task.Of(s.read)
	submitted.Objects = d.objects(s.read)
	a := &attempt{change: c, draft: d, wrong: s.begin(submitted)}
	a.wrong.refused = s.wrong.refused
	if a.wrong.objects > s.wrong.objects {
		a.breaks = true
	}
	if !s.runChecks(a, patient) {
		return nil
	}
	s.compare(a.wrong)
	a.breaks = a.breaks || s.breaksBeyond(a.wrong, s.wrong)
	a.pairs = s.wrong.pairs() - a.wrong.pairs()
	a.ports = s.wrong.ports() - a.wrong.ports()
	a.aside = a.wrong.objects < s.wrong.objects
	a.passes = a.wrong.passes()
	a.opened += pairsOf(s.wrong.missing) - pairsOf(a.wrong.missing) + singlePorts(s.wrong.missing) - singlePorts(a.wrong.missing)
	return a
}

// cost estimates the work of trying a change, in bytes to read.
func (s *scene) cost(c *change) int {
	work := 1000 + 200*len(s.wrong.state.Policies)
	for _, e := range c.edits {
		if e.object != nil {
			start, end := rewrite.Piece(s.text(e.object.File), topOf(e.object.Root()))
			work += end - start
		}
	}
	return work
}

// runChecks runs those first that held, for most bad ideas break one of them.
func (s *scene) runChecks(a *attempt, patient bool) bool {
	for i, held := range s.wrong.held {
		if held && !s.run(a.wrong, i) {
			a.breaks = true
			a.checks--
			if !patient {
				return false
			}
		}
	}
	for i, held := range s.wrong.held {
		if !held && s.run(a.wrong, i) {
			a.checks++
			a.gained++
			if s.task.Checks[i].Expect == task.Allow {
				a.opened++
			}
		}
	}
	return true
}

// after is the scene with a change made.
func (s *scene) after(a *attempt) (*scene, bool) {
	texts, ok := s.patched(a.draft)
	if !ok {
		return nil, false
	}
	files := make([]manifest.Source, len(s.files))
	for i, f := range s.files {
		files[i] = f
		if text, changed := texts[f.Name]; changed {
			files[i].Text = text
		}
	}
	return newScene(s.lesson, files, s.task.Read(files)), true
}
