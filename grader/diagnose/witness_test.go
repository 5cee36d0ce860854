package diagnose_test

import (
	"strings"
	"testing"
)

// TestWitness makes sure that the naive judgement can say no: right answers are right to
// it, and it doubts a judgement of another text, a change for the worse, and one for
// nothing.
func TestWitness(t *testing.T) {
	for _, w := range worlds(t) {
		right, untouched := w.grade(w.right[0].text), w.grade("")
		said, why := w.witness().hear(right, nil)
		if why != "" || len(said.wrong) > 0 {
			t.Errorf("%s: the right answer: %s, %v", w.name, why, said.wrong)
		}
		for i, held := range said.held {
			if !held {
				t.Errorf("%s: with the right answer %q is not as it should be", w.name, w.task.Checks[i].Connection.Text)
			}
		}
		mixed := *right
		mixed.judged = new(*right.judged)
		mixed.judged.State = untouched.judged.State
		cases := []struct{ name, got, want string }{
			{"another judgement", second(w.witness().hear(&mixed, nil)), "naively"},
			{"worse", w.witness().doubts(right, untouched), "breaks"},
			{"the same", w.witness().doubts(untouched, untouched), "mends no"},
			{"better", w.witness().doubts(untouched, right), ""},
		}
		for _, c := range cases {
			if !strings.Contains(c.got, c.want) || c.want == "" && c.got != "" {
				t.Errorf("%s: %s: %q, want %q", w.name, c.name, c.got, c.want)
			}
		}
	}
}

func second(_ testimony, why string) string { return why }
