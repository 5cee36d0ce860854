package play

import "netpol-tutor/lessons/progress"

// Result is what an attempt comes to so far.
type Result struct {
	Passed   bool
	Aid      progress.Aid // NotPassed, or how much help the first pass took
	Score    int          // the best one, per cent
	Tries    int
	Hints    int  // seen since the lesson was last passed
	Revealed bool // the solution was shown since
}

// Result is what the attempt comes to so far.
func (a *Attempt) Result() Result {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.store.Lesson(a.lesson.ID)
	return Result{
		Passed: a.passed, Aid: a.aid, Score: a.best, Tries: a.tries,
		Hints: min(r.Hints, len(a.lesson.Hints)), Revealed: r.Revealed,
	}
}
