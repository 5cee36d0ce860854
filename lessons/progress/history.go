package progress

import (
	"slices"
	"time"
)

// Encounter is one time that a learner met a cause: it was missed, or it was known. A
// cause that was never missed is not in the history.
type Encounter struct {
	Cause  string    `json:"cause"`
	Lesson string    `json:"lesson"`
	At     time.Time `json:"at"`
	Known  bool      `json:"known,omitempty"`
}

// encounters are what an event tells about causes, given what was known about the lesson
// before it.
func encounters(lesson string, before Record, e Event) []Encounter {
	switch e.Kind {
	case Submitted:
		return ofSubmit(lesson, before, e)
	case Fixed:
		return met(lesson, e, false, e.Cause)
	case Answered:
		if !e.Right {
			return met(lesson, e, false, e.Cause)
		}
	case Named:
		return met(lesson, e, e.Right, e.Cause)
	}
	return nil
}

func ofSubmit(lesson string, before Record, e Event) []Encounter {
	switch {
	case before.clean(e):
		return met(lesson, e, true, append(slices.Clone(e.Trains), e.For)...)
	case e.Passed:
		return met(lesson, e, false, e.For) // with help, it was not recalled
	}
	return met(lesson, e, false, e.Cause, e.For)
}

func met(lesson string, e Event, known bool, causes ...string) []Encounter {
	var all []Encounter
	for _, c := range causes {
		if c != "" {
			all = append(all, Encounter{c, lesson, e.At, known})
		}
	}
	return all
}

// remember adds what is new: the same twice in a lesson on one day is once, and what was
// never missed needs no remembering.
func remember(history []Encounter, more []Encounter) []Encounter {
	for _, m := range more {
		missed := func(h Encounter) bool { return h.Cause == m.Cause && !h.Known }
		again := func(h Encounter) bool {
			return h.Cause == m.Cause && h.Lesson == m.Lesson && h.Known == m.Known && day(h.At) == day(m.At)
		}
		if (!m.Known || slices.ContainsFunc(history, missed)) && !slices.ContainsFunc(history, again) {
			history = append(slices.Clip(history), m)
		}
	}
	return history
}

// forgetting is the history without what happened in a lesson.
func forgetting(history []Encounter, lesson string) []Encounter {
	var kept []Encounter
	for _, h := range history {
		if h.Lesson != lesson {
			kept = append(kept, h)
		}
	}
	return kept
}
