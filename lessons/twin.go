package lessons

import "slices"

// TwinOf is the lesson whose twin this one is, nil for any other. A twin is not on the
// path: it is played when its sibling was passed with a change that was offered, and
// found by its id.
func (l *Lesson) TwinOf() *Lesson { return l.twinOf }

// link lets twins know each other. It answers the lessons without those whose twin is
// not to be had, and why.
func link(all []*Lesson) (sound []*Lesson, problems []Problem) {
	for _, l := range all {
		if l.Twin == "" {
			continue
		}
		if p, ok := l.meet(all); !ok {
			problems = append(problems, p)
		}
	}
	return slices.DeleteFunc(all, func(l *Lesson) bool { return l.Twin != "" && l.twin == nil }), problems
}

// meet finds the twin of a lesson among the others.
func (l *Lesson) meet(all []*Lesson) (Problem, bool) {
	i := slices.IndexFunc(all, func(o *Lesson) bool { return o.ID == l.Twin })
	switch {
	case i < 0:
		var ids []string
		for _, o := range all {
			ids = append(ids, o.ID)
		}
		return l.problem("twin", near("Did you mean %s?", l.Twin, ids), "there is no lesson %s in this pack", l.Twin), false
	case all[i] == l:
		return l.problem("twin", "Name another lesson.", "the lesson is its own twin"), false
	case all[i].Twin != "":
		return l.problem("twin", "Of two twins, only the first names the other.", "%s names a twin itself", l.Twin), false
	case all[i].twinOf != nil:
		return l.problem("twin", "A twin has one sibling.", "%s is the twin of %s already", l.Twin, all[i].twinOf.ID), false
	}
	l.twin, all[i].twinOf = all[i], l
	return Problem{}, true
}
