package story

import (
	"strings"
	"testing"

	"netpol-tutor/lessons"
)

func TestTheLessonIsProved(t *testing.T) {
	l, err := loadLesson()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range lessons.Verify(l) {
		t.Error(p)
	}
	if n := strings.Count(l.Start, gap); n != 2 {
		t.Fatalf("the file has %d holes, want 2", n)
	}
	f := (&Scene{Start: l.Start}).File()
	ours := f.valuesIn(l.Solution)
	if text := f.With(ours); text != l.Solution {
		t.Errorf("with %q in its holes the file is not the solution:\n%s", ours, text)
	}
}
