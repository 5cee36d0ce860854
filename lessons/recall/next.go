package recall

import "netpol-tutor/lessons"

// Reason is why a lesson comes next.
type Reason uint8

const (
	Start  Reason = iota // nothing was touched yet
	GoOn                 // it is begun
	OnPath               // it follows
)

// Suggestion is the lesson to go on with; nil if there is none.
type Suggestion struct {
	Lesson *lessons.Lesson
	Why    Reason
}

// Next is the first lesson of a path that is neither passed nor skipped, counted from
// behind the one just played, if any, and followed round. One that was begun goes before
// those that were not: what is half done is closest to done.
func Next(path []*lessons.Lesson, stands map[string]Standing, after *lessons.Lesson) Suggestion {
	var fresh *lessons.Lesson
	for _, l := range behind(path, after) {
		switch s := stands[l.ID]; {
		case s.Done():
		case s.Begun():
			return Suggestion{l, GoOn}
		case fresh == nil:
			fresh = l
		}
	}
	if fresh != nil && len(stands) == 0 {
		return Suggestion{fresh, Start}
	}
	return Suggestion{fresh, OnPath}
}

// Next is the lesson to go on with after another one. It reads the store.
func (d Desk) Next(after *lessons.Lesson) Suggestion {
	return Next(d.Catalogue.Lessons(), d.Standings(), after)
}

// behind is a path from behind a lesson round to it, without it.
func behind(path []*lessons.Lesson, after *lessons.Lesson) []*lessons.Lesson {
	for i, l := range path {
		if l == after {
			return append(append([]*lessons.Lesson{}, path[i+1:]...), path[:i]...)
		}
	}
	return path
}
