package progress

import (
	"testing"
	"time"
)

func day(n int) time.Time { return clock().AddDate(0, 0, n) }

func TestRecord(t *testing.T) {
	first := func(d int, passed bool) Event {
		return Event{At: day(d), Kind: Submitted, First: true, Passed: passed, Score: 50}
	}
	later := func(d int, passed bool) Event {
		e := first(d, passed)
		e.First = false
		return e
	}
	hinted := first(0, true)
	hinted.Hints = 2
	shown := first(0, true)
	shown.Shown = true
	cases := []struct {
		name     string
		events   []Event
		aid      Aid
		mastered bool
		due      time.Time
	}{
		{"nothing", nil, NotPassed, false, time.Time{}},
		{"failed", []Event{first(0, false)}, NotPassed, false, time.Time{}},
		{"passed at once", []Event{first(0, true)}, Unaided, false, day(1)},
		{"passed twice on one day", []Event{first(0, true), first(0, true)}, Unaided, false, day(1)},
		{"passed on two days", []Event{first(0, true), first(1, true)}, Unaided, true, time.Time{}},
		{"passed after failing", []Event{first(0, false), later(0, true)}, Unaided, false, day(1)},
		{"passed after failing, then at once", []Event{first(0, false), later(0, true), first(1, true)}, Unaided, false, day(4)},
		{"forgotten in between", []Event{first(0, false), later(0, true), first(1, true), first(4, false), later(4, true)}, Unaided, false, day(5)},
		{"with hints", []Event{hinted}, WithHints, false, day(1)},
		{"with the solution shown", []Event{shown}, WithSolution, false, day(1)},
		{"with the solution, later unaided", []Event{shown, first(1, true)}, Unaided, false, day(4)},
		{"unaided, later with hints", []Event{first(0, true), hinted}, Unaided, false, day(1)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := Memory(clock)
			for _, e := range c.events {
				must(t, m.Record("a", e))
			}
			r := m.Lesson("a")
			if r.Aid != c.aid || r.Mastered() != c.mastered || !r.Due().Equal(c.due) || r.Tries != len(c.events) {
				t.Errorf("%+v: mastered %v, due %v; want %v, %v, %v", r, r.Mastered(), r.Due(), c.aid, c.mastered, c.due)
			}
		})
	}
}

func TestRecordsAreNotShared(t *testing.T) {
	m := Memory(clock)
	must(t, m.Record("a", Event{Kind: Submitted, Cause: "x"}))
	before := m.Lesson("a")
	must(t, m.Record("a", Event{Kind: Submitted, Cause: "x"}))
	if before.Causes["x"] != 1 || m.Lesson("a").Causes["x"] != 2 {
		t.Errorf("before %v, after %v", before.Causes, m.Lesson("a").Causes)
	}
}

func TestMemoryForgets(t *testing.T) {
	m := Memory(clock)
	must(t, m.Record("a", Event{Kind: Hinted, Hints: 2}))
	must(t, m.Record("a", Event{Kind: Revealed}))
	must(t, m.SaveDraft("a", ""))
	if r := m.Lesson("a"); r.Hints != 2 || !r.Revealed {
		t.Errorf("record = %+v", r)
	}
	if text, ok, _ := m.Draft("a"); text != "" || !ok {
		t.Error("an empty draft is a draft")
	}
	must(t, m.Reset("a"))
	if _, ok, _ := m.Draft("a"); ok || m.Lesson("a").Hints != 0 {
		t.Error("the reset left something")
	}
}
