package plain

import (
	"fmt"
	"strings"

	"netpol-tutor/grader"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

func (r *room) submit(string) {
	if line := r.lesson.OpenHole(r.attempt.Draft()); line > 0 {
		r.say("Line %d still has a hole, %s. Fill it first: edit %d writes the line anew.", line, lessons.Hole, line)
		return
	}
	report, err := r.attempt.Submit(r.attempt.Draft())
	r.saved(err)
	if report != nil {
		r.took(report)
	}
}

// took says what came of a submit.
func (r *room) took(report *grader.Report) {
	r.report, r.ladder, r.quiz = report, ladder{}, quiz{}
	if report.Passed {
		r.passed()
		return
	}
	r.failing(report)
	r.ladder = newLadder(report, r.lesson.Kind.Edited())
	if r.ladder.more() {
		r.say("Enter goes towards the cause, one step at a time: %s.", r.ladder.nextWords())
	}
}

// failing says what keeps a submission from passing.
func (r *room) failing(report *grader.Report) {
	r.say("Not passed yet: %d percent.", report.Score)
	r.refusals(report.Read.Refusals)
	held, all := tally(report)
	switch {
	case all == 0:
	case held == all:
		r.say("%s.", capital(holding(all)))
	default:
		r.say("%d of %s hold. These do not:", held, count(all, "check", "checks"))
	}
	for _, c := range report.Judgement.Checks {
		if !c.Passed {
			r.item("- %s", checkWords(c))
		}
	}
	r.beyond(report.Judgement)
}

func tally(report *grader.Report) (held, all int) {
	for _, c := range report.Judgement.Checks {
		if c.Passed {
			held++
		}
	}
	return held, len(report.Judgement.Checks)
}

func holding(n int) string {
	if n == 1 {
		return "the one check holds"
	}
	return fmt.Sprintf("all %d checks hold", n)
}

func (r *room) refusals(all []manifest.Refusal) {
	for _, f := range all {
		where := ""
		if f.Span.Known() {
			where = fmt.Sprintf(", line %d", f.Span.Start.Line)
		}
		r.say("The server refuses document %d of the file%s:", f.Document, where)
		r.code(f.Message)
		if f.Help != "" {
			r.say("%s", sentence(f.Help))
		}
	}
}

// beyond says what no check speaks of: connections out of bounds, and objects.
func (r *room) beyond(j *task.Judgement) {
	if examples := j.Unchecked(); len(examples) > 0 {
		r.say("Beyond the checks, these are not as the task wants them:")
		for _, e := range examples {
			r.item("- %s", outOfBounds(e))
		}
		if more := j.Bounds.Missing + j.Bounds.Surplus - len(j.Bounds.Examples); more > 0 {
			r.say("And %s more.", count(more, "pair", "pairs"))
		}
	}
	for _, o := range j.Objects {
		r.item("- %s.", objectWords(o))
	}
}

// checks reads out every check of the last submit.
func (r *room) checks(string) {
	if r.report == nil {
		r.say("Nothing was submitted yet.")
		return
	}
	for _, c := range r.report.Judgement.Checks {
		word := "Holds"
		if !c.Passed {
			word = "Does not hold"
		}
		r.item("%s: %s", word, checkWords(c))
	}
}

// checkWords say what a check wants, and what came of it if that is something else.
func checkWords(c task.CheckResult) string {
	text := way(c.Connection.Text) + " must be " + openOrClosed(c.Expect)
	switch {
	case c.Passed && c.Expect == task.Allow && c.Journey.Refused:
		return text + "; policy lets it through, though nothing listens there."
	case c.Passed:
		return text + "."
	case c.Expect == task.Allow:
		return text + ", and is closed: " + stageWords(c.Journey) + "."
	}
	return text + ", and is open."
}

func openOrClosed(e task.Expect) string {
	if e == task.Allow {
		return "open"
	}
	return "closed"
}

func stageWords(j journey.Journey) string {
	if words := render.StageWords(j); words != "" {
		return words
	}
	return "it does not get through"
}

func outOfBounds(e task.Counterexample) string {
	is := "is open"
	if e.Expect == task.Allow {
		is = "is closed"
	}
	return way(e.Connection) + " must be " + openOrClosed(e.Expect) + ", and " + is + "."
}

func objectWords(o task.ObjectProblem) string {
	if o.Problem == task.Missing {
		return "The task asks for the policy " + o.Object + ", and no policy has that name and namespace"
	}
	return o.Object + " had to stay as it was, and was changed"
}

// fresh tells whether the file is still what was submitted.
func (r *room) fresh() bool {
	if r.report == nil {
		return false
	}
	var text strings.Builder
	for _, f := range r.report.Submission.Files {
		text.WriteString(f.Text)
	}
	return text.String() == r.attempt.Draft()
}
