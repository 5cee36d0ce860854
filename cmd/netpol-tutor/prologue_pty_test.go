//go:build linux

package main

import (
	"fmt"
	"testing"
	"time"

	"netpol-tutor/lessons/progress"
)

func openStore(t *testing.T, state string) *progress.FileStore {
	t.Helper()
	s, err := progress.Open(state+"/netpol-tutor", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// introduced is a state folder of somebody who begins at home.
func introduced(t *testing.T) string {
	t.Helper()
	state := t.TempDir()
	if err := openStore(t, state).SaveSettings(progress.Settings{Introduced: true}); err != nil {
		t.Fatal(err)
	}
	return state
}

// TestTheFirstFourMinutes is the very first start, by keys alone, up to the sentence.
func TestTheFirstFourMinutes(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			w := openWindow(t, t.TempDir(), size[0], size[1], nil)
			w.shows("Where do you stand?")
			w.press("n")
			w.shows("Does policy allow it?")
			w.press("n")
			w.shows("Not so: policy allows it.")
			w.press(keyEnter)
			w.shows("google.com? ")
			w.press("y")
			w.shows("Right: policy allows it.")
			w.press(keyEnter)
			for i := 1; i <= 4; i++ {
				w.shows(fmt.Sprintf("%d of 4", i))
				w.press(keyEnter)
			}
			w.shows("the first bet")
			w.press(keyEnter)
			w.shows("wget -O- -T 5 microservice1.space2")
			w.press("y")
			w.shows("of the Pod")
			w.press("y")
			w.shows("1 of 20 s") // the wait is real
			w.press(" ")
			w.shows("wget: bad address 'microservice1.space2'")
			w.press(keyEnter)
			w.shows("the question")
			w.press(keyEnter)
			w.shows("type them.")
			w.press("TCP" + keyEnter + "53" + keyEnter)
			w.shows("port 53 is right, protocol TCP is not")
			w.press("UDP" + keyEnter) // it replaces what was wrong
			w.shows("Both work.")
			w.press(keyEnter)
			w.shows("Restrict egress and you restrict DNS: the app is")
			w.press("q")
			w.shows("Tracks")
			w.press("q")
			w.ends()
			if s := openStore(t, w.state).Settings(); !s.Introduced || s.Experience != "new" || s.Prologue != "" {
				t.Errorf("the settings are %+v", s)
			}
		})
	}
}

func TestAClosedTerminalIsResumed(t *testing.T) {
	state := t.TempDir()
	w := openWindow(t, state, 80, 24, nil)
	w.shows("Where do you stand?")
	w.press("n")
	w.shows("Does policy allow it?")
	w.press("y" + keyEnter + "y" + keyEnter)
	w.shows("1 of 4")
	w.press(keyCtrlC + keyCtrlC)
	w.ends()
	w = openWindow(t, state, 80, 24, nil)
	w.shows("left off here")
	w.shows("1 of 4")
}
