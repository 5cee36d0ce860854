package play

import (
	"math"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// Twin is what asks the idea of a lesson again under other names: the twin that its author
// wrote, or else one that is made; nil if there is none. It is owed, and comes before
// anything else, when the lesson was last passed with a change that was offered; one that
// is made then trains the cause against which the change was. It reads the store.
func Twin(c *lessons.Catalogue, s progress.Store, after *lessons.Lesson) (twin *lessons.Lesson, owed bool) {
	if after == nil || after.TwinOf() != nil {
		return nil, false
	}
	record := s.Lesson(after.ID)
	if after.Twin != "" {
		twin, _ = c.Find(after.Twin)
		return twin, twin != nil && record.PassedFixed
	}
	causes := after.Causes
	if record.PassedFixed && record.Mended != "" {
		causes = append([]string{record.Mended}, causes...)
	}
	twin = another(c, s, causes, after)
	return twin, twin != nil && record.PassedFixed
}

// another is a lesson made for the first of some causes for which there is one: of those
// the least tried, and not the one just played.
func another(c *lessons.Catalogue, s progress.Store, causes []string, after *lessons.Lesson) *lessons.Lesson {
	records := s.All()
	tries := func(id string) int {
		if id == after.ID {
			return math.MaxInt
		}
		return records[id].Tries
	}
	for _, cause := range causes {
		if l, ok := c.Another(cause, tries); ok {
			return l
		}
	}
	return nil
}
