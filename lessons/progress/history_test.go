package progress

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// told writes a history as "cause lesson day", a + before what was known.
func told(history []Encounter) string {
	var all []string
	for _, h := range history {
		word := h.Cause + " " + h.Lesson + " " + h.At.Format("2")
		if h.Known {
			word = "+" + word
		}
		all = append(all, word)
	}
	return strings.Join(all, ", ")
}

func TestHistory(t *testing.T) {
	fail := func(d int, cause string) Event { return Event{At: onDay(d), Kind: Submitted, Cause: cause} }
	pass := func(d int, trains ...string) Event {
		return Event{At: onDay(d), Kind: Submitted, Passed: true, Trains: trains}
	}
	recalled := func(e Event, cause string) Event { e.For = cause; return e }
	hinted := Event{Kind: Hinted, Hint: 1}
	cases := []struct {
		name   string
		events []Event
		want   string
	}{
		{"nothing", nil, ""},
		{"failed without a cause", []Event{fail(0, "")}, ""},
		{"failed twice on one day", []Event{fail(0, "x"), fail(0, "x")}, "x a 23"},
		{"failed on two days", []Event{fail(0, "x"), fail(1, "x")}, "x a 23, x a 24"},
		{"two causes", []Event{fail(0, "x"), fail(0, "y"), fail(0, "x")}, "x a 23, y a 23"},
		{"what was never missed", []Event{pass(0, "x", "y")}, ""},
		{"passed after failing", []Event{fail(0, "x"), pass(0, "x")}, "x a 23"},
		{"passed the next day", []Event{fail(0, "x"), pass(1, "x", "y")}, "x a 23, +x a 24"},
		{"passed with a hint", []Event{fail(0, "x"), hinted, pass(1, "x")}, "x a 23"},
		{"recalled", []Event{fail(0, "x"), recalled(pass(1), "x")}, "x a 23, +x a 24"},
		{"recalled with a hint", []Event{fail(0, "x"), pass(0), hinted, recalled(pass(1), "x")}, "x a 23, x a 24"},
		{"recall failed for another reason", []Event{fail(0, "x"), recalled(fail(1, "y"), "x")}, "x a 23, y a 24, x a 24"},
		{"a change was made", []Event{{At: onDay(0), Kind: Fixed, Cause: "x"}}, "x a 23"},
		{"a wrong prediction", []Event{{At: onDay(0), Kind: Answered, Cause: "x"}}, "x a 23"},
		{"a right prediction", []Event{{At: onDay(0), Kind: Answered, Cause: "x", Right: true}}, ""},
		{"named wrongly, then rightly", []Event{{At: onDay(0), Kind: Named, Cause: "x"}, {At: onDay(1), Kind: Named, Cause: "x", Right: true}}, "x a 23, +x a 24"},
		{"the lesson was reset", []Event{fail(0, "x"), {Kind: Forgotten}}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := Memory(clock)
			for _, e := range c.events {
				must(t, m.Record("a", e))
			}
			if got := told(m.History()); got != c.want {
				t.Errorf("the history is %q, want %q", got, c.want)
			}
		})
	}
}

func TestAResetForgetsWhatHappenedInItsLesson(t *testing.T) {
	m := Memory(clock)
	must(t, m.Record("a", Event{Kind: Submitted, Cause: "x"}))
	must(t, m.Record("b", Event{Kind: Submitted, Cause: "y"}))
	must(t, m.Reset("a"))
	if got := told(m.History()); got != "y b 23" {
		t.Errorf("after the reset of a: %q", got)
	}
	must(t, m.ResetAll())
	if got := m.History(); len(got) > 0 {
		t.Errorf("after the reset of all: %v", got)
	}
}

func TestMissedUntilThePass(t *testing.T) {
	m := Memory(clock)
	for _, cause := range []string{"x", "y", "x", ""} {
		must(t, m.Record("a", Event{Kind: Submitted, Cause: cause}))
	}
	if got := m.Lesson("a").Missed; !slices.Equal(got, []string{"x", "y"}) {
		t.Errorf("missed %v", got)
	}
	must(t, m.Record("a", Event{Kind: Submitted, Passed: true, Text: "kind: NetworkPolicy"}))
	r := m.Lesson("a")
	if len(r.Missed) > 0 || !slices.Equal(r.PassedMissed, []string{"x", "y"}) {
		t.Errorf("after the pass: missed %v, before it %v", r.Missed, r.PassedMissed)
	}
	if r.Answer != Digest("kind: NetworkPolicy") {
		t.Error("the text that passed is not known again")
	}
}

// TestAnOldJournalHasAHistory reads what earlier versions of the program wrote, and a
// snapshot of theirs, which holds no history.
func TestAnOldJournalHasAHistory(t *testing.T) {
	dir := t.TempDir()
	journal := `{"version":1}
{"lesson":"a","at":"2026-11-23T09:00:00+01:00","kind":"submitted","score":40,"cause":"x"}
{"lesson":"a","at":"2026-11-24T09:00:00+01:00","kind":"submitted","passed":true,"score":100}
`
	must(t, os.WriteFile(filepath.Join(dir, "attempts.jsonl"), []byte(journal), 0o600))
	old := fmt.Sprintf(`{"version":1,"read":%d,"records":{"a":{"tries":7}}}`, len(journal))
	must(t, os.WriteFile(filepath.Join(dir, "progress.json"), []byte(old), 0o600))
	s, err := Open(dir, func() time.Time { return onDay(3) })
	must(t, err)
	if got := told(s.History()); got != "x a 23" {
		t.Errorf("the history is %q", got)
	}
	if r := s.Lesson("a"); r.Tries != 2 || !r.Passed() {
		t.Errorf("the record is %+v", r)
	}
}
