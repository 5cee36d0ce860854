//go:build linux

package main

import (
	"strings"
	"testing"
	"time"

	"netpol-tutor/lessons"
)

// TestEachKindIsPassedByKeysAlone plays a lesson of each kind from the shell to its pass.
func TestEachKindIsPassedByKeysAlone(t *testing.T) {
	cases := []struct {
		kind   lessons.Kind
		lesson string
		play   func(w *window)
	}{
		{lessons.Write, "deny-ingress", func(w *window) {
			w.opensFile("deny-ingress")
			w.press(selectAll + strings.ReplaceAll(solution(w.t, "deny-ingress"), "\n", keyCtrlJ))
			w.submits()
		}},
		{lessons.Complete, "two-missing-lines", func(w *window) {
			w.opensFile("two-missing-lines")
			w.press("UDP\t53\tTCP\t53")
			w.submits()
		}},
		{lessons.Fix, "one-dash", func(w *window) { w.opensFile("one-dash"); w.mends() }},
		{lessons.Debug, "letter", func(w *window) { w.opensFile("letter"); w.mends() }},
		{lessons.Choose, "which-default", func(w *window) {
			w.shows("enter apply a")
			w.press(keyEnter)
			w.shows("It closes both directions")
			w.press(keyEnter) // try again
			w.shows("enter apply")
			w.press("\x1b[C") // the next file
			w.shows("enter apply b")
			w.press(keyEnter)
			w.shows("Right: b does")
			w.press(keyEnter)
		}},
		{lessons.Predict, "open-by-default", func(w *window) {
			for _, q := range built(w.t, "open-by-default").Questions {
				w.shows("Does policy allow it?")
				w.press(map[string]string{"allow": "y", "deny": "n"}[q.Answer])
				w.shows("Right:")
				w.press(keyEnter)
			}
			w.shows("5 of 5 predicted right")
			w.press(keyEnter)
		}},
		{lessons.Symptom, "refused-is-good-news", func(w *window) {
			for _, q := range built(w.t, "refused-is-good-news").Questions {
				w.shows("How?")
				w.press(map[string]string{"dns": "a", "connection": "b", "refused": "c", "wrong-name": "d", "works": "e"}[q.Answer])
				w.shows("Right:")
				w.press(keyEnter)
			}
			w.shows("4 of 4")
			w.press(keyEnter)
		}},
	}
	var played []lessons.Kind
	for _, c := range cases {
		played = append(played, c.kind)
		t.Run(string(c.kind), func(t *testing.T) {
			if l := built(t, c.lesson); l.Kind != c.kind {
				t.Fatalf("%s is of kind %s", c.lesson, l.Kind)
			}
			w := openWindow(t, introduced(t), 80, 24, nil, c.lesson)
			c.play(w)
			w.skipsTheQuestion()
			w.shows("Why it works")
			w.press("q")
			w.shows("Tracks")
			w.press("q")
			w.ends()
			if r := record(t, w.state, c.lesson); !r.Passed() {
				t.Errorf("the record is %+v", r)
			}
		})
	}
	if want := lessons.Kinds(); len(played) != len(want) {
		t.Errorf("played %v, want one of each of %v", played, want)
	}
}

const selectAll = "\x01" // what is typed next replaces it

// opensFile waits until the editor holds the file of a lesson and can be typed into.
func (w *window) opensFile(id string) {
	w.t.Helper()
	w.shows(id + ".yaml")
	w.loses("opening the lesson")
}

// loses waits until a text stands on the screen no more.
func (w *window) loses(text string) {
	w.t.Helper()
	late := time.After(30 * time.Second)
	for w.has(text) {
		select {
		case <-w.changed:
		case <-late:
			w.t.Fatalf("%q does not go away; the screen is\n%s", text, w.shown())
		}
	}
}

func (w *window) submits() {
	w.t.Helper()
	w.shows("saved")
	w.press(keyCtrlS)
}

// mends submits what is wrong, climbs the ladder, applies the change and submits again.
func (w *window) mends() {
	w.t.Helper()
	w.press(keyCtrlS)
	w.shows("not ok")
	for _, rung := range []string{"enter which side", "enter which line", "enter a change", "a apply the change"} {
		w.press(keyEnter)
		w.shows(rung)
	}
	w.press("a")
	w.submits()
}
