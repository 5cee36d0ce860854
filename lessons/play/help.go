package play

import "netpol-tutor/lessons/progress"

// Hint shows the next hint, or the last one again when all were seen. It answers its
// number, from 1, and how many there are; without any, zero.
func (a *Attempt) Hint() (text string, number, of int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	of = len(a.lesson.Hints)
	if of == 0 {
		return "", 0, 0
	}
	seen := a.seen()
	number = min(seen+1, of)
	if number > seen {
		_ = a.record(progress.Event{Kind: progress.Hinted, Hint: number}) // the hint is shown whether it counts or not
	}
	return a.lesson.Hints[number-1], number, of
}

// Hints are those that were seen since the lesson was last passed, also in earlier
// attempts.
func (a *Attempt) Hints() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.lesson.Hints[:a.seen()]
}

func (a *Attempt) seen() int {
	return min(a.store.Lesson(a.lesson.ID).Hints, len(a.lesson.Hints))
}

// Solution shows the model answer. From then on a pass counts as one with help.
func (a *Attempt) Solution() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.passed && !a.store.Lesson(a.lesson.ID).Revealed {
		_ = a.record(progress.Event{Kind: progress.Revealed}) // the solution is shown whether it counts or not
	}
	return a.lesson.Model().Text
}

// FixApplied notes that a change which was offered against a cause was made in the
// learner's text. From then on a pass counts as one with help, and the lesson's twin is
// worth playing.
func (a *Attempt) FixApplied(cause string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.record(progress.Event{Kind: progress.Fixed, Cause: cause})
}

// Restart puts back what the lesson puts into the editor, and takes back the answers
// to its questions. The text that was there stays in the learner's history.
func (a *Attempt) Restart() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	_ = a.record(progress.Event{Kind: progress.Restarted, Text: a.draft}) // the editor still holds the text for an undo
	a.report, a.left = nil, ""
	clear(a.answers)
	if a.lesson.Kind.Edited() {
		_ = a.save(a.lesson.Start) // the next change of the text saves again, and says what fails
	}
	return a.draft
}
