package play

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

func clock() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func lesson(t *testing.T, id string) *lessons.Lesson {
	t.Helper()
	catalogue, err := lessons.Builtin()
	must(t, err)
	l, ok := catalogue.Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	return l
}

func begin(t *testing.T, id string, s progress.Store) *Attempt {
	t.Helper()
	a, err := Begin(lesson(t, id), s)
	must(t, err)
	return a
}

func TestDraft(t *testing.T) {
	store := progress.Memory(clock)
	a := begin(t, "deny-ingress", store)
	if a.Draft() != a.Lesson().Start || !strings.Contains(a.Draft(), "podSelector:") {
		t.Errorf("an attempt begins with %q", a.Draft())
	}
	must(t, a.Save("kind: Half\n"))
	if got := begin(t, "deny-ingress", store).Draft(); got != "kind: Half\n" {
		t.Errorf("the next attempt begins with %q", got)
	}
	if got := a.Restart(); got != a.Lesson().Start || a.Draft() != got {
		t.Errorf("a restart gives %q", got)
	}
	if got := begin(t, "deny-ingress", store).Draft(); got != a.Lesson().Start {
		t.Errorf("after a restart the next attempt begins with %q", got)
	}
	must(t, a.Save(""))
	if got := begin(t, "deny-ingress", store).Draft(); got != "" {
		t.Errorf("an emptied editor comes back as %q", got)
	}
}

func TestSubmit(t *testing.T) {
	store := progress.Memory(clock)
	a := begin(t, "deny-ingress", store)
	if a.Report() != nil {
		t.Error("a report before the first submit")
	}
	r, err := a.Submit("")
	must(t, err)
	if r.Passed || a.Report() != r || a.Result().Passed || a.Result().Tries != 1 {
		t.Errorf("an empty text: passed %v, result %+v", r.Passed, a.Result())
	}
	r, err = a.Submit(a.Lesson().Solution)
	must(t, err)
	want := Result{Passed: true, Aid: progress.Unaided, Score: 100, Tries: 2}
	if !r.Passed || r.Lesson != "deny-ingress" || a.Result() != want {
		t.Errorf("the solution: passed %v, result %+v", r.Passed, a.Result())
	}
	record := store.Lesson("deny-ingress")
	if record.Tries != 2 || record.Best != 100 || record.Aid != progress.Unaided || !record.FirstPassed.Equal(clock()) {
		t.Errorf("record = %+v", record)
	}
	if text, _, _ := store.Draft("deny-ingress"); text != a.Lesson().Solution {
		t.Errorf("draft = %q", text)
	}
}

func TestAid(t *testing.T) {
	cases := []struct {
		name string
		do   func(*Attempt)
		want progress.Aid
	}{
		{"unaided", func(*Attempt) {}, progress.Unaided},
		{"hints", func(a *Attempt) { a.Hint() }, progress.WithHints},
		{"a change that was offered", func(a *Attempt) { _ = a.FixApplied("dns-udp-only") }, progress.WithHints},
		{"solution", func(a *Attempt) { a.Hint(); a.Solution() }, progress.WithSolution},
		{"a restart washes nothing away", func(a *Attempt) { a.Solution(); a.Restart() }, progress.WithSolution},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			store := progress.Memory(clock)
			c.do(begin(t, "deny-ingress", store))
			a := begin(t, "deny-ingress", store) // leaving in between washes nothing away either
			_, err := a.Submit(a.Lesson().Solution)
			must(t, err)
			if got := a.Result().Aid; got != c.want || store.Lesson("deny-ingress").Aid != c.want {
				t.Errorf("aid = %v, want %v", got, c.want)
			}
			a.Solution()
			if again := store.Lesson("deny-ingress"); again.Revealed || a.Result().Aid != c.want {
				t.Error("looking at the solution after passing should not count")
			}
		})
	}
}

func TestFixApplied(t *testing.T) {
	store := progress.Memory(clock)
	a := begin(t, "deny-ingress", store)
	must(t, a.FixApplied("dns-udp-only"))
	if r := store.Lesson("deny-ingress"); !r.Fixed || r.PassedFixed {
		t.Errorf("before the pass: %+v", r)
	}
	for i, want := range []bool{true, false} {
		_, err := a.Submit(a.Lesson().Solution)
		must(t, err)
		if r := store.Lesson("deny-ingress"); r.Fixed || r.PassedFixed != want {
			t.Errorf("after pass %d: %+v", i+1, r)
		}
	}
}

// TestBeginForPutsTheAnswerAway opens a lesson that was passed: to play it, with its
// answer; to recall something, without; and left half done, as it was left.
func TestBeginForPutsTheAnswerAway(t *testing.T) {
	store := progress.Memory(clock)
	a := begin(t, "deny-ingress", store)
	solution, start := a.Lesson().Solution, a.Lesson().Start
	_, err := a.Submit(solution)
	must(t, err)
	if got := begin(t, "deny-ingress", store).Draft(); got != solution {
		t.Errorf("played again, it begins with %q", got)
	}
	for _, draft := range []string{start, "kind: NetworkPolicy\n"} {
		a, err := BeginFor(a.lesson, store, "selects-nothing")
		must(t, err)
		if got := a.Draft(); got != draft {
			t.Errorf("to recall something, it begins with %q, want %q", got, draft)
		}
		must(t, a.Save("kind: NetworkPolicy\n"))
	}
}

// TestAnAnswerLeftAsItWasIsNoneAnew hands in the text of yesterday.
func TestAnAnswerLeftAsItWasIsNoneAnew(t *testing.T) {
	day := 0
	store := progress.Memory(func() time.Time { return clock().AddDate(0, 0, day) })
	for _, written := range []bool{false, false, true} {
		a := begin(t, "deny-ingress", store)
		if written {
			a.Restart()
		}
		_, err := a.Submit(a.Lesson().Solution)
		must(t, err)
		day++
	}
	if got := len(store.Lesson("deny-ingress").CleanDays); got != 2 {
		t.Errorf("%d clean days, want the first and the one on which it was written again", got)
	}
}

func TestFilesKeptElsewhereLeaveTheDraftAlone(t *testing.T) {
	day := 0
	store := progress.Memory(func() time.Time { return clock().AddDate(0, 0, day) })
	must(t, begin(t, "deny-ingress", store).Save("kind: Half\n"))
	files := []manifest.Source{{Name: "a.yaml", Text: lesson(t, "deny-ingress").Solution}, {Name: "b.yaml", Text: "# nothing\n"}}
	for range 2 {
		a := begin(t, "deny-ingress", store)
		r, err := a.SubmitFiles(grader.Submission{Name: "all", Files: files})
		must(t, err)
		if !r.Passed || a.Report() != r || a.Result().Tries != 1 {
			t.Errorf("passed %v, result %+v", r.Passed, a.Result())
		}
		if text, _, _ := store.Draft("deny-ingress"); text != "kind: Half\n" {
			t.Errorf("the draft is %q", text)
		}
		day++
	}
	if r := store.Lesson("deny-ingress"); r.Tries != 2 || len(r.CleanDays) != 1 {
		t.Errorf("two days with the same files: %+v", r)
	}
	if _, err := begin(t, "open-by-default", store).SubmitFiles(grader.Submission{}); err == nil {
		t.Error("a lesson of questions takes files")
	}
}

func TestWhatAPassTells(t *testing.T) {
	store := progress.Memory(clock)
	l := lesson(t, "space1-space2")
	a, err := BeginFor(l, store, "half-solution")
	must(t, err)
	for _, text := range []string{"", l.Solution, ""} {
		_, err := a.Submit(text)
		must(t, err)
	}
	var told []string
	for _, h := range store.History() {
		told = append(told, h.Cause)
	}
	if want := []string{"nothing-applied", "half-solution"}; !slices.Equal(told, want) {
		t.Errorf("the history tells of %v, want %v", told, want)
	}
}

func TestHints(t *testing.T) {
	store := progress.Memory(clock)
	a := begin(t, "deny-ingress", store)
	for i, want := range []int{1, 2, 3, 3} {
		text, number, of := a.Hint()
		if number != want || of != 3 || text != a.Lesson().Hints[want-1] {
			t.Errorf("hint %d: number %d of %d, %q", i, number, of, text)
		}
		if i == 0 && len(a.Hints()) != 1 {
			t.Errorf("seen so far: %v", a.Hints())
		}
	}
	if seen := begin(t, "deny-ingress", store).Hints(); len(seen) != 3 {
		t.Errorf("seen in an earlier attempt: %v", seen)
	}
}

func TestQuestions(t *testing.T) {
	store := progress.Memory(clock)
	a := begin(t, "open-by-default", store)
	last := len(a.Lesson().Questions) - 1
	for i, q := range a.Lesson().Questions {
		answer := q.Answer
		if i == last {
			answer = "deny"
		}
		o, err := a.Answer(i, answer)
		must(t, err)
		if o.Right != (i != last) || o.Why == "" || o.Answer != "allow" || o.Journey == nil || !o.Journey.Allowed {
			t.Errorf("question %d: %+v", i, o)
		}
		if done := a.Result().Tries; done != 0 && i != last {
			t.Errorf("a round is over after %d answers", i+1)
		}
	}
	if o, err := a.Answer(last, "allow"); err != nil || o.Right {
		t.Errorf("a second answer counts: %+v, %v", o, err)
	}
	if got := a.Result(); got.Passed || got.Tries != 1 || got.Score != last*100/(last+1) {
		t.Errorf("result = %+v", got)
	}
	a.Restart()
	for i := range a.Lesson().Questions {
		_, err := a.Answer(i, "allow")
		must(t, err)
	}
	if got := a.Result(); !got.Passed || got.Tries != 2 || len(a.Answers()) != last+1 {
		t.Errorf("result of the second round = %+v", got)
	}
	if _, err := a.Answer(last+1, "allow"); err == nil {
		t.Error("a question that is not there can be answered")
	}
	if _, err := a.Answer(0, "maybe"); err == nil {
		t.Error("maybe is an answer")
	}
	if _, err := a.Submit("x"); err == nil {
		t.Error("a predict lesson takes a file")
	}
}

func TestPicture(t *testing.T) {
	a := begin(t, "space1-space2", progress.Memory(clock))
	p, err := a.Picture(a.Lesson().Solution)
	must(t, err)
	changed, wrong := 0, 0
	for _, row := range p.Cells {
		for _, c := range row {
			if c.Allowed != c.Before {
				changed++
			}
			if c.Wrong {
				wrong++
			}
		}
	}
	if changed == 0 || wrong > 0 {
		t.Errorf("%d cells changed, %d are wrong", changed, wrong)
	}
	if a.Result().Tries != 0 {
		t.Error("a picture counts as a try")
	}
}

// failing is a store whose disk is full.
type failing struct{ progress.Store }

func (failing) SaveDraft(string, string) error      { return progress.ErrDraftChanged }
func (failing) Record(string, progress.Event) error { return errors.New("disk full") }
func (failing) Draft(string) (string, bool, error)  { return "theirs", true, nil }
func (failing) Look(string) (string, bool, error)   { return "theirs", true, nil }

func TestReportInSpiteOfStore(t *testing.T) {
	a := begin(t, "deny-ingress", failing{progress.Memory(clock)})
	r, err := a.Submit(a.Lesson().Solution)
	if r == nil || !r.Passed || !errors.Is(err, progress.ErrDraftChanged) || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("report %v, error %v", r, err)
	}
	if text, changed, err := a.Reread(); text != "theirs" || !changed || err != nil {
		t.Errorf("Reread = %q, %v, %v", text, changed, err)
	}
}

func TestTwoAtOnce(t *testing.T) {
	a := begin(t, "deny-ingress", progress.Memory(clock))
	done := make(chan bool)
	go func() {
		for range 20 {
			_ = a.Save("x")
			_, _, _ = a.Hint()
		}
		close(done)
	}()
	for range 5 {
		_, err := a.Submit("")
		must(t, err)
	}
	<-done
	if a.Result().Tries != 5 {
		t.Errorf("result = %+v", a.Result())
	}
}
