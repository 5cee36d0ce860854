//go:build linux

package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// watched opens a terminal in which a file of a new folder is watched.
func watched(t *testing.T, state string) (w *window, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "np.yaml")
	return openWindow(t, state, 100, 40, nil, "watch", "space1-space2", file), file
}

// save writes a file as most editors do: another one, which then takes its name.
func save(t *testing.T, file, text string) {
	t.Helper()
	saveInPlace(t, file+".new", text)
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

func saveInPlace(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// cookedModes are those of a terminal that no program has touched.
func cookedModes(t *testing.T) unix.Termios {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	defer tty.Close()
	return modesOf(t, tty)
}

// exits waits for the program to end with a code, and the terminal as it was before.
func (w *window) exits(code int, before unix.Termios) {
	w.t.Helper()
	select {
	case err := <-w.done:
		var failed *exec.ExitError
		if err != nil && !errors.As(err, &failed) {
			w.t.Fatal(err)
		}
		if got := w.cmd.ProcessState.ExitCode(); got != code {
			w.t.Errorf("exit code %d, want %d; it wrote\n%s", got, code, w.tail())
		}
	case <-time.After(30 * time.Second):
		w.t.Fatal("the program does not end")
	}
	if after := w.modes(); after != before {
		w.t.Errorf("the terminal is left in the modes %+v, was %+v", after, before)
	}
}

func TestWatchGradesAtEverySave(t *testing.T) {
	state := introduced(t)
	w, file := watched(t, state)
	before := cookedModes(t)
	w.shows("is not there")
	w.shows("h hint   s our answer   q leave")
	saveInPlace(t, file, "kind: Half\n")
	w.shows("try 1")
	w.shows("not passed")
	w.press("h")
	w.shows("Hint 1 of 3")
	w.press("s")
	w.shows("Show it? y or n")
	w.press("n")
	w.shows("h hint")
	save(t, file, solution(t, "space1-space2"))
	w.shows("try 2")
	w.shows("passed, 100 %")
	w.shows("Remember: Whoever restricts egress")
	w.press("q")
	w.exits(0, before)
	if r := record(t, state, "space1-space2"); r.Tries != 2 || !r.Passed() {
		t.Errorf("the record is %+v", r)
	}
}

func TestWatchGivesTheTerminalBack(t *testing.T) {
	cases := []struct {
		name string
		end  func(*window)
	}{
		{"q", func(w *window) { w.press("q") }},
		{"ctrl+c", func(w *window) { w.press(keyCtrlC) }},
		{"ctrl+d", func(w *window) { w.press("\x04") }},
		{"SIGTERM", func(w *window) { _ = w.cmd.Process.Signal(syscall.SIGTERM) }},
		{"SIGHUP", func(w *window) { _ = w.cmd.Process.Signal(syscall.SIGHUP) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w, file := watched(t, introduced(t))
			w.shows("q leave")
			if w.modes() == cookedModes(t) {
				t.Fatal("keys are not read alone")
			}
			saveInPlace(t, file, "kind: Half\n")
			w.shows("not passed")
			c.end(w)
			w.exits(exitFailed, cookedModes(t))
		})
	}
}

func TestWatchWithoutATerminalWritesEachResult(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "all")
	cmd := exec.Command("netpol-tutor", "watch", "space1-space2", dir)
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+t.TempDir())
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	out := bufio.NewReader(pipe)
	until := func(want string) {
		t.Helper()
		var all strings.Builder
		for !regexp.MustCompile(want).MatchString(all.String()) {
			line, err := out.ReadString('\n')
			if all.WriteString(line); err != nil {
				t.Fatalf("%v before %q, after\n%s", err, want, all.String())
			}
		}
		if strings.Contains(all.String(), "\x1b") {
			t.Errorf("an escape sequence was written: %q", all.String())
		}
	}
	until(`all is not there`)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	until(`holds no .yaml`)
	first, second, _ := strings.Cut(solution(t, "space1-space2"), "---\n")
	save(t, filepath.Join(dir, "a.yaml"), first)
	until(`try 1 · [0-9:]{8}\n\nspace1-space2: not passed`)
	save(t, filepath.Join(dir, "b.yaml"), second)
	until(`try 2 · [0-9:]{8}\n\nspace1-space2: passed, 100 %`)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after a pass it ends with %v", err)
	}
}
