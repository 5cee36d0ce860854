//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// contest types into a lesson whose draft another program changes meanwhile.
func contest(t *testing.T, state string) *window {
	t.Helper()
	w := openWindow(t, state, 80, 24, nil, "range")
	w.shows("range.yaml")
	w.press("first")
	w.shows("saved")
	draft := filepath.Join(state, "netpol-tutor", "drafts", "range.yaml")
	if err := os.WriteFile(draft, []byte("OUTSIDE\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.press(" MINE")
	w.shows("NOT saved")
	return w
}

// await waits until a text lies on the disk beside the draft.
func (w *window) await(text string) {
	w.t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.After(30 * time.Second)
	for {
		beside := besideText(w.t, w.state)
		if strings.Contains(beside, text) {
			return
		}
		select {
		case <-look.C:
		case <-late:
			w.t.Fatalf("beside the draft is %q, want %q in it", beside, text)
		}
	}
}

func besideText(t *testing.T, state string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(state, "netpol-tutor", "drafts", "range.other-*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func TestKillDuringAConflictLosesNothing(t *testing.T) {
	state := introduced(t)
	w := contest(t, state)
	w.press(" MORE")
	w.await("first MINE MORE")
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-w.done
	w = openWindow(t, state, 80, 24, nil, "range")
	w.shows("another text was kept beside the file: ctrl+g o")
	w.shows("OUTSIDE")
	w.press(keyCtrlG + "ot")
	w.shows("first MINE MORE")
	w.shows("saved")
	w.press(keyCtrlC + keyCtrlC)
	w.ends()
	if text := besideText(t, state); text != "" {
		t.Errorf("what was taken is still beside the draft: %q", text)
	}
}

func TestLeavingDuringAConflictKeepsBoth(t *testing.T) {
	state := introduced(t)
	w := contest(t, state)
	w.press(" MORE" + keyCtrlQ)
	w.shows("Tracks")
	w.press("q")
	w.ends()
	text, err := os.ReadFile(filepath.Join(state, "netpol-tutor", "drafts", "range.yaml"))
	if err != nil || string(text) != "OUTSIDE\n" {
		t.Errorf("the file holds %q (%v)", text, err)
	}
	if text := besideText(t, state); !strings.HasPrefix(text, "first MINE MORE") {
		t.Errorf("beside the draft is %q", text)
	}
}

func TestADiskThatFailsIsToldInTheWindow(t *testing.T) {
	state := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(state, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := openWindow(t, state, 80, 24, nil, "range")
	w.shows("Progress cannot be saved")
	w.shows("NOT saved: not a directory")
	w.press("x")
	w.shows("1  x ")
	w.shows("NOT saved: not a directory")
	w.press(keyCtrlC + keyCtrlC)
	w.ends()
}

func TestADiskThatFailsIsToldInPlainMode(t *testing.T) {
	state := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(state, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("netpol-tutor", "--plain", "range")
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+state)
	var out, errs strings.Builder
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader("q\nq\n"), &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "Progress cannot be saved") || errs.Len() > 0 {
		t.Errorf("it says\n%s\nand as errors %q", out.String(), errs.String())
	}
}
