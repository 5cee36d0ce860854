package lessons

import (
	"cmp"
	"slices"
)

// Catalogue is all lessons that a session offers, in the recommended order. It does
// not change; With makes a larger one. Twins are found by their ids alone, and so is what
// a Maker makes.
type Catalogue struct {
	lessons []*Lesson
	twins   []*Lesson
	tracks  []Track
	maker   Maker // nil without one
}

// Track is the lessons of one subject.
type Track struct {
	ID, Title string
	Lessons   []*Lesson
}

func newCatalogue(all []*Lesson) *Catalogue {
	c := &Catalogue{}
	for _, l := range all {
		if l.twinOf != nil {
			c.twins = append(c.twins, l)
		} else {
			c.lessons = append(c.lessons, l)
		}
	}
	steps := recommended()
	slices.SortStableFunc(c.lessons, func(a, b *Lesson) int { return cmp.Compare(a.step(steps), b.step(steps)) })
	for _, l := range c.lessons {
		i := slices.IndexFunc(c.tracks, func(t Track) bool { return t.ID == l.Track })
		if i < 0 {
			i = len(c.tracks)
			c.tracks = append(c.tracks, Track{ID: l.Track, Title: trackTitle(l.Track)})
		}
		c.tracks[i].Lessons = append(c.tracks[i].Lessons, l)
	}
	slices.SortStableFunc(c.tracks, func(a, b Track) int { return cmp.Compare(trackOrder(a.ID), trackOrder(b.ID)) })
	return c
}

// With is the catalogue with the lessons of a pack after its own. A lesson whose id is
// taken is left out and reported.
func (c *Catalogue) With(pack []*Lesson) (*Catalogue, []Problem) {
	all := c.All()
	var problems []Problem
	for _, l := range pack {
		if i := slices.IndexFunc(all, func(o *Lesson) bool { return o.ID == l.ID }); i >= 0 {
			problems = append(problems, l.problem("id", "Give the lesson another id.", "the id %s is already that of %q", l.ID, all[i].Title))
			continue
		}
		all = append(all, l)
	}
	return newCatalogue(all).Making(c.maker), problems
}

// Lessons lists every lesson of the path, in the recommended order.
func (c *Catalogue) Lessons() []*Lesson { return slices.Clone(c.lessons) }

// All lists the lessons of the path, and behind them the twins.
func (c *Catalogue) All() []*Lesson { return slices.Concat(c.lessons, c.twins) }

// Tracks lists the tracks that have lessons, each with its own in the recommended order.
func (c *Catalogue) Tracks() []Track { return slices.Clone(c.tracks) }

// Find answers the lesson with that id; one that is made, anew at each call.
func (c *Catalogue) Find(id string) (*Lesson, bool) {
	for _, l := range c.All() {
		if l.ID == id {
			return l, true
		}
	}
	if c.maker == nil {
		return nil, false
	}
	return c.maker.Make(id)
}

// Suggest answers up to three ids that somebody who typed id may have meant, the
// likeliest first.
func (c *Catalogue) Suggest(id string) []string {
	all := c.All()
	known := make([]string, 0, len(all))
	for _, l := range all {
		known = append(known, l.ID)
	}
	if c.maker != nil {
		known = append(known, c.maker.Samples()...)
	}
	return suggest(id, known)
}
