// Package grader judges what a NetworkPolicy submission does, and says why. It is a
// library: pure, without input or output, clock or state, and safe for concurrent use.
//
// The data go one way, a package each:
//
//	manifest    text -> documents, typed objects, positions, refusals
//	cluster     objects -> the simulated world
//	netpol      world and policies -> verdicts with evidence, over every flow
//	journey     a command -> the stages it passes, and the words it prints
//	task        a lesson's demands -> a judgement: checks, bounds, objects, score
//	diagnose    a judgement -> causes, and repairs that were tried
//	diagnostic  the vocabulary of places, edits and diagnostics
//
// Grade runs them in this order; package render shows the Report to people and programs.
package grader

import (
	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// Submission is what a learner hands in: one file, or the files of a folder.
type Submission struct {
	Name  string // how the submission was named: a file or folder, "-" for standard input
	Files []manifest.Source
}

// Report is the whole answer to a submission.
type Report struct {
	Task        *task.Compiled
	Lesson      string // id of the task
	Submission  Submission
	Passed      bool
	Score       int // per cent
	Read        *manifest.Result
	Judgement   *task.Judgement
	Diagnostics []diagnostic.Diagnostic
}

// mostWhenRefused keeps 100 for submissions that are in force as a whole.
const mostWhenRefused = 95

// Grade judges a submission against a task.
func Grade(t *task.Compiled, s Submission) *Report {
	read := t.Read(s.Files)
	r := &Report{
		Task:       t,
		Lesson:     t.ID,
		Submission: s,
		Read:       read,
		Judgement:  t.Judge(task.Of(read)),
	}
	r.Passed = r.Judgement.Passed && len(read.Refusals) == 0
	r.Score = r.Judgement.Score
	if !r.Passed {
		r.Score = min(r.Score, mostWhenRefused)
	}
	r.Diagnostics = diagnose.Run(diagnose.Input{Task: t, Files: s.Files, Read: read, Judgement: r.Judgement})
	return r
}
