package diagnose_test

import (
	"testing"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/task"
)

// checkFix tries a fix again, on its own: it applies cleanly, breaks nothing, mends
// something, by the naive verdicts too, and passes if it says so.
func (w *world) checkFix(t *testing.T, before *graded, f diagnostic.Fix) {
	t.Helper()
	if why := w.faultOf(before, f); why != "" {
		t.Errorf("fix %q: %s\n%s", f.Message, why, f.Patched)
	}
}

func (w *world) faultOf(before *graded, f diagnostic.Fix) string {
	patched, err := diagnostic.Apply(before.files[0].Text, f.Edits)
	switch {
	case err != nil:
		return err.Error()
	case patched != f.Patched:
		return "the edits make another text than the one shown"
	case f.Mends <= 0 || f.Message == "" || f.File != before.files[0].Name:
		return "incomplete"
	}
	after := w.grade(patched)
	switch {
	case f.Passes != after.passed():
		return "wrong about passing"
	case broken(before, after):
		return "breaks something"
	case !better(before, after):
		return "mends nothing"
	}
	return w.witness().doubts(before, after)
}

func broken(before, after *graded) bool {
	for i, c := range before.judged.Checks {
		if c.Passed && !after.judged.Checks[i].Passed {
			return true
		}
	}
	a, b := before.judged.Bounds, after.judged.Bounds
	return b.Missing > a.Missing || b.Surplus > a.Surplus ||
		len(after.judged.Objects) > len(before.judged.Objects) || len(after.read.Refusals) > len(before.read.Refusals)
}

func better(before, after *graded) bool {
	a, b := before.judged, after.judged
	return failed(b) < failed(a) || b.Bounds.Missing < a.Bounds.Missing || b.Bounds.Surplus < a.Bounds.Surplus ||
		len(b.Objects) < len(a.Objects) || len(after.read.Refusals) < len(before.read.Refusals) || fewerPorts(a, b)
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

// fewerPorts tells whether a pair that is still wrong is wrong on fewer ports.
func fewerPorts(a, b *task.Judgement) bool {
	count := func(j *task.Judgement) int {
		n := 0
		for _, e := range j.Bounds.Examples {
			n += e.Ports.Count()
		}
		return n
	}
	return count(b) < count(a)
}
