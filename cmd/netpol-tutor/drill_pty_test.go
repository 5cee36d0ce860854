package main

import (
	"strings"
	"testing"
	"time"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/template"
)

// skipsTheQuestion waits for what follows a pass, and skips the question if there is one.
func (w *window) skipsTheQuestion() {
	w.t.Helper()
	w.showsOneOf("One question first", "Why it works")
	if w.has("One question first") {
		w.press(keyEnter)
	}
}

// showsOneOf waits until one of several texts stands on the screen.
func (w *window) showsOneOf(texts ...string) {
	w.t.Helper()
	late := time.After(30 * time.Second)
	for {
		for _, text := range texts {
			if w.has(text) {
				return
			}
		}
		select {
		case <-w.changed:
		case <-late:
			w.t.Fatalf("waited in vain for one of %q; the screen is\n%s", texts, w.shown())
		}
	}
}

// TestDrillInATerminal plays what was missed yesterday, from the shell to the word that
// nothing more is due.
func TestDrillInATerminal(t *testing.T) {
	state := introduced(t)
	yesterday := time.Now().AddDate(0, 0, -1)
	for _, e := range []progress.Event{{Cause: "dns-egress-missing"}, {Passed: true}} {
		e.At, e.Kind = yesterday, progress.Submitted
		if err := openStore(t, state).Record("two-missing-lines", e); err != nil {
			t.Fatal(err)
		}
	}
	twin, ok := template.Maker{}.Another("dns-egress-missing", func(string) int { return 0 })
	if !ok {
		t.Fatal("there is no twin for the cause")
	}
	w := openWindow(t, state, 80, 24, nil, "drill")
	w.shows("1 due today")
	w.shows("missed yesterday")
	w.press(keyEnter)
	w.opensFile(twin.ID)
	w.press(selectAll + strings.ReplaceAll(strings.TrimRight(twin.Solution, "\n"), "\n", keyCtrlJ))
	w.submits()
	w.shows("One question first")
	w.press("s")
	w.shows("and knew it today; it comes back in 3 days")
	w.shows("Nothing more is due today.")
	w.press(keyEnter)
	w.shows("Nothing is due today.")
	w.press("q")
	w.shows("Tracks")
	w.press("k\x1b[H") // to the first lessons of the path
	w.shows("again in 3 days")
	w.press("q")
	w.ends()
}
