package mistakes_test

import (
	"flag"
	"slices"
	"sync"
	"testing"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/lessons/mistakes"
)

var write = flag.Bool("write", false, "write the wrong answers that are missing, to be read before they are kept")

// explained are pairs of causes of which the second may be told for the first, with the
// reason why that is as true.
var explained = map[[2]string]string{
	{"label-typo", "dns-wrong-pod-label"}:       "a slip in the label of the DNS pods: lookups come before other peers",
	{"egress-empty-list", "dns-egress-missing"}: "the rule that the empty list lacks is the one for lookups",
	{"half-solution", "one-side-only"}:          "the policy that is missing is one end of a connection whose other end agrees: the same repair, and first in the catalogue",
}

// TestOperators holds every cause that has an operator to be one that the grader explains.
func TestOperators(t *testing.T) {
	for _, cause := range mistakes.Causes() {
		if !slices.Contains(diagnose.Codes(), cause) {
			t.Errorf("nothing explains %s", cause)
		}
	}
}

// TestEveryCause holds the wrong answers of the lessons to be complete: for each cause
// that applies there is one for which it must be told first, which verify proves.
func TestEveryCause(t *testing.T) {
	for _, e := range exercises(t) {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			if *write {
				e.write(t)
				return
			}
			for cause, made := range byCause(e.mistakes()) {
				if !e.shows(cause) && !e.shownOtherwise(cause, made) {
					t.Errorf("no wrong answer for %s, for example\n%s", cause, made[0].Text)
				}
			}
		})
	}
}

// shownOtherwise tells whether the mistakes of a cause are all told as others, for good
// reasons, and those are shown.
func (e exercise) shownOtherwise(cause string, made []mistakes.Wrong) bool {
	return !slices.ContainsFunc(made, func(w mistakes.Wrong) bool {
		first := told(e.grade(w.Text))
		return explained[[2]string{cause, first}] == "" || !e.shows(first)
	})
}

func byCause(all []mistakes.Wrong) map[string][]mistakes.Wrong {
	sorted := map[string][]mistakes.Wrong{}
	for _, w := range all {
		sorted[w.Cause] = append(sorted[w.Cause], w)
	}
	return sorted
}

// TestCausesAreTold makes every mistake in every lesson, and holds the grader to name
// its cause first.
func TestCausesAreTold(t *testing.T) {
	var told sync.Map
	t.Run("lessons", func(t *testing.T) {
		for _, e := range exercises(t) {
			t.Run(e.ID, func(t *testing.T) {
				t.Parallel()
				e.areTold(t, &told)
			})
		}
	})
	for pair := range explained {
		if _, happens := told.Load(pair); !happens && !t.Failed() {
			t.Errorf("%v is explained and does not happen", pair)
		}
	}
}

func (e exercise) areTold(t *testing.T, all *sync.Map) {
	for _, w := range e.mistakes() {
		pair := [2]string{w.Cause, told(e.grade(w.Text))}
		all.Store(pair, true)
		if pair[0] != pair[1] && explained[pair] == "" {
			t.Errorf("%s is told to be %s\n%s", pair[0], pair[1], w.Text)
		}
	}
}
