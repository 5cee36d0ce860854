package lessons

import (
	"slices"
	"strings"
	"testing"
)

func TestPath(t *testing.T) {
	catalogue, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var earlier []string
	for _, s := range recommended() {
		if _, ok := catalogue.Find(s.Lesson); !ok {
			t.Errorf("%s is on the path, and there is no such lesson", s.Lesson)
		}
		if slices.Contains(earlier, s.Lesson) {
			t.Errorf("%s is on the path twice", s.Lesson)
		}
		for _, id := range s.After {
			if !slices.Contains(earlier, id) {
				t.Errorf("%s builds on %s, which does not come before it", s.Lesson, id)
			}
		}
		if s.Teaches == "" || strings.HasSuffix(s.Teaches, ".") || len(s.Teaches) > 72 {
			t.Errorf("%s teaches %q: say it in one clause that fits a line", s.Lesson, s.Teaches)
		}
		earlier = append(earlier, s.Lesson)
	}
}

func TestStepOfALessonElsewhere(t *testing.T) {
	if s, ok := (&Lesson{ID: "space1-space2", Pack: "mine"}).Step(); ok {
		t.Errorf("a lesson of a pack stands on our path: %+v", s)
	}
}
