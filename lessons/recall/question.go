package recall

import (
	"fmt"
	"hash/fnv"
	"slices"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// choices is how many causes a question offers.
const choices = 3

// Question asks, after a pass, which of several causes it was.
type Question struct {
	Lesson  string
	Options []string // causes
	Right   int      // which of them, from 0
	Failed  bool     // the learner had met it on the way; otherwise it is the trap of the lesson
}

// Ask is the question after a lesson was passed, given its record, and the cause that it
// was played to recall, "" for none. What went wrong on the way is asked about; where
// nothing did, the trap that the lesson sets. Without either there is no question, nor is
// there one about a trap that was answered on the same day.
func Ask(l *lessons.Lesson, r progress.Record, recalls string) (q Question, ok bool) {
	cause, failed := asked(l, r, recalls)
	again := !failed && !r.Named.IsZero() && DayOf(r.Named) == DayOf(r.LastPassed)
	if cause == "" || again {
		return Question{}, false
	}
	q = Question{Lesson: l.ID, Options: others(l, r, cause, failed), Failed: failed}
	q.Right = int(mix(l, r, cause) % uint64(len(q.Options)+1))
	q.Options = slices.Insert(q.Options, q.Right, cause)
	return q, true
}

func asked(l *lessons.Lesson, r progress.Record, recalls string) (cause string, failed bool) {
	causes := diagnose.Causes()
	for _, c := range r.PassedMissed {
		if slices.Contains(causes, c) {
			return c, true
		}
	}
	for _, c := range append([]string{recalls}, traps(l)...) {
		if slices.Contains(causes, c) {
			return c, false
		}
	}
	return "", false
}

// traps are the causes that a lesson is about, the first one first.
func traps(l *lessons.Lesson) []string {
	all := slices.Clone(l.Causes)
	for _, w := range l.Wrong() {
		all = append(all, w.Cause)
	}
	return all
}

// others are the wrong options. Beside a mistake that was made, other mistakes of this
// lesson are the likeliest to be taken for it; beside the trap of a lesson, they would be
// right as well. Then come those of the same chapter.
func others(l *lessons.Lesson, r progress.Record, cause string, failed bool) []string {
	never := append([]string{cause}, r.PassedMissed...)
	var first []string
	if failed {
		first = traps(l)
	} else {
		never = append(never, traps(l)...)
	}
	var near, far []string
	for _, c := range diagnose.Causes() {
		if diagnose.Chapter(c) == diagnose.Chapter(cause) {
			near = append(near, c)
		} else {
			far = append(far, c)
		}
	}
	start := mix(l, r, cause)
	return pick(never, turned(first, start), turned(near, start), turned(far, start))
}

// turned begins a list somewhere else, so that the same options do not stand side by side
// each time.
func turned(list []string, start uint64) []string {
	if len(list) == 0 {
		return nil
	}
	n := int(start % uint64(len(list)))
	return slices.Concat(list[n:], list[:n])
}

// pick takes the first causes that may be offered.
func pick(never []string, lists ...[]string) []string {
	causes := diagnose.Causes()
	var all []string
	for _, c := range slices.Concat(lists...) {
		if len(all) < choices-1 && slices.Contains(causes, c) && !slices.Contains(never, c) && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// mix is a number that looks like chance, and is the same for the same pass.
func mix(l *lessons.Lesson, r progress.Record, cause string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %s %d %d", l.ID, cause, r.Tries, r.Passes)
	return h.Sum64()
}

// Cause is the right answer.
func (q Question) Cause() string { return q.Options[q.Right] }

// Say is what a teacher says about it, in a sentence or two.
func (q Question) Say() string {
	page, _ := diagnose.Explain(q.Cause())
	return page.Say
}

// Answer records an answer, one of the options by its number.
func (q Question) Answer(s progress.Store, option int) (right bool, err error) {
	right = option == q.Right
	err = s.Record(q.Lesson, progress.Event{Kind: progress.Named, Cause: q.Cause(), Right: right})
	if err != nil {
		return right, fmt.Errorf("record an answer in lesson %q: %w", q.Lesson, err)
	}
	return right, nil
}
