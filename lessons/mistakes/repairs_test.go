package mistakes_test

import (
	"testing"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/task"
)

// mostRounds is how often a learner may have to accept a change.
const mostRounds = 4

// TestRepairs follows what is offered for the wrong answers of every lesson: each change
// gains and breaks nothing, and after a few there is nothing left.
func TestRepairs(t *testing.T) {
	for _, e := range exercises(t) {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			for _, w := range e.Wrong() {
				if e.OpenHole(w.Text) > 0 {
					continue // the learner has not answered yet
				}
				t.Run(w.File, func(t *testing.T) { e.repair(t, w.Text) })
			}
		})
	}
}

func (e exercise) repair(t *testing.T, text string) {
	before := e.grade(text)
	for range mostRounds {
		if before.Passed {
			return
		}
		fix := offered(before)
		if fix == nil {
			t.Fatalf("%s has no repair\n%s", told(before), text)
		}
		after := e.grade(fix.Patched)
		switch {
		case after.Passed != fix.Passes:
			t.Errorf("%s: wrong about passing: %s\n%s", told(before), fix.Message, fix.Patched)
		case broken(before, after):
			t.Errorf("%s: breaks something: %s\n%s", told(before), fix.Message, fix.Patched)
		case !gains(before, after):
			t.Errorf("%s: gains nothing: %s\n%s", told(before), fix.Message, fix.Patched)
		}
		before, text = after, fix.Patched
	}
	if !before.Passed {
		t.Errorf("after %d changes %s is left\n%s", mostRounds, told(before), text)
	}
}

// offered is the first change that is offered.
func offered(r *grader.Report) *diagnostic.Fix {
	for _, d := range r.Diagnostics {
		if d.Fix != nil {
			return d.Fix
		}
	}
	return nil
}

func broken(before, after *grader.Report) bool {
	for i, c := range before.Judgement.Checks {
		if c.Passed && !after.Judgement.Checks[i].Passed {
			return true
		}
	}
	a, b := before.Judgement, after.Judgement
	return b.Bounds.Missing > a.Bounds.Missing || b.Bounds.Surplus > a.Bounds.Surplus ||
		len(b.Objects) > len(a.Objects) || len(after.Read.Refusals) > len(before.Read.Refusals)
}

func gains(before, after *grader.Report) bool {
	a, b := before.Judgement, after.Judgement
	return failed(b) < failed(a) || b.Bounds.Missing < a.Bounds.Missing || b.Bounds.Surplus < a.Bounds.Surplus ||
		openPorts(b) < openPorts(a) || len(b.Objects) < len(a.Objects) || len(after.Read.Refusals) < len(before.Read.Refusals)
}

func failed(j *task.Judgement) int {
	n := 0
	for _, c := range j.Checks {
		if !c.Passed {
			n++
		}
	}
	return n
}

// openPorts counts the ports on which pairs of the examples are wrong.
func openPorts(j *task.Judgement) int {
	n := 0
	for _, e := range j.Bounds.Examples {
		n += e.Ports.Count()
	}
	return n
}
