//go:build linux

package main

import (
	"os"
	"strings"
	"testing"

	"netpol-tutor/lessons"
)

// wrongAnswer is one of the known wrong answers of a built-in lesson.
func wrongAnswer(t *testing.T, id, file string) string {
	t.Helper()
	c, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l, ok := c.Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	for _, w := range l.Wrong() {
		if strings.HasSuffix(w.File, file) {
			return strings.TrimRight(w.Text, "\n")
		}
	}
	t.Fatalf("%s has no wrong answer %s", id, file)
	return ""
}

// TestTheLadder fails for the sake of DNS, climbs every rung, applies the change that is
// offered, takes it back, makes it again, and passes.
func TestTheLadder(t *testing.T) {
	w := inLesson(t)
	w.press(pasted(wrongAnswer(t, "space1-space2", "dns-forgotten.yaml")))
	w.until("the file is saved", func() bool { return strings.Contains(w.draft(), "np-space2") && w.has("saved") })
	forgotten := w.draft()
	w.press(keyCtrlS)
	w.shows("not ok")
	w.press(keyEnter)
	w.shows("▸ Problems")
	w.shows("wget: bad address") // the symptom, and no more
	w.press(keyEnter)
	w.shows("egress of space1/np-space1") // the side and the policy
	w.press(keyEnter)
	w.shows("──── and no rule here allows port 53") // the line
	w.press(keyEnter)
	w.shows("tried: with it every check holds") // the change
	w.press("a")
	w.shows("▸ space1-space2.yaml")
	w.until("the change is in the file", func() bool { return strings.Contains(w.draft(), "53") })
	mended := w.draft()
	w.press("\x1a") // ctrl+z
	w.until("it is taken back", func() bool { return w.draft() == forgotten })
	w.press("\x19") // ctrl+y
	w.until("it is made again", func() bool { return w.draft() == mended })
	w.press(keyCtrlS)
	w.shows("passed")
	w.leavesByInterrupt()
	if r := record(t, w.state, "space1-space2"); !r.Passed() || r.Tries != 2 || !r.PassedFixed {
		t.Errorf("the record is %+v", r)
	}
}

// TestAChangeFromOutsideIsFollowed lets another program change the draft while nothing
// is typed here.
func TestAChangeFromOutsideIsFollowed(t *testing.T) {
	w := inLesson(t)
	w.press("# here")
	w.until("it is saved", func() bool { return w.draft() == "# here" && w.has("saved") })
	if err := os.WriteFile(w.draftPath(), []byte("# here\n# and there\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.shows("# and there")
	w.press("\x1b[1;5F# again here") // ctrl+end
	w.until("both are saved", func() bool { return w.draft() == "# here\n# and there\n# again here" })
	w.leavesByInterrupt()
}

// TestKillWhileTyping ends the program without a warning while letters arrive one by
// one: what was on the disk at any time stays there, and only the end can be missing.
func TestKillWhileTyping(t *testing.T) {
	state := introduced(t)
	typed := "# "
	for _, word := range []string{"every letter ", "is typed ", "until the end"} {
		w := openWindow(t, state, 80, 24, nil, "space1-space2")
		w.shows("▸ space1-space2.yaml")
		w.press("\x1b[1;5F") // ctrl+end
		before := w.draft()
		if before == "" {
			w.press(typed)
			before = typed
		}
		seen := ""
		for i := range word {
			w.press(word[i : i+1])
			w.shows(strings.TrimRight(before+word[:i+1], " "))
			seen = w.draft()
		}
		if err := w.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-w.done
		if left := w.draft(); !strings.HasPrefix(left, seen) || !strings.HasPrefix(before+word, left) {
			t.Fatalf("%q was on the disk while %q was typed, and %q is left", seen, before+word, left)
		}
	}
}
