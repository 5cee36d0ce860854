package recall

import (
	"cmp"
	"slices"

	"netpol-tutor/grader/diagnose"
)

// Deck is all that a learner has missed, as of a day.
type Deck struct {
	Today Day
	Exam  Day // 0 without one
	Cards []Card
}

// Due lists what has come back: what has waited longest first, then what was missed most,
// and subjects mixed, since telling them apart is half of knowing them.
func (d Deck) Due() []Card {
	var due []Card
	for _, c := range d.Cards {
		if c.DueOn(d.Today) {
			due = append(due, c)
		}
	}
	slices.SortStableFunc(due, func(a, b Card) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(b.Missed, a.Missed))
	})
	return mixed(due)
}

// mixed takes from the front what differs in its subject from the one before, as long as
// there is such a card.
func mixed(cards []Card) []Card {
	left := slices.Clone(cards)
	var all []Card
	for len(left) > 0 {
		i := max(0, slices.IndexFunc(left, func(c Card) bool {
			return len(all) == 0 || diagnose.Chapter(c.Cause) != diagnose.Chapter(all[len(all)-1].Cause)
		}))
		all = append(all, left[i])
		left = slices.Delete(left, i, i+1)
	}
	return all
}

// Coming is the card that comes back first after today; ok is false if none does.
func (d Deck) Coming() (first Card, ok bool) { return d.soonest(func(Card) bool { return true }) }

// MissedIn is the card that comes back first of those that were missed in a lesson; ok is
// false if none does.
func (d Deck) MissedIn(lesson string) (first Card, ok bool) {
	for _, c := range d.Due() {
		if slices.Contains(c.Lessons, lesson) {
			return c, true
		}
	}
	return d.soonest(func(c Card) bool { return slices.Contains(c.Lessons, lesson) })
}

// soonest is the first to come back of the cards that are not due and fit.
func (d Deck) soonest(fits func(Card) bool) (first Card, ok bool) {
	for _, c := range d.Cards {
		if !c.Kept && !c.DueOn(d.Today) && fits(c) && (!ok || c.Due < first.Due) {
			first, ok = c, true
		}
	}
	return first, ok
}

// Of is the card of a cause; ok is false for one that was never missed.
func (d Deck) Of(cause string) (c Card, ok bool) {
	i := slices.IndexFunc(d.Cards, func(c Card) bool { return c.Cause == cause })
	if i < 0 {
		return Card{}, false
	}
	return d.Cards[i], true
}
