package recall

import (
	"slices"
	"testing"
	"time"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/lessons/progress"
)

func TestAsk(t *testing.T) {
	cases := []struct {
		name, lesson string
		missed       []string
		recalls      string
		cause        string
		failed       bool
	}{
		{"passed at once: the trap of the lesson", "space1-space2", nil, "", "dns-egress-missing", false},
		{"failed before: what was wrong", "space1-space2", []string{"half-solution", "dns-udp-only"}, "", "half-solution", true},
		{"what the server said is no cause", "space1-space2", []string{"refused", "half-solution"}, "", "half-solution", true},
		{"nothing but that: the trap", "space1-space2", []string{"refused"}, "", "dns-egress-missing", false},
		{"played to recall something", "space1-space2", nil, "half-solution", "half-solution", false},
		{"a lesson that trains nothing", "open-by-default", nil, "", "", false},
		{"a question lesson with a cause", "which-stage", nil, "", "one-side-only", false},
	}
	d := testDesk(t, time.Now)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l, ok := d.Catalogue.Find(c.lesson)
			if !ok {
				t.Fatal("no such lesson")
			}
			q, ok := Ask(l, progress.Record{PassedMissed: c.missed}, c.recalls)
			if ok != (c.cause != "") {
				t.Fatalf("it asks: %v", ok)
			}
			if ok && (q.Cause() != c.cause || q.Failed != c.failed) {
				t.Errorf("it asks about %s, failed %v", q.Cause(), q.Failed)
			}
		})
	}
}

// TestTheTrapIsAskedOnceADay passes a lesson again, as one does who mends what was remarked.
func TestTheTrapIsAskedOnceADay(t *testing.T) {
	day := 0
	d := testDesk(t, func() time.Time { return monday.AddDate(0, 0, day) })
	l, _ := d.Catalogue.Find("space1-space2")
	asks := func(events ...progress.Event) bool {
		for _, e := range events {
			record(t, d, l.ID, e)
		}
		q, ok := Ask(l, d.Store.Lesson(l.ID), "")
		if ok {
			if _, err := q.Answer(d.Store, q.Right); err != nil {
				t.Fatal(err)
			}
		}
		return ok
	}
	pass := progress.Event{Kind: progress.Submitted, Passed: true}
	fail := progress.Event{Kind: progress.Submitted, Cause: "half-solution"}
	if !asks(pass) || asks(pass) || asks(pass) {
		t.Error("the trap is not asked for once")
	}
	if !asks(fail, pass) {
		t.Error("what went wrong afterwards is not asked for")
	}
	day = 1
	if !asks(pass) {
		t.Error("the trap is not asked for on the next day")
	}
}

// TestOptions asks after every lesson, as somebody who failed and as somebody who did not:
// three different causes with pages, of which one alone is right.
func TestOptions(t *testing.T) {
	d := testDesk(t, time.Now)
	places := map[int]int{}
	for _, l := range d.Catalogue.All() {
		for tries := range 4 {
			r := progress.Record{Tries: tries}
			if tries > 1 {
				r.PassedMissed = []string{"dns-egress-missing", "label-typo"}
			}
			q, ok := Ask(l, r, "")
			if !ok {
				continue
			}
			places[q.Right]++
			if len(q.Options) != 3 || q.Say() == "" {
				t.Errorf("%s: %d options, and to say there is %q", l.ID, len(q.Options), q.Say())
			}
			for i, o := range q.Options {
				if _, known := diagnose.Explain(o); !known || slices.Index(q.Options, o) != i {
					t.Errorf("%s: option %d is %s", l.ID, i, o)
				}
				if i != q.Right && (slices.Contains(r.PassedMissed, o) || !q.Failed && slices.Contains(l.Causes, o)) {
					t.Errorf("%s: %s would be right as well", l.ID, o)
				}
			}
		}
	}
	if len(places) != 3 {
		t.Errorf("the right answer stands at %v", places)
	}
}

func TestAnswersFeedRecall(t *testing.T) {
	for _, right := range []bool{true, false} {
		day := 0
		d := testDesk(t, func() time.Time { return monday.AddDate(0, 0, day) })
		l, _ := d.Catalogue.Find("space1-space2")
		q, _ := Ask(l, progress.Record{}, "")
		option := q.Right
		if !right {
			option = (q.Right + 1) % len(q.Options)
		}
		if got, err := q.Answer(d.Store, option); err != nil || got != right {
			t.Fatalf("the answer is right: %v, %v", got, err)
		}
		if n := len(d.Deck().Cards); (n == 0) != right {
			t.Errorf("after an answer that is right, %v, there are %d cards", right, n)
		}
		day = 1
		if n := len(d.Deck().Due()); (n == 0) != right {
			t.Errorf("the next day %d cards are due", n)
		}
	}
}
