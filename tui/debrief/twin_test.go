package debrief

import (
	"strings"
	"testing"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/template"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// afterPass is the debrief of a built-in lesson, passed with or without an offered change.
func afterPass(t *testing.T, id string, fixed bool, width, height int) (*Model, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	own, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	env.Catalogue = own.Making(template.Maker{})
	l := tuitest.Lesson(t, env, id)
	a, err := play.Begin(l, env.Store)
	if err != nil {
		t.Fatal(err)
	}
	if fixed {
		if err := a.FixApplied(l.Causes[0]); err != nil {
			t.Fatal(err)
		}
	}
	report, err := a.Submit(l.Solution)
	if err != nil || !report.Passed {
		t.Fatalf("the solution does not pass: %v", err)
	}
	m := New(env, Passed{Lesson: l, Report: report, Back: New(env, Passed{Lesson: l})})
	tuitest.Start(t, clock, m, width, height)
	tuitest.Drive(t, clock, m, "enter") // skips the question
	return m, clock
}

func opened(t *testing.T, m *Model, clock *tuitest.Clock, k string) string {
	t.Helper()
	tuitest.Drive(t, clock, m, k)
	asked, _ := m.Ask().(screen.Open)
	return asked.Lesson
}

func TestTheTwinComesAfterAChangeThatWasOffered(t *testing.T) {
	const lesson, twin = "space1-space2", "readers-and-archive"
	cases := []struct {
		name  string
		fixed bool
		keys  map[string]bool // whether the key leads to the twin
	}{
		{"with a change", true, map[string]bool{"enter": true, "t": true, "n": false}},
		{"without", false, map[string]bool{"enter": false, "n": false, "t": true}},
	}
	for _, c := range cases {
		for k, want := range c.keys {
			m, clock := afterPass(t, lesson, c.fixed, 80, 23)
			tuitest.KeyMapHolds(t, m)
			tuitest.ShortIsPartOfFull(t, m)
			if shown := strings.Contains(m.View(), "once more, with other names"); shown != c.fixed {
				t.Errorf("%s: the twin as what comes next: %v", c.name, shown)
			}
			if got := opened(t, m, clock, k); got == "" || (got == twin) != want {
				t.Errorf("%s: %s leads to %q", c.name, k, got)
			}
		}
	}
}

func TestBehindATwinThePathGoesOn(t *testing.T) {
	m, clock := afterPass(t, "readers-and-archive", true, 80, 23)
	own, _ := lessons.Builtin()
	path := own.Lessons()
	for i, l := range path {
		if l.ID == "space1-space2" {
			if got := opened(t, m, clock, "enter"); got != path[i+1].ID {
				t.Errorf("the way goes on to %q, want %q", got, path[i+1].ID)
			}
		}
	}
}

func TestTheTwinIsNamedAtEverySize(t *testing.T) {
	for _, size := range tuitest.Sizes() {
		m, _ := afterPass(t, "space1-space2", true, size.Width, size.Height)
		tuitest.Exact(t, m.View(), size.Width, size.Height)
		lines := strings.Split(m.View(), "\n")
		if last := lines[len(lines)-1]; !strings.Contains(last, "next  once more, with other names  about a minute") {
			t.Errorf("%s: the last line is %q", size.Name, last)
		}
	}
}

// TestALessonWithoutATwinIsGivenOne plays on after a change that was offered: another task
// is made for what the change was against.
func TestALessonWithoutATwinIsGivenOne(t *testing.T) {
	for _, size := range tuitest.Sizes() {
		m, clock := afterPass(t, "one-dash", true, size.Width, size.Height)
		tuitest.KeyMapHolds(t, m)
		tuitest.Exact(t, m.View(), size.Width, size.Height)
		if !strings.Contains(m.View(), "next  the same trap, somewhere else  about 3 minutes") {
			t.Errorf("%s: the twin is not what comes next:\n%s", size.Name, m.View())
		}
		if got := opened(t, m, clock, "enter"); !strings.HasPrefix(got, "one-visitor-") {
			t.Errorf("%s: enter leads to %q", size.Name, got)
		}
	}
	m, clock := afterPass(t, "one-dash", false, 80, 23)
	if got := opened(t, m, clock, "t"); strings.Contains(m.View(), "the same trap, somewhere else  about") || !strings.HasPrefix(got, "one-visitor-") {
		t.Errorf("without a change t leads to %q", got)
	}
}
