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
