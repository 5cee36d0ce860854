package recall

import (
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// Standing is how a learner stands with a lesson; the zero value is a new one.
type Standing struct {
	progress.Record
	Draft bool   // something is written
	Back  string // when what was missed in it comes back, as in "tomorrow"; "" if nothing does
}

// Begun tells whether there is something to go on with.
func (s Standing) Begun() bool { return s.Tries > 0 || s.Draft }

// Done tells whether there is nothing left to do: it is passed, or known and left out.
func (s Standing) Done() bool { return s.Passed() || s.Skipped }

// Standings are those with every lesson of the path that was touched, by its ID. It
// reads the store.
func (d Desk) Standings() map[string]Standing {
	records, deck := d.Store.All(), d.Deck()
	all := map[string]Standing{}
	for _, l := range d.Catalogue.Lessons() {
		record, tried := records[l.ID]
		_, draft, _ := d.Store.Look(l.ID) // a draft that cannot be read is told of when the lesson is opened
		if tried || draft {
			all[l.ID] = Standing{record, draft, deck.back(l)}
		}
	}
	return all
}

func (d Deck) back(l *lessons.Lesson) string {
	if card, ok := d.MissedIn(l.ID); ok {
		return d.In(card.Due)
	}
	return ""
}
