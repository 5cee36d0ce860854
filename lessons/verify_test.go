package lessons

import (
	"slices"
	"strings"
	"testing"
)

// late are wrong answers whose cause the grader does not tell yet; delete what it has
// learnt.
var late = []string{
	"wrong/dns-under-the-same-dash.yaml",
	"wrong/name-for-a-range.yaml",
}

func TestBuiltinLessons(t *testing.T) {
	catalogue, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range catalogue.All() {
		t.Run(l.ID, func(t *testing.T) {
			t.Parallel()
			for _, p := range Verify(l) {
				if !slices.ContainsFunc(late, func(file string) bool { return strings.HasPrefix(p.Message, file+" is told to be") }) {
					t.Error(p)
				}
			}
			if l.Kind.Edited() && (len(l.Hints) != 3 || len(l.Wrong()) < 4 || len(l.Accept()) < 2) {
				t.Errorf("%d hints, %d wrong and %d accepted answers: three, four and two are usual", len(l.Hints), len(l.Wrong()), len(l.Accept()))
			}
			if _, on := l.Step(); l.TwinOf() == nil && !on {
				t.Error("the lesson has no place on the path")
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	for b.Loop() {
		catalogue, err := Builtin()
		if err != nil {
			b.Fatal(err)
		}
		VerifyAll(catalogue.Lessons())
	}
}
