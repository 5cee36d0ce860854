package play

import (
	"strings"
	"testing"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/template"
)

func making(t *testing.T) *lessons.Catalogue {
	t.Helper()
	c, err := lessons.Builtin()
	must(t, err)
	return c.Making(template.Maker{})
}

// passedBy plays a lesson to its pass, after a change against a cause, if it names one.
func passedBy(t *testing.T, c *lessons.Catalogue, s progress.Store, id, cause string) *lessons.Lesson {
	t.Helper()
	l, ok := c.Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	a, err := Begin(l, s)
	must(t, err)
	if cause != "" {
		must(t, a.FixApplied(cause))
	}
	r, err := a.Submit(l.Solution)
	must(t, err)
	if !r.Passed {
		t.Fatalf("the solution of %s does not pass", id)
	}
	return l
}

func TestTwin(t *testing.T) {
	cases := []struct{ name, lesson, cause, twin string }{
		{"written by hand", "space1-space2", "dns-egress-missing", "readers-and-archive"},
		{"made for the cause of the change", "deny-ingress", "and-or-dash-split", "one-visitor-1"},
		{"made for the main cause without one for that of the change", "target-port", "duplicate-key-of-nobody", "the-counter-1"},
		{"none behind a twin that was written", "readers-and-archive", "dns-egress-missing", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			catalogue, store := making(t), progress.Memory(clock)
			twin, owed := Twin(catalogue, store, passedBy(t, catalogue, store, c.lesson, c.cause))
			if c.twin == "" {
				if twin != nil || owed {
					t.Errorf("the twin is %s", twin.ID)
				}
				return
			}
			if twin == nil || twin.ID != c.twin || !owed {
				t.Errorf("twin %v, owed %v; want %s", twin, owed, c.twin)
			}
		})
	}
}

func TestTwinIsOfferedButNotOwedWithoutAChange(t *testing.T) {
	catalogue, store := making(t), progress.Memory(clock)
	twin, owed := Twin(catalogue, store, passedBy(t, catalogue, store, "target-port", ""))
	if twin == nil || owed {
		t.Errorf("twin %v, owed %v", twin, owed)
	}
	own, err := lessons.Builtin()
	must(t, err)
	if twin, owed := Twin(own, store, lesson(t, "target-port")); twin != nil || owed {
		t.Error("nothing is made without a maker")
	}
}

// TestTwinIsAnotherEachTime plays twins of twins: none comes again before all were played,
// and never the one just played.
func TestTwinIsAnotherEachTime(t *testing.T) {
	catalogue, store := making(t), progress.Memory(clock)
	l := passedBy(t, catalogue, store, "target-port", "service-port-not-target-port")
	seen := map[string]bool{}
	for range template.Proved {
		twin, owed := Twin(catalogue, store, l)
		if !owed || seen[twin.ID] || !strings.HasPrefix(twin.ID, "the-counter-") {
			t.Fatalf("after %s comes %s", l.ID, twin.ID)
		}
		seen[twin.ID] = true
		l = passedBy(t, catalogue, store, twin.ID, "service-port-not-target-port")
	}
	if twin, _ := Twin(catalogue, store, l); twin.ID == l.ID {
		t.Errorf("%s comes twice in a row", twin.ID)
	}
}
