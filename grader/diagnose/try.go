package diagnose

import (
	"fmt"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/task"
)

// attempt is a change that was tried.
type attempt struct {
	*change
	*outcome
	seq  int  // how early it was proposed
	idle bool // to remove the policy would do as well
	ends int  // ends of wanted connections that no longer refuse them; see small
}

// outcome is what the text does after a change. Changes that lead to the same text
// share it.
type outcome struct {
	draft  *draft
	wrong  *wrong
	checks int  // failing checks that hold now
	pairs  int  // pairs with a wrong flow that are right now
	ports  int  // single wrong ports that are right now
	breaks bool // whether anything is wrong now that was right
	passes bool
	aside  bool // objects and documents put right besides flows
	gained int  // failing checks that hold now, those not counted that broke
	opened int  // checks, pairs and ports that were closed and are rightly open now
	then   memo[*scene]
	over   memo[bool] // see oversteps
}

// mends tells whether anything is better than before; a change that is meant to open
// something has to.
func (a *attempt) mends() bool {
	return (a.checks > 0 || a.pairs > 0 || a.ports > 0 || a.aside) && (!a.opens || a.opened > 0) && (!a.settle || a.passes)
}

// patience says when to give up a change that is being judged.
type patience uint8

const (
	patient   patience = iota // never: what breaks may be worth it
	wary                      // as soon as a check breaks that held
	demanding                 // as soon as any check fails
)

// try makes a change on a copy and judges it. It answers nil if there is no such text,
// or patience ran out.
func (s *scene) try(c *change, p patience) *attempt {
	if !s.spend(s.cost(c)) {
		return nil
	}
	d, ok := s.draft(c)
	if !ok {
		return nil
	}
	texts, ok := s.patched(d)
	if !ok {
		return nil
	}
	key := fmt.Sprint(texts) // maps are printed in the order of their keys
	o := s.outcomes[key]
	if gaveUp, known := s.givenUp[key]; o == nil && (!known || p < gaveUp) {
		if o = s.judgeDraft(d, p); o == nil {
			s.givenUp[key] = p
			return nil
		}
		s.outcomes[key] = o
	}
	if o == nil {
		return nil
	}
	return &attempt{change: c, outcome: o}
}

// judgeDraft answers what a draft does, or nil for one given up.
func (s *scene) judgeDraft(d *draft, p patience) *outcome {
	submitted := task.Of(s.read)
	submitted.Objects = d.objects(s.read)
	o := &outcome{draft: d, wrong: s.begin(submitted)}
	o.wrong.refused = s.wrong.refused
	if o.wrong.objects > s.wrong.objects {
		o.breaks = true
	}
	if !s.runChecks(o, p) {
		return nil
	}
	s.compare(o.wrong)
	o.breaks = o.breaks || s.breaksBeyond(o.wrong, s.wrong)
	o.pairs, o.ports = s.righted(o.wrong)
	o.aside = o.wrong.objects < s.wrong.objects
	o.passes = o.wrong.passes()
	o.opened += pairsOf(s.wrong.missing) - pairsOf(o.wrong.missing) + singlePorts(s.wrong.missing) - singlePorts(o.wrong.missing)
	return o
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

// runChecks is false if patience ran out. Most bad ideas break a check that held, or leave
// one failing: that is looked at first.
func (s *scene) runChecks(o *outcome, p patience) bool {
	if p == demanding {
		return s.mendChecks(o, p) && s.keepChecks(o, p)
	}
	return s.keepChecks(o, p) && s.mendChecks(o, p)
}

// keepChecks runs the checks that held before.
func (s *scene) keepChecks(o *outcome, p patience) bool {
	for i, held := range s.wrong.held {
		if held && !s.run(o.wrong, i) {
			o.breaks = true
			o.checks--
			if p != patient {
				return false
			}
		}
	}
	return true
}

// mendChecks runs the checks that failed before.
func (s *scene) mendChecks(o *outcome, p patience) bool {
	for i, held := range s.wrong.held {
		switch {
		case held:
		case s.run(o.wrong, i):
			o.checks++
			o.gained++
			if s.task.Checks[i].Expect == task.Allow {
				o.opened++
			}
		case p == demanding:
			return false
		}
	}
	return true
}

// after is the scene with a change made.
func (s *scene) after(a *attempt) (*scene, bool) {
	then := a.then.get(func() *scene { return s.findAfter(a) })
	return then, then != nil
}

func (s *scene) findAfter(a *attempt) *scene {
	texts, ok := s.patched(a.draft)
	if !ok {
		return nil
	}
	files := make([]manifest.Source, len(s.files))
	for i, f := range s.files {
		files[i] = f
		if text, changed := texts[f.Name]; changed {
			files[i].Text = text
		}
	}
	return newScene(s.lesson, files, s.task.Read(files))
}
