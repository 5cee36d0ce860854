package plain

import (
	"fmt"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/play"
)

// repair says a change line by line, and what came of trying it.
func (r *room) repair(f diagnostic.Fix) {
	head := "One change that mends it"
	if f.Only {
		head = "The change that mends it"
	}
	r.say("%s: %s", head, sentence(f.Message))
	for _, l := range changes(r.report.Submission.Files[0].Text, f.Patched) {
		r.put("  " + l + "\n")
	}
	r.say("Tried: %s. apply makes the change in your file.", outcome(f))
}

func outcome(f diagnostic.Fix) string {
	if f.Passes {
		return "with it every check holds"
	}
	return "it mends " + count(f.Mends, "thing", "things") + " and breaks nothing; more is left to do"
}

// changes says which lines go, by their numbers before, and which come, by their numbers
// afterwards.
func changes(before, after string) []string {
	var said []string
	for _, c := range render.Diff(before, after) {
		switch c.Role {
		case render.Removed:
			said = append(said, fmt.Sprintf("remove line %d: %s", c.Number, shown(c.Text)))
		case render.Added:
			said = append(said, fmt.Sprintf("add line %d: %s", c.Number, shown(c.Text)))
		}
	}
	return said
}

// apply makes the change that was said last.
func (r *room) apply(string) {
	offer := r.offered()
	switch {
	case r.report == nil:
		r.say("Nothing was submitted yet, so there is no change to make.")
	case r.report.Passed:
		r.say("Your answer passed; nothing needs to be changed.")
	case offer == nil && r.ladder.more():
		r.say("No change was offered yet. Enter goes towards it.")
	case offer == nil:
		r.say("No single change was found that mends it. h gives a hint.")
	case !r.fresh():
		r.say("The file has changed since it was submitted. s submits it again.")
	default:
		r.change(offer.Fix.Patched)
		if err := r.attempt.FixApplied(offer.Code); err != nil {
			r.say("%s.", capital(err.Error()))
		}
		r.say("Changed. undo takes it back, s submits the file.")
	}
}

// offered is the diagnostic whose change was said last, nil if none was.
func (r *room) offered() *diagnostic.Diagnostic {
	for i := r.ladder.at - 1; i >= 0; i-- {
		if rung := r.ladder.rungs[i]; rung.kind == play.Change {
			return &r.ladder.list[rung.cause]
		}
	}
	return nil
}
