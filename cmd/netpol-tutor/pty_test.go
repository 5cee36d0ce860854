//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// window is the program in a terminal of its own, and what its screen shows.
type window struct {
	t       *testing.T
	state   string
	pty     *os.File
	cmd     *exec.Cmd
	done    chan error
	changed chan struct{}

	mu     sync.Mutex
	screen vt10x.Terminal
	output bytes.Buffer
}

// openWindow starts the program; state is the folder of its progress.
func openWindow(t *testing.T, state string, width, height int, env []string, args ...string) *window {
	t.Helper()
	return openProgram(t, "netpol-tutor", state, width, height, env, args...)
}

// openProgram is openWindow for one of the programs that the tests have.
func openProgram(t *testing.T, name, state string, width, height int, env []string, args ...string) *window {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), append([]string{"TERM=xterm-256color", "XDG_STATE_HOME=" + state}, env...)...)
	master, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(height), Cols: uint16(width)})
	if err != nil {
		t.Fatal(err)
	}
	w := &window{
		t: t, state: state, pty: master, cmd: cmd,
		done: make(chan error, 1), changed: make(chan struct{}, 1),
		screen: vt10x.New(vt10x.WithSize(width, height)),
	}
	go func() {
		w.read() // to the end, so that a program's last words are on the screen when it has ended
		w.done <- cmd.Wait()
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		master.Close()
	})
	return w
}

func (w *window) read() {
	buf := make([]byte, 4096)
	for {
		n, err := w.pty.Read(buf)
		w.mu.Lock()
		_, _ = w.screen.Write(buf[:n])
		w.output.Write(buf[:n])
		w.mu.Unlock()
		w.answer(buf[:n])
		select {
		case w.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// answer is what a terminal says when it is asked for its background and its kind.
func (w *window) answer(asked []byte) {
	if bytes.Contains(asked, []byte("\x1b]11;?")) {
		_, _ = io.WriteString(w.pty, "\x1b]11;rgb:0000/0000/0000\x1b\\")
	}
	if bytes.Contains(asked, []byte("\x1b[6n")) {
		_, _ = io.WriteString(w.pty, "\x1b[1;1R")
	}
}

// shows waits until a text stands on the screen.
func (w *window) shows(text string) {
	w.t.Helper()
	late := time.After(30 * time.Second)
	for {
		if w.has(text) {
			return
		}
		screen := w.shown()
		select {
		case <-w.changed:
		case err := <-w.done:
			w.done <- err
			if w.has(text) {
				return
			}
			w.t.Fatalf("the program ended (%v) while %q was waited for; the screen is\n%s", err, text, screen)
		case <-late:
			w.t.Fatalf("waited in vain for %q; the screen is\n%s", text, screen)
		}
	}
}

func (w *window) has(text string) bool { return strings.Contains(w.shown(), text) }

func (w *window) shown() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.screen.String()
}

func (w *window) press(keys string) {
	w.t.Helper()
	if _, err := io.WriteString(w.pty, keys); err != nil {
		w.t.Fatal(err)
	}
}

// ends waits for the program to end well.
func (w *window) ends() {
	w.t.Helper()
	select {
	case err := <-w.done:
		if err != nil {
			w.t.Fatalf("the program ended with %v; it wrote\n%s", err, w.tail())
		}
	case <-time.After(30 * time.Second):
		w.t.Fatal("the program does not end")
	}
}

func (w *window) tail() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := w.output.String()
	return text[max(0, len(text)-500):]
}

// The keys, as terminals send them.
const (
	keyEnter = "\r"
	keyCtrlC = "\x03"
	keyCtrlG = "\x07"
	keyCtrlJ = "\n" // a new line that is not indented
	keyCtrlQ = "\x11"
	keyCtrlS = "\x13"
)

// built is a lesson that comes with the program.
func built(t *testing.T, id string) *lessons.Lesson {
	t.Helper()
	c, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l, ok := c.Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	return l
}

func solution(t *testing.T, id string) string {
	t.Helper()
	return strings.TrimRight(built(t, id).Solution, "\n")
}

// record is what the program has kept about a lesson.
func record(t *testing.T, state, id string) progress.Record {
	t.Helper()
	s, err := progress.Open(state+"/netpol-tutor", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return s.Lesson(id)
}

func TestALessonIsPassedByKeysAlone(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			w := openWindow(t, introduced(t), size[0], size[1], nil)
			w.shows("Tracks")
			w.press("/")
			w.shows("search")
			w.press("space1-space2")
			w.shows("1 lesson")
			w.press(keyEnter)
			w.shows("space1-space2.yaml")
			w.press(keyCtrlS)
			w.shows("not ok")
			w.press("\x1b") // to the editor
			w.shows("▸ space1-space2.yaml")
			w.press(strings.ReplaceAll(solution(t, "space1-space2"), "\n", keyCtrlJ))
			w.shows("saved")
			w.press(keyCtrlS)
			w.shows("passed")
			w.skipsTheQuestion()
			w.shows("next  ")
			w.press("q")
			w.shows("1 of ")
			w.press("q")
			w.ends()
			if r := record(t, w.state, "space1-space2"); !r.Passed() || r.Tries != 2 {
				t.Errorf("the record is %+v", r)
			}
		})
	}
}

func TestKillLosesNothing(t *testing.T) {
	state := t.TempDir()
	w := openWindow(t, state, 80, 24, nil, "space1-space2")
	w.shows("space1-space2.yaml")
	w.press("# not lost")
	w.shows("saved")
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-w.done
	w = openWindow(t, state, 80, 24, nil, "space1-space2")
	w.shows("# not lost")
}

func TestLeavingAtOnceLosesNothing(t *testing.T) {
	state := t.TempDir()
	w := openWindow(t, state, 80, 24, nil, "space1-space2")
	w.shows("space1-space2.yaml")
	w.press("# typed and left" + keyCtrlC + keyCtrlC)
	w.ends()
	w = openWindow(t, state, 80, 24, nil, "space1-space2")
	w.shows("# typed and left")
}

func TestTheMenuTakesAKeyThatIsTypedAtOnce(t *testing.T) {
	w := openWindow(t, t.TempDir(), 80, 24, nil, "space1-space2")
	w.shows("space1-space2.yaml")
	w.press(keyCtrlG + "h")
	w.shows("Hint 1 of 3")
	w.press(keyCtrlQ)
	w.shows("Tracks")
}

func TestResize(t *testing.T) {
	w := openWindow(t, introduced(t), 80, 24, nil)
	w.shows("Tracks")
	w.resize(50, 12)
	w.shows("too small")
	w.resize(120, 40)
	w.shows("Tracks")
	w.shows("write ") // the kinds have room now
}

func (w *window) resize(width, height int) {
	w.t.Helper()
	w.mu.Lock()
	w.screen.Resize(width, height)
	w.mu.Unlock()
	if err := pty.Setsize(w.pty, &pty.Winsize{Rows: uint16(height), Cols: uint16(width)}); err != nil {
		w.t.Fatal(err)
	}
}

func TestNoColorSendsAttributesOnly(t *testing.T) {
	w := openWindow(t, introduced(t), 80, 24, []string{"NO_COLOR=1"})
	w.shows("Tracks")
	w.press("q")
	w.ends()
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.output.String()
	if found := regexp.MustCompile(`\x1b\[(?:\d+;)*(?:3\d|4\d|9\d|10\d)[;m]`).FindString(out); found != "" {
		t.Errorf("a colour was sent: %q", found)
	}
	if !strings.Contains(out, "\x1b[7m") {
		t.Error("the chosen line is not reversed")
	}
}
