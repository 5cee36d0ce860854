package home

import (
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
)

// suggestion is the lesson to go on with and why; its id is empty if all are done.
type suggestion struct{ id, why string }

// nextOf answers the first lesson of the path that is not passed. One that was begun
// already goes before those that were not: what is half done is closest to done.
func nextOf(path []*lessons.Lesson, stands map[string]standing) suggestion {
	first := -1
	for i, l := range path {
		s := stands[l.ID]
		if s.Passed() || s.Skipped {
			continue
		}
		if s.begun() {
			return suggestion{l.ID, "go on here"}
		}
		if first < 0 {
			first = i
		}
	}
	switch {
	case first < 0:
		return suggestion{}
	case len(stands) == 0:
		return suggestion{path[first].ID, "start here"}
	}
	return suggestion{path[first].ID, "next on your path"}
}

// Next is the lesson to go on with after another one; nil if all are done. It reads the
// store, so screens call it in a command.
func Next(env screen.Env, after string) *lessons.Lesson {
	path := env.Catalogue.Lessons()
	stands := standings(env.Store, path, recall.Deck{})
	delete(stands, after)
	for i, l := range path {
		if l.ID == after {
			path = append(append([]*lessons.Lesson{}, path[i+1:]...), path[:i]...)
			break
		}
	}
	l, _ := env.Catalogue.Find(nextOf(path, stands).id)
	return l
}
