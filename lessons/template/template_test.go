package template

import (
	"fmt"
	"slices"
	"testing"

	"netpol-tutor/lessons"
)

// TestTwins proves a few twins of each template; netpol-tutor verify proves all.
func TestTwins(t *testing.T) {
	for _, tpl := range All() {
		for seed := uint64(1); seed <= 3; seed++ {
			t.Run(fmt.Sprintf("%s-%d", tpl.ID, seed), func(t *testing.T) {
				t.Parallel()
				l, err := tpl.Lesson(seed)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range lessons.Verify(l) {
					t.Error(p)
				}
				if len(l.Hints) != 3 || len(l.Wrong()) < 3 || len(l.Accept()) < 2 {
					t.Errorf("%d hints, %d wrong and %d accepted answers: three, three and two are usual", len(l.Hints), len(l.Wrong()), len(l.Accept()))
				}
				if !slices.ContainsFunc(l.Wrong(), func(w lessons.Wrong) bool { return w.Cause == tpl.Causes[0] }) {
					t.Errorf("no wrong answer shows %s", tpl.Causes[0])
				}
			})
		}
	}
}

func BenchmarkLesson(b *testing.B) {
	all := All()
	for i := 0; b.Loop(); i++ {
		l, err := all[i%len(all)].Lesson(1 + uint64(i)%Proved)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.Task(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestParse(t *testing.T) {
	for id, want := range map[string]uint64{
		"outbound-1": 1, "one-visitor-4711": 4711, "outbound": 0, "outbound-0": 0, "outbound-01": 0, "outbound-+1": 0,
		"outbound--1": 0, "outbound-99999999999999999999": 0, "nobody-1": 0, "-1": 0, "": 0,
	} {
		_, seed, ok := parse(id)
		if ok != (want > 0) || ok && seed != want {
			t.Errorf("%q: seed %d, %v", id, seed, ok)
		}
	}
}

// TestLaterTwinsAreProved asks for twins beyond those that are proved beforehand.
func TestLaterTwinsAreProved(t *testing.T) {
	for _, tpl := range All()[:3] {
		if _, err := tpl.Lesson(1<<32 - 1); err != nil {
			t.Error(err)
		}
	}
}
