package recall

import (
	"slices"

	"netpol-tutor/lessons/progress"
)

// Card is a cause that a learner has missed, and where it stands in the schedule.
type Card struct {
	Cause   string
	Missed  int      // how often, counting a lesson once a day
	Lessons []string // where, each once, the latest last

	First    Day // when it was met
	LastMiss Day
	Last     Day  // when it was last missed, or came back and was known
	Step     int  // how often it was known, less how often it was missed since; from 0
	Due      Day  // when it comes back
	Kept     bool // known at every step: it does not come back unless it is missed again
}

// cards are the causes of a history in the order in which they were met.
func cards(history []progress.Encounter, exam Day) []Card {
	var all []Card
	for _, h := range history {
		i := slices.IndexFunc(all, func(c Card) bool { return c.Cause == h.Cause })
		switch {
		case h.Known && i >= 0:
			all[i].known(DayOf(h.At), exam)
		case h.Known:
		case i < 0:
			all = append(all, Card{Cause: h.Cause, First: DayOf(h.At)})
			all[len(all)-1].missed(DayOf(h.At), exam, h.Lesson)
		default:
			all[i].missed(DayOf(h.At), exam, h.Lesson)
		}
	}
	return all
}

// missed sets a card back by one step, once a day.
func (c *Card) missed(day, exam Day, lesson string) {
	if c.Missed > 0 && day != c.LastMiss {
		c.Step = max(0, c.Step-1)
	}
	c.Missed++
	c.Lessons = append(slices.DeleteFunc(c.Lessons, func(l string) bool { return l == lesson }), lesson)
	c.Kept = false
	c.LastMiss, c.Last = day, day
	c.Due = back(day, exam, c.Step)
}

// known moves a card up by one step, if it was due. What is known an hour after it was
// missed is not remembered yet.
func (c *Card) known(day, exam Day) {
	if c.Kept || day == c.LastMiss || !c.DueOn(day) {
		return
	}
	c.Last = day
	if c.Step == steps-1 {
		c.Kept = true
		return
	}
	c.Step++
	c.Due = back(day, exam, c.Step)
}

// DueOn tells whether the card has come back by a day. It has, too, if the last time lies
// ahead: the clock was wrong then or is wrong now, and nothing should wait for years. One
// day ahead may be a journey west.
func (c *Card) DueOn(day Day) bool {
	return !c.Kept && (day >= c.Due || day < c.Last-1)
}
