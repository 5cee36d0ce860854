package recall

import (
	"slices"

	"netpol-tutor/lessons"
)

// Mastery says, right after a pass, how far it is to mastery: two days on which the first
// submit passes unaided. It is "" after a pass that does not count, and for lessons that
// are not on the path.
func (d Desk) Mastery(l *lessons.Lesson) string {
	r := d.Store.Lesson(l.ID)
	counts := slices.Contains(r.CleanDays, DayOf(r.LastPassed).String())
	switch {
	case !counts || !slices.Contains(d.Catalogue.Lessons(), l):
		return ""
	case r.Mastered():
		return "Mastered: passed at once and without help on " + plural(len(r.CleanDays), "day") + "."
	}
	return "Passed at once and without help. Once more like that on another day, and the lesson is mastered."
}
