//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"netpol-tutor/tui/tuitest"
)

// inLesson is a window of 80x24 with an empty lesson in it.
func inLesson(t *testing.T, env ...string) *window {
	t.Helper()
	w := openWindow(t, introduced(t), 80, 24, env, "space1-space2")
	w.shows("▸ space1-space2.yaml")
	return w
}

// until waits for what neither the screen nor the program tells of by itself.
func (w *window) until(what string, so func() bool) {
	w.t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.After(60 * time.Second)
	for !so() {
		select {
		case <-look.C:
		case <-late:
			w.t.Fatalf("waited in vain until %s; the screen is\n%s", what, w.shown())
		}
	}
}

func (w *window) draftPath() string {
	return filepath.Join(w.state, "netpol-tutor", "drafts", "space1-space2.yaml")
}

func (w *window) draft() string {
	text, err := os.ReadFile(w.draftPath())
	if err != nil && !os.IsNotExist(err) {
		w.t.Fatal(err)
	}
	return string(text)
}

func (w *window) wrote() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.output.String()
}

func (w *window) leavesByInterrupt() {
	w.t.Helper()
	w.press(keyCtrlC + keyCtrlC)
	w.ends()
}

func TestTheOwnEditorChangesTheText(t *testing.T) {
	ed := filepath.Join(t.TempDir(), "ed")
	if err := os.WriteFile(ed, []byte("#!/bin/sh\nprintf '# from outside\\n' >>\"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	w := inLesson(t, "EDITOR="+ed, "VISUAL=")
	w.press("# mine" + keyCtrlJ)
	w.shows("# mine")
	w.press(keyCtrlG + "e")
	w.shows("# from outside")
	w.press("\x1b[1;5F# after it") // ctrl+end
	w.shows("# after it")
	w.until("all three lines are saved", func() bool { return w.draft() == "# mine\n# from outside\n# after it" })
	w.leavesByInterrupt()
}

// unclocked is a screen without the time of the last save.
func unclocked(screen string) string {
	return regexp.MustCompile(`\d\d:\d\d`).ReplaceAllString(screen, "hh:mm")
}

func TestManySizesChangeNothing(t *testing.T) {
	w := inLesson(t)
	w.press(strings.ReplaceAll(solution(t, "space1-space2"), "\n", keyCtrlJ) + "\x1b[1;5H") // ctrl+home
	w.shows("saved")
	w.press("# the first line" + keyCtrlJ)
	w.until("the text is saved", func() bool { return strings.HasPrefix(w.draft(), "# the first line\n") && w.has("saved") })
	before, text := unclocked(w.shown()), w.draft()
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		w.resize(20+random.IntN(231), 5+random.IntN(66))
	}
	w.resize(80, 24)
	w.until("the screen is as before:\n"+before, func() bool { return unclocked(w.shown()) == before })
	if w.draft() != text {
		t.Errorf("the text became %q", w.draft())
	}
	w.leavesByInterrupt()
}

func pasted(text string) string { return "\x1b[200~" + text + "\x1b[201~" }

func TestALongPasteArrivesWhole(t *testing.T) {
	var long strings.Builder
	for i := 0; long.Len() < 100_000; i++ {
		fmt.Fprintf(&long, "# line %d of a long paste, wörter und 日本\n", i)
	}
	w := inLesson(t)
	w.press(pasted(long.String()))
	w.until("the whole paste is saved", func() bool { return w.draft() == long.String() })
	w.press("# the end")
	w.shows("# the end")
	w.leavesByInterrupt()
}

func TestAPasteCommandsNoTerminal(t *testing.T) {
	hostile := "# a\x1b]52;c;c3RvbGVu\x07b\n# c\x1b]52;c;c3RvbGVu\x1b\\d\n# e\x1b[31;5mf\n# g\x1bPq#1\x1b\\h\n# i\u009b31mj\n"
	w := inLesson(t)
	w.press(pasted(hostile + strings.Repeat("# x\x1b]52;c;c3RvbGVu\x07y\n", 4000) + "# last"))
	w.shows("# last")
	w.until("the paste is saved", func() bool { return strings.HasSuffix(w.draft(), "# last") })
	w.press("\x1b[1;5H") // ctrl+home
	w.shows("# a")
	w.leavesByInterrupt()
	for _, sequence := range []string{"\x1b]52", "c3RvbGVu", "31;5m", "\x1bP", "\u009b"} {
		if strings.Contains(w.wrote(), sequence) {
			t.Errorf("%q reached the terminal", sequence)
		}
	}
	if strings.ContainsAny(w.draft(), "\x1b\x07\u009b") {
		t.Error("the text holds what a terminal obeys")
	}
}

// modes are those of the window's terminal.
func (w *window) modes() unix.Termios {
	w.t.Helper()
	raw, err := w.pty.SyscallConn()
	if err != nil {
		w.t.Fatal(err)
	}
	var modes *unix.Termios
	var failed error
	if err := raw.Control(func(fd uintptr) { modes, failed = unix.IoctlGetTermios(int(fd), unix.TCGETS) }); err != nil || failed != nil {
		w.t.Fatal(err, failed)
	}
	return *modes
}

// stopped tells whether the system has stopped the program.
func (w *window) stopped() bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.cmd.Process.Pid))
	if err != nil {
		w.t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(stat, []byte(") "))
	return bytes.HasPrefix(rest, []byte("T"))
}

func (w *window) signal(s syscall.Signal) {
	w.t.Helper()
	if err := w.cmd.Process.Signal(s); err != nil {
		w.t.Fatal(err)
	}
}

// switched tells whether one sequence was sent after all of another.
func (w *window) switched(last, before string) bool {
	out := w.wrote()
	return strings.LastIndex(out, last) > strings.LastIndex(out, before)
}

func TestSuspendGivesTheTerminalBack(t *testing.T) {
	before := cookedModes(t)
	w := inLesson(t)
	raw := w.modes()
	w.press("one")
	w.shows("1  one")
	for _, word := range []string{" two", " three"} {
		w.signal(syscall.SIGTSTP)
		w.until("the program has stopped", w.stopped)
		if w.modes() != before {
			t.Error("the modes of the terminal are not as they were before the program")
		}
		w.until("the screen, the cursor and pasting are given back", func() bool {
			return w.switched("\x1b[?1049l", "\x1b[?1049h") && w.switched("\x1b[?25h", "\x1b[?25l") && w.switched("\x1b[?2004l", "\x1b[?2004h")
		})
		w.signal(syscall.SIGCONT)
		w.until("the program has the terminal again", func() bool { return w.modes() == raw })
		w.press(word)
		w.shows(word)
	}
	w.shows("1  one two three")
	w.press("\x1a") // ctrl+z undoes
	w.until("a word is undone", func() bool { return !w.has("three") })
	w.shows("1  one two")
	w.leavesByInterrupt()
}

func TestSuspendWhileTheOwnEditorRuns(t *testing.T) {
	dir := t.TempDir()
	ed, open := filepath.Join(dir, "ed"), filepath.Join(dir, "open")
	script := "#!/bin/sh\n: >'" + open + "'\nread line\nprintf '# %s\\n' \"$line\" >>\"$1\"\n"
	if err := os.WriteFile(ed, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	w := inLesson(t, "EDITOR="+ed, "VISUAL=")
	w.press(keyCtrlG + "e")
	w.until("the editor is open", func() bool { _, err := os.Stat(open); return err == nil })
	w.signal(syscall.SIGTSTP)
	w.until("the program has stopped", w.stopped)
	w.signal(syscall.SIGCONT)
	w.press("said to it\n")
	w.shows("▸ space1-space2.yaml")
	w.shows("# said to it")
	w.leavesByInterrupt()
}

// chosenStandsOut compares the chosen row at home with the one below it.
func (w *window) chosenStandsOut() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for y := range 23 {
		for x := range 80 {
			if w.screen.Cell(x, y).Char == '▸' {
				chosen, other := w.screen.Cell(x, y), w.screen.Cell(x, y+1)
				return chosen.BG != other.BG || chosen.Mode != other.Mode
			}
		}
	}
	return false
}

func TestTheChosenRowIsSeenInEveryTerminal(t *testing.T) {
	cases := []struct {
		name   string
		env    []string
		wanted string // of what is sent
		never  string
	}{
		{"attributes only", []string{"NO_COLOR=1"}, `\x1b\[7m`, `\x1b\[(?:\d+;)*(?:3|4|9|10)\d[;m]`},
		{"16 colours", []string{"TERM=xterm", "NO_COLOR=", "COLORTERM="}, `\x1b\[(?:\d+;)*(?:3|4|9|10)[0-7][;m]`, `\x1b\[(?:\d+;)*[34]8;[25];`},
		{"256 colours", []string{"NO_COLOR=", "COLORTERM="}, `\x1b\[(?:\d+;)*[34]8;5;`, `\x1b\[(?:\d+;)*[34]8;2;`},
		{"all colours", []string{"NO_COLOR=", "COLORTERM=truecolor"}, `\x1b\[(?:\d+;)*[34]8;2;`, `\x1b\[(?:\d+;)*[34]8;5;`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := openWindow(t, introduced(t), 80, 24, c.env)
			w.shows("Tracks")
			w.until("the chosen row stands out", w.chosenStandsOut)
			w.press("q")
			w.ends()
			if !regexp.MustCompile(c.wanted).MatchString(w.wrote()) {
				t.Errorf("nothing like %s was sent", c.wanted)
			}
			if found := regexp.MustCompile(c.never).FindString(w.wrote()); found != "" {
				t.Errorf("%q was sent", found)
			}
		})
	}
}

const (
	pasteEnds = "\x1b[201~\x1b[201~" // out of a paste, even behind a sequence that takes some of it
	keyLeft   = "\x1b[D"
)

// survives types keys and tells whether the program still runs when it has read them:
// they may lead home, and out of there. The first ctrl+c is always answered.
func (w *window) survives(keys string) (runs bool) {
	w.t.Helper()
	const answer = "ctrl+c once more"
	ended := false
	gone := func() bool {
		select {
		case err := <-w.done:
			w.done <- err
			ended = true
		default:
		}
		return ended
	}
	for _, step := range []struct {
		keys string
		told bool
	}{{keys + keyCtrlC, true}, {keyLeft, false}} {
		if _, err := w.pty.WriteString(step.keys); err != nil && !errors.Is(err, syscall.EIO) {
			w.t.Fatal(err)
		}
		w.until("the keys are read", func() bool { return gone() || w.has(answer) == step.told })
	}
	if ended {
		w.ends()
	}
	return !ended
}

// No editor is called: while another program has the terminal, bytes are signals.
func TestHostileKeysBreakNothing(t *testing.T) {
	env := []string{"EDITOR=no-such-program", "VISUAL="}
	random := rand.New(rand.NewPCG(3, 4))
	w := inLesson(t, env...)
	states := []string{w.state}
	for range 20 {
		var keys strings.Builder
		for range 10 {
			keys.WriteString(strings.NewReplacer(keyCtrlC, "", keyCtrlQ, "").Replace(tuitest.Hostile(random)) + pasteEnds)
		}
		runs := w.survives(keys.String())
		if runs && !w.has("Tracks") {
			continue
		}
		if runs { // at home, where most keys only add to what is looked for
			w.leavesByInterrupt()
		}
		w = inLesson(t, env...)
		states = append(states, w.state)
	}
	w.leavesByInterrupt()
	for _, state := range states {
		if crashes, _ := filepath.Glob(filepath.Join(state, "netpol-tutor", "crashes", "*")); len(crashes) > 0 {
			t.Errorf("the program made mistakes of its own: %v", crashes)
		}
	}
}
