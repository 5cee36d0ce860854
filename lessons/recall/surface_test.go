package recall

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// made makes lessons for one cause.
type made struct{ cause string }

func (made) Make(string) (*lessons.Lesson, bool) { return nil, false }

func (made) Samples() []string { return nil }

func (m made) Another(cause string, tries func(string) int) (*lessons.Lesson, bool) {
	for n := 1; cause == m.cause; n++ {
		if id := fmt.Sprintf("made-%d", n); tries(id) == 0 {
			return &lessons.Lesson{ID: id, Causes: []string{cause}}, true
		}
	}
	return nil, false
}

func testDesk(t testing.TB, now func() time.Time) Desk {
	t.Helper()
	own, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return Desk{Catalogue: own, Store: progress.Memory(now), Now: now}
}

func record(t testing.TB, d Desk, lesson string, e progress.Event) {
	t.Helper()
	if err := d.Store.Record(lesson, e); err != nil {
		t.Fatal(err)
	}
}

func TestTheLessonInWhichACauseComesBack(t *testing.T) {
	now := func() time.Time { return monday }
	fail := func(cause string) progress.Event { return progress.Event{Kind: progress.Submitted, Cause: cause} }
	pass := progress.Event{Kind: progress.Submitted, Passed: true}
	cases := []struct {
		name  string
		do    func(d Desk)
		cause string
		want  string
	}{
		{"another one that trains it", func(d Desk) { record(t, d, "deny-ingress", fail("rule-split-by-dash")) }, "rule-split-by-dash", ""},
		{"one that was passed first", func(d Desk) {
			record(t, d, "deny-ingress", fail("dns-egress-missing"))
			record(t, d, "worker-to-queue", pass)
		}, "dns-egress-missing", "worker-to-queue"},
		{"not the one in which it was missed", func(d Desk) {
			record(t, d, "worker-to-queue", fail("dns-egress-missing"))
			record(t, d, "worker-to-queue", pass)
			record(t, d, "nested-dns", pass)
		}, "dns-egress-missing", "nested-dns"},
		{"unless nothing else trains it", func(d Desk) { record(t, d, "space1-space2", fail("port-quoted")) }, "port-quoted", "space1-space2"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := testDesk(t, now)
			c.do(d)
			card, ok := d.Deck().Of(c.cause)
			if !ok {
				t.Fatal("there is no card")
			}
			l := d.Lesson(card)
			if c.want != "" && l.ID != c.want {
				t.Errorf("it comes back in %s, want %s", l.ID, c.want)
			}
			if c.want == "" && !slices.Contains(l.Causes, c.cause) {
				t.Errorf("it comes back in %s, which trains %v", l.ID, l.Causes)
			}
		})
	}
}

func TestAMadeLessonGoesFirst(t *testing.T) {
	d := testDesk(t, func() time.Time { return monday })
	d.Catalogue = d.Catalogue.Making(made{"dns-egress-missing"})
	record(t, d, "space1-space2", progress.Event{Kind: progress.Submitted, Cause: "dns-egress-missing"})
	card, _ := d.Deck().Of("dns-egress-missing")
	first := d.Lesson(card)
	if first.ID != "made-1" {
		t.Fatalf("it comes back in %s", first.ID)
	}
	if again := d.Lesson(card); again.ID != first.ID {
		t.Errorf("asked again, it comes back in %s instead of %s", again.ID, first.ID)
	}
	record(t, d, first.ID, progress.Event{At: monday.AddDate(0, 0, 1), Kind: progress.Submitted, Passed: true, For: card.Cause})
	card, _ = d.Deck().Of("dns-egress-missing")
	if next := d.Lesson(card); next.ID != "made-2" {
		t.Errorf("the next time it comes back in %s", next.ID)
	}
}

func TestWhatCannotComeBackIsNotDue(t *testing.T) {
	d := testDesk(t, func() time.Time { return monday })
	for lesson, cause := range map[string]string{
		"space1-space2": "allows-too-much", // no cause
		"a-pack-of-old": "port-quoted",     // a lesson that is gone, and none trains it
		"deny-ingress":  "selects-nothing",
	} {
		record(t, d, lesson, progress.Event{At: monday.AddDate(0, 0, -2), Kind: progress.Submitted, Cause: cause})
	}
	if got := named(d.Deck().Due()); got != "selects-nothing" {
		t.Errorf("due are %s", got)
	}
}
