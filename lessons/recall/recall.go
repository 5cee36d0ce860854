// Package recall brings back what a learner has missed: which causes, on which day, in
// which lesson, and what to ask about them. It keeps nothing of its own: everything follows
// from the history in the store, the calendar, and the date of an exam.
//
//	schedule.go   after how many days: the table
//	card.go       a cause, and where it stands in the schedule
//	deck.go       all of them: what is due, and in which order
//	day.go        days of the calendar
//	words.go      the schedule in sentences
//	exam.go       the date of an exam, as somebody types it
//	surface.go    the lesson in which a cause comes back
//	question.go   after a pass: which of these was the cause?
//	mastery.go    after a pass: how far is it to mastery?
//	standing.go   how the learner stands with a lesson
//	next.go       the lesson of the path to go on with
package recall

import (
	"slices"
	"time"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// Desk is what recall works with.
type Desk struct {
	Catalogue *lessons.Catalogue
	Store     progress.Store
	Now       func() time.Time
}

// Deck is what the learner has met so far, as of today. It reads the store.
func (d Desk) Deck() Deck {
	deck := Deck{Today: DayOf(d.Now())}
	deck.Exam, _ = ParseDay(d.Store.Settings().ExamDate) // one that was spoilt counts as none
	causes := diagnose.Causes()
	for _, c := range cards(d.Store.History(), deck.Exam) {
		if slices.Contains(causes, c.Cause) && d.returns(c) {
			deck.Cards = append(deck.Cards, c)
		}
	}
	return deck
}
