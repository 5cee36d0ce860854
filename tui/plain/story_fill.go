package plain

import (
	"fmt"
	"time"

	"netpol-tutor/lessons/story"
)

// fill asks for the values that are missing until the file does what it should.
func (t *tale) fill() {
	t.say("%s", story.Fill.Says())
	t.numbered(t.scene.File().With(t.shown()))
	var last *story.Try
	for {
		if !t.values(last) {
			return
		}
		if last == nil || t.place.Values != last.Values {
			try := t.scene.Try(t.place.Values)
			if try.Report.Passed {
				t.mended(try)
				return
			}
			last = &try
		}
		t.tries++
		t.say("%s %s.", story.NotYet, last.Judged())
		t.say("%s", last.Told())
		if hint := t.scene.Hint(t.tries); hint != "" {
			t.say("%s", hint)
		}
	}
}

// shown are the values so far, and a line where there is none.
func (t *tale) shown() story.Values {
	v := t.place.Values
	for i := range v {
		if v[i] == "" {
			v[i] = "____"
		}
	}
	return v
}

// values asks for what is missing, or was wrong in the last try. It answers false if the
// learner went elsewhere.
func (t *tale) values(last *story.Try) bool {
	for i, what := range [2]string{"protocol", "port"} {
		if last != nil && last.Right[i] {
			continue
		}
		for {
			text, ok := t.hear(fmt.Sprintf("%s in line %d> ", what, t.scene.File().Lines()[i]))
			if !ok {
				return false
			}
			if text != "" {
				t.place.Values[i] = text
			}
			if t.place.Values[i] != "" {
				break
			}
			t.say("A value is missing here.")
		}
	}
	t.keep(false)
	return true
}

// mended applies the file; with that the learner has made it work, and the clock stops.
func (t *tale) mended(try story.Try) {
	t.place.Spent, t.since = t.spent(), time.Time{}
	t.place.Frame = story.Again
	t.scene = t.scene.With(try)
}
