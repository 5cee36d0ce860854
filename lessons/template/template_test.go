package template

import (
	"fmt"
	"testing"

	"netpol-tutor/lessons"
)

func TestTwins(t *testing.T) {
	for _, tpl := range All() {
		for seed := uint64(1); seed <= Proved; seed++ {
			t.Run(fmt.Sprintf("%s-%d", tpl.ID, seed), func(t *testing.T) {
				t.Parallel()
				l, err := tpl.Lesson(seed)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range lessons.Verify(l) {
					t.Error(p)
				}
			})
		}
	}
}
