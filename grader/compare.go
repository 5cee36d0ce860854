package grader

import (
	"slices"

	"netpol-tutor/grader/task"
)

// Comparison is what several submissions to one task do, side by side.
type Comparison struct {
	Rows []ComparedRow
}

// ComparedRow is one connection under every submission.
type ComparedRow struct {
	Connection string // in the grammar of checks
	Want       task.Expect
	Cells      []ComparedCell // one a submission
}

// ComparedCell is the verdict on one connection under one submission.
type ComparedCell struct{ Allowed, Wrong bool }

// Compare puts judgements of one task beside one another: on every check, and on the
// connection that best shows what is wrong with a submission that keeps all checks.
func Compare(js []*task.Judgement) Comparison {
	var c Comparison
	if len(js) == 0 {
		return c
	}
	for i, check := range js[0].Checks {
		row := ComparedRow{Connection: check.Connection.Text, Want: check.Expect}
		for _, j := range js {
			got := j.Checks[i]
			row.Cells = append(row.Cells, ComparedCell{Allowed: got.Got == task.Allow, Wrong: !got.Passed})
		}
		c.Rows = append(c.Rows, row)
	}
	for _, j := range js {
		if slices.ContainsFunc(j.Checks, func(r task.CheckResult) bool { return !r.Passed }) {
			continue
		}
		if more := j.Unchecked(); len(more) > 0 {
			c.add(more[0], js)
		}
	}
	return c
}

// add is a row for a connection that no check speaks of.
func (c *Comparison) add(e task.Counterexample, js []*task.Judgement) {
	if slices.ContainsFunc(c.Rows, func(r ComparedRow) bool { return r.Connection == e.Connection }) {
		return
	}
	row := ComparedRow{Connection: e.Connection, Want: e.Expect}
	for _, j := range js {
		allowed := j.World.Policies.Allowed(e.Flow)
		row.Cells = append(row.Cells, ComparedCell{allowed, allowed != (e.Expect == task.Allow)})
	}
	c.Rows = append(c.Rows, row)
}
