package plain

import (
	"fmt"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/task"
)

// passed is what follows a submit that passes: what was proved, the question on the
// cause, why it works, what could be sturdier, the sentence to remember, and the next
// lesson.
func (r *room) passed() {
	r.say("Passed. %s", proof(r.report))
	r.askCause()
}

func (r *room) passedQuestions() {
	r.say("Passed.")
	r.askCause()
}

// learnt is what follows the question on the cause.
func (r *room) learnt() {
	r.debrief()
	if r.report != nil {
		r.remarks()
	}
	r.remember()
}

func proof(report *grader.Report) string {
	_, all := tally(report)
	text := capital(holding(all))
	if all == 0 {
		text = "There was nothing to check"
	}
	if report.Task.Bounds == task.Exact {
		text += ", and over every other connection of this cluster nothing needed is closed and nothing else is open"
	}
	return text + "."
}

func (r *room) debrief() {
	text := blocks(r.lesson.Debrief)
	if r.lesson.Sentence() != "" {
		text = withoutSentence(text)
	}
	if len(text) > 0 {
		r.blank()
		r.blocks(text)
	}
}

// remarks are what could be sturdier in an answer that passed.
func (r *room) remarks() {
	told := 0
	for _, d := range r.report.Diagnostics {
		if d.Severity == diagnostic.Error {
			continue
		}
		if told++; told == 1 {
			r.blank()
			r.say("Your answer passes. Worth knowing about it:")
		}
		where := ""
		if d.Span.Known() {
			where = fmt.Sprintf("line %d: ", d.Span.Start.Line)
		}
		r.item("- %s%s %s", where, sentence(d.Message), sentence(d.Help))
	}
}

// remember says the sentence, and the way on.
func (r *room) remember() {
	r.blank()
	if s := r.lesson.Sentence(); s != "" {
		r.say("Remember: %s", inline(s))
	}
	r.mastery()
	r.comesBack()
	if r.recalls != "" {
		r.dueLater()
		return
	}
	r.onwardWords()
}

// onwardWords say which lesson comes next.
func (r *room) onwardWords() {
	next := r.next(r.lesson)
	if next.lesson == nil {
		r.say("Every other lesson is passed. q leads to the list of them.")
		return
	}
	r.say("Next: %s %s. Enter opens it, q leads to the list of lessons.", r.numbered(next.lesson), next.why)
	if twin := r.twin(); twin != nil && twin.ID != next.lesson.ID && twin != r.lesson.TwinOf() {
		r.say("twin plays %s.", twinWords(twin))
	}
}
