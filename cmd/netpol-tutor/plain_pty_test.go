//go:build linux

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// transcript runs the program in a terminal of 80 columns until it ends by itself, with
// keys that are typed ahead, and answers all that it wrote.
func transcript(t *testing.T, env []string, keys string, args ...string) string {
	t.Helper()
	cmd := exec.Command("netpol-tutor", args...)
	cmd.Env = append(os.Environ(), append([]string{"XDG_STATE_HOME=" + t.TempDir()}, env...)...)
	master, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		master.Close()
	})
	if _, err := io.WriteString(master, keys); err != nil {
		t.Fatal(err)
	}
	said, _ := io.ReadAll(master) // a terminal whose last program has ended answers with an error
	if err := cmd.Wait(); err != nil {
		t.Fatalf("the program ended with %v; it wrote\n%s", err, said)
	}
	return strings.ReplaceAll(string(said), "\r\n", "\n")
}

// says looks for texts, wherever lines were broken.
func says(t *testing.T, got string, want ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(got), " ")
	for _, w := range want {
		if !strings.Contains(flat, w) {
			t.Errorf("%q is not said in\n%s", w, got)
		}
	}
}

func TestADumbTerminalIsPlayedLineByLine(t *testing.T) {
	got := transcript(t, []string{"TERM=dumb"}, "hint\nquit\n", "deny-ingress")
	says(t, got, "TERM is dumb", "lesson>", "Hint 1 of 3.", "Goodbye.")
	if strings.Contains(got, "\x1b") {
		t.Errorf("an escape sequence was sent: %q", got)
	}
}

func TestPlainModeOpensTheEditor(t *testing.T) {
	ed := filepath.Join(t.TempDir(), "my ed")
	if err := os.WriteFile(ed, []byte("#!/bin/sh\nprintf '# %s\\n' \"$1\" >>\"$2\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	env := []string{"TERM=tmux-256color", "EDITOR='" + ed + "' seen", "VISUAL="}
	got := transcript(t, env, "o\nshow 9\n\x04", "--plain", "deny-ingress")
	says(t, got, "The file has 9 lines now.", "9: # seen", "Goodbye.")
}
