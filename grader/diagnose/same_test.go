package diagnose_test

import (
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"netpol-tutor/grader/diagnose/mutation"
	"netpol-tutor/grader/diagnostic"
)

// TestSameAnswer: the same text is told the same, however often it is asked, by whom,
// and what else is asked at the same time.
func TestSameAnswer(t *testing.T) {
	const rounds, askers = 40, 4
	once, again := worlds(t), worlds(t)
	for round := range uint64(rounds) {
		r := rand.New(rand.NewPCG(round, 7))
		i := r.IntN(len(once))
		text, kind := mutation.Mutate(r, once[i].right[r.IntN(len(once[i].right))].text)
		if round%2 == 0 {
			text, _ = mutation.Mutate(r, text)
		}
		first := once[i].diagnose(once[i].grade(text))
		answers := make([][]diagnostic.Diagnostic, askers)
		var all sync.WaitGroup
		for k := range answers {
			all.Go(func() { answers[k] = again[i].diagnose(again[i].grade(text)) })
		}
		all.Wait()
		for _, answer := range answers {
			if !reflect.DeepEqual(answer, first) {
				t.Fatalf("round %d, %s: told\n%s\nand then\n%s\nof\n%s", round, kind, told(first), told(answer), text)
			}
		}
	}
}

// TestSameAnswerWithoutHead: which of two missing lines is told of first is no matter of chance.
func TestSameAnswerWithoutHead(t *testing.T) {
	w := find(t, "mill")
	text := "metadata: {name: leave, namespace: mill}\nspec: {podSelector: {}}\n"
	first := w.diagnose(w.grade(text))
	for range 30 {
		if answer := w.diagnose(w.grade(text)); !reflect.DeepEqual(answer, first) {
			t.Fatalf("told\n%s\nand then\n%s", told(first), told(answer))
		}
	}
}
