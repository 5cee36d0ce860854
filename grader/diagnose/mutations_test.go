package diagnose_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"netpol-tutor/grader/diagnose/mutation"
	"netpol-tutor/grader/diagnostic"
)

var seed = flag.Uint64("seed", 11, "the seed of the mutations: other ones make other slips")

// TestMutations changes right answers at random, as text and as trees, once or twice,
// and holds what is told about them to the verdicts of the naive evaluator.
func TestMutations(t *testing.T) {
	const rounds = 2000
	all := worlds(t)
	var tally tally
	for round := range uint64(rounds) {
		r := rand.New(rand.NewPCG(round, *seed))
		w := all[r.IntN(len(all))]
		right := w.right[r.IntN(len(w.right))]
		text, kind := mutation.Mutate(r, right.text)
		times := 1
		if r.IntN(3) == 0 {
			text, _ = mutation.Mutate(r, text)
			times = 2
		}
		tally.add(t, w, fmt.Sprintf("round %d: %s/%s, %s", round, w.name, right.name, kind), text, times)
	}
	tally.report(t)
}

type tally struct {
	passing, failing, repaired int
	unrepaired                 []string
	lines                      []int
	twice, twiceRepaired       int
	codes                      map[string]int
}

func (y *tally) add(t *testing.T, w *world, name, text string, times int) {
	g := w.grade(text)
	found := w.diagnose(g)
	if _, why := w.witness().hear(g, doorsOf(inForce(g))); why != "" {
		t.Errorf("%s: %s\n%s", name, why, text)
	}
	if g.passed() {
		y.passing++
		for _, d := range found {
			if d.Severity == diagnostic.Error {
				t.Errorf("%s: passes, and is told %s: %s\n%s", name, d.Code, d.Message, text)
			}
		}
		return
	}
	if len(found) == 0 || len(found) > 3 {
		t.Errorf("%s: %d diagnostics\n%s", name, len(found), text)
		return
	}
	if found[0].Severity != diagnostic.Error {
		t.Errorf("%s: a %s comes first\n%s", name, found[0].Severity, text)
	}
	fixed := false
	for i, d := range found {
		check(t, d)
		if d.Fix == nil {
			continue
		}
		fixed = true
		if why := w.faultOf(g, *d.Fix); why != "" {
			t.Errorf("%s: fix of %s %s\n%s\nbefore:\n%s\nafter:\n%s", name, d.Code, why, told(found), text, d.Fix.Patched)
		}
		if i == 0 {
			y.lines = append(y.lines, changedLines(text, d.Fix.Patched))
		}
	}
	if !fixed {
		y.unrepaired = append(y.unrepaired, fmt.Sprintf("%s, %d slips\n%s%s", name, times, told(found), text))
	}
	if times == 2 {
		y.twice++
		if fixed {
			y.twiceRepaired++
		}
		return
	}
	y.failing++
	if y.codes == nil {
		y.codes = map[string]int{}
	}
	y.codes[found[0].Code]++
	if fixed {
		y.repaired++
	}
}

func (y *tally) report(t *testing.T) {
	slices.Sort(y.lines)
	t.Logf("%d pass; of %d single mutations %d repaired, of %d double ones %d; median of changed lines %d",
		y.passing, y.failing, y.repaired, y.twice, y.twiceRepaired, y.lines[len(y.lines)/2])
	if os.Getenv("TELL") != "" {
		t.Logf("%v\n%s", y.codes, strings.Join(y.unrepaired, "\n=====\n"))
	}
	if y.repaired*100 < y.failing*95 {
		t.Errorf("only %d of %d single mutations are repaired", y.repaired, y.failing)
	}
	if median := y.lines[len(y.lines)/2]; median > 3 {
		t.Errorf("the median repair changes %d lines", median)
	}
}

// changedLines counts lines that a repair adds, or removes without adding one instead.
func changedLines(before, after string) int {
	diff, err := udiff.ToUnifiedDiff("a", "b", before, udiff.Strings(before, after), 0)
	if err != nil {
		return 0
	}
	n := 0
	for _, h := range diff.Hunks {
		added, removed := 0, 0
		for _, l := range h.Lines {
			switch l.Kind {
			case udiff.Insert:
				added++
			case udiff.Delete:
				removed++
			}
		}
		n += max(added, removed)
	}
	return n
}
