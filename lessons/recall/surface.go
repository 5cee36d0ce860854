package recall

import (
	"cmp"
	"slices"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// returns tells whether there is a lesson in which a card can come back.
func (d Desk) returns(c Card) bool { return len(d.training(c)) > 0 || d.same(c) != nil }

// Lesson is the lesson in which a card comes back: one made for its cause; or another one
// of the catalogue that trains it; or the one in which it was missed. It is nil only if
// that is no longer to be had. It stays the same until something is submitted.
func (d Desk) Lesson(c Card) *lessons.Lesson {
	records := d.Store.All()
	if l, ok := d.Catalogue.Another(c.Cause, func(id string) int { return records[id].Tries }); ok {
		return l
	}
	all := d.training(c)
	slices.SortStableFunc(all, func(a, b *lessons.Lesson) int {
		return cmp.Or(
			cmp.Compare(last(c, a), last(c, b)),
			cmp.Compare(freshness(records[a.ID]), freshness(records[b.ID])),
			records[a.ID].LastPassed.Compare(records[b.ID].LastPassed),
		)
	})
	if len(all) == 0 {
		return d.same(c)
	}
	return all[0]
}

// Where is the title of the lesson on the path in which a card was missed last; "" if it
// was none of them.
func (d Desk) Where(c Card) string {
	for _, id := range slices.Backward(c.Lessons) {
		for _, l := range d.Catalogue.Lessons() {
			if l.ID == id {
				return l.Title
			}
		}
	}
	return ""
}

// same is the lesson in which a card was missed last, of those that are still to be had.
func (d Desk) same(c Card) *lessons.Lesson {
	for _, id := range slices.Backward(c.Lessons) {
		if l, ok := d.Catalogue.Find(id); ok {
			return l
		}
	}
	return nil
}

// training are the lessons of the catalogue that train the cause of a card.
func (d Desk) training(c Card) []*lessons.Lesson {
	var all []*lessons.Lesson
	for _, l := range d.Catalogue.All() {
		if slices.Contains(l.Causes, c.Cause) {
			all = append(all, l)
		}
	}
	return all
}

// last puts behind all others the lesson in which a card was missed last.
func last(c Card, l *lessons.Lesson) int { return slices.Index(c.Lessons, l.ID) }

// freshness puts first what was passed before, and last what waits half done.
func freshness(r progress.Record) int {
	switch {
	case r.Passed():
		return 0
	case r.Tries == 0:
		return 1
	}
	return 2
}
