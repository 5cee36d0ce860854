package progress

import (
	"testing"
	"time"
)

func onDay(n int) time.Time { return clock().AddDate(0, 0, n) }

func TestRecord(t *testing.T) {
	submit := func(d int, passed bool) Event {
		return Event{At: onDay(d), Kind: Submitted, Passed: passed, Score: 50}
	}
	hint := func(n int) Event { return Event{Kind: Hinted, Hint: n} }
	reveal := Event{Kind: Revealed}
	cases := []struct {
		name     string
		events   []Event
		aid      Aid
		mastered bool
	}{
		{"nothing", nil, NotPassed, false},
		{"failed", []Event{submit(0, false)}, NotPassed, false},
		{"passed at once", []Event{submit(0, true)}, Unaided, false},
		{"passed twice on one day", []Event{submit(0, true), submit(0, true)}, Unaided, false},
		{"passed on two days", []Event{submit(0, true), submit(1, true)}, Unaided, true},
		{"passed after failing", []Event{submit(0, false), submit(0, true)}, Unaided, false},
		{"failed, passed the next day", []Event{submit(0, false), submit(1, true)}, Unaided, false},
		{"passed after failing, then at once", []Event{submit(0, false), submit(0, true), submit(1, true)}, Unaided, false},
		{"forgotten in between", []Event{submit(0, false), submit(0, true), submit(1, true), submit(4, false), submit(4, true)}, Unaided, false},
		{"failed in the second of a pass", []Event{submit(0, true), submit(0, false), submit(0, true)}, Unaided, false},
		{"with hints", []Event{hint(1), hint(2), submit(0, true)}, WithHints, false},
		{"with hints of yesterday", []Event{hint(1), submit(0, false), submit(1, true)}, WithHints, false},
		{"with a change that was offered", []Event{submit(0, false), {Kind: Fixed}, submit(1, true)}, WithHints, false},
		{"with the solution shown", []Event{hint(1), reveal, submit(0, true)}, WithSolution, false},
		{"with the solution, later unaided", []Event{reveal, submit(0, true), submit(1, true)}, Unaided, false},
		{"the text of yesterday as it was left", []Event{submit(0, true), {At: onDay(1), Kind: Submitted, Passed: true, Kept: true}}, Unaided, false},
		{"unaided, later with hints", []Event{submit(0, true), hint(1), submit(1, true)}, Unaided, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := Memory(clock)
			for _, e := range c.events {
				must(t, m.Record("a", e))
			}
			if r := m.Lesson("a"); r.Aid != c.aid || r.Mastered() != c.mastered {
				t.Errorf("%+v: mastered %v; want %v, %v", r, r.Mastered(), c.aid, c.mastered)
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
	must(t, m.Record("a", Event{Kind: Hinted, Hint: 2}))
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
