//go:build linux

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADumbTerminalIsPlayedLineByLine(t *testing.T) {
	w := openWindow(t, t.TempDir(), 80, 24, []string{"TERM=dumb"}, "deny-ingress")
	w.shows("TERM is dumb")
	w.shows("lesson>")
	w.press("hint\r")
	w.shows("Hint 1 of 3.")
	w.press("quit\r")
	w.shows("Goodbye.")
	w.ends()
	if out := w.tail(); strings.Contains(out, "\x1b") {
		t.Errorf("an escape sequence was sent: %q", out)
	}
}

func TestPlainModeOpensTheEditor(t *testing.T) {
	dir := t.TempDir()
	ed := filepath.Join(dir, "my ed")
	if err := os.WriteFile(ed, []byte("#!/bin/sh\nprintf '# %s\\n' \"$1\" >>\"$2\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	w := openWindow(t, t.TempDir(), 80, 24, []string{"EDITOR='" + ed + "' seen", "VISUAL="}, "--plain", "deny-ingress")
	w.shows("lesson>")
	w.press("o\r")
	w.shows("The file has 9 lines now.")
	w.press("show 9\r")
	w.shows("9: # seen")
	w.press("\x04")
	w.shows("Goodbye.")
	w.ends()
}
