package tui

import (
	"slices"
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/tuitest"
)

// dnsRule are the keys that add what the lesson lacks at first.
var dnsRule = []string{
	"ctrl+end", "type:  - ports:", "enter", "type:- protocol: UDP", "enter", "type:port: 53", "enter",
	"backspace", "type:- protocol: TCP", "enter", "type:port: 53",
}

// TestTwentyDaysOfDrill is somebody who missed a cause on a Monday and opens what is due on
// each of the twenty days that follow. On day 4 they take a hint.
func TestTwentyDaysOfDrill(t *testing.T) {
	env, clock := tuitest.Env(t)
	solution := tuitest.Lesson(t, env, "two-rooms").Solution
	for _, e := range []progress.Event{
		{Kind: progress.Submitted, Cause: "dns-egress-missing"},
		{Kind: progress.Submitted, Passed: true, Text: solution},
	} {
		if err := env.Store.Record("two-rooms", e); err != nil {
			t.Fatal(err)
		}
	}
	if err := env.Store.SaveDraft("two-rooms", solution); err != nil {
		t.Fatal(err)
	}
	env.Drill = true
	var due []int
	for day := range 21 {
		m := tuitest.StartRoot(t, clock, New(env), 80, 24)
		if strings.Contains(m.View(), "1 due today") {
			due = append(due, day)
			m = tuitest.DriveRoot(t, clock, m, "enter")
			if draft, _, _ := env.Store.Look("two-rooms"); draft == solution {
				t.Fatalf("day %d: the lesson begins with its answer", day)
			}
			if day == 4 {
				m = tuitest.DriveRoot(t, clock, m, "f7", "h", "esc")
			}
			m = tuitest.DriveRoot(t, clock, m, append(dnsRule, "ctrl+s", "s")...)
			if !strings.Contains(m.View(), "Nothing more is due today.") {
				t.Fatalf("day %d: something is still due:\n%s", day, m.View())
			}
			m = tuitest.DriveRoot(t, clock, m, "enter")
		}
		if !strings.Contains(m.View(), "Nothing is due today.") {
			t.Fatalf("day %d: after it, the screen is\n%s", day, m.View())
		}
		tuitest.DriveRoot(t, clock, m, "wait:24h")
	}
	if want := []int{1, 4, 5, 8, 15}; !slices.Equal(due, want) {
		t.Errorf("it is due on the days %v, want %v", due, want)
	}
}
