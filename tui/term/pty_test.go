//go:build linux

package term

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
	"golang.org/x/sys/unix"
)

// TestMain lets the test binary be the program that runs in the terminal.
func TestMain(m *testing.M) {
	if mode := os.Getenv("TERM_TEST_MODE"); mode != "" {
		play(mode)
		return
	}
	os.Exit(m.Run())
}

// player shows the keys it was given, and panics where it is told to.
type player struct {
	mode string
	keys []string
}

func (p player) Init() tea.Cmd {
	if p.mode == "init" {
		panic("boom in init")
	}
	return nil
}

func (p player) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return p, nil
	}
	if k.String() == "q" {
		return p, tea.Quit
	}
	fail := func() tea.Msg { panic("boom in a command") }
	switch {
	case k.String() != "!":
	case p.mode == "update":
		panic("boom in update")
	case p.mode == "command":
		return p, fail
	case p.mode == "batch":
		return p, tea.Batch(tea.Sequence(tea.Batch(nil, fail), nil))
	}
	p.keys = append(p.keys, k.String())
	return p, nil
}

func (p player) View() string {
	if p.mode == "view" && len(p.keys) > 0 {
		panic("boom in view")
	}
	return fmt.Sprintf("ready\n\nkeys <%s>", strings.Join(p.keys, " "))
}

func (p player) Cursor() (x, y int, shown bool) { return 3 + len(p.keys), 2, len(p.keys) < 3 }

// play is the program in the terminal. It says on stderr, which is a pipe, when an escape
// is held, and waits for the rest as long as it takes.
func play(mode string) {
	if mode == "held" || mode == "bare" {
		in := NewInput(os.Stdin)
		in.ready = func(time.Duration) bool {
			fmt.Fprintln(os.Stderr, "held")
			return mode == "held" && readable(os.Stdin.Fd(), time.Minute)
		}
		_, err := tea.NewProgram(player{}, tea.WithInput(in), tea.WithAltScreen()).Run()
		fmt.Println("ended:", err)
		return
	}
	s := Session{Crashes: os.Getenv("TERM_TEST_CRASHES"), Rescue: func(m tea.Model) { fmt.Println("rescued:", m.(player).keys) }}
	_, err := s.Run(player{mode: mode})
	fmt.Println("ended:", err)
}

// terminal is a program in a pseudo-terminal, and what its screen shows.
type terminal struct {
	t       *testing.T
	pty     *os.File
	tty     *os.File
	cmd     *exec.Cmd
	stderr  *os.File
	before  unix.Termios
	changed chan struct{}
	mu      sync.Mutex
	screen  vt10x.Terminal
	output  bytes.Buffer
}

func start(t *testing.T, mode string, env ...string) *terminal {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 10, Cols: 60}); err != nil {
		t.Fatal(err)
	}
	said, stderr, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append([]string{"TERM=tmux-256color", "TERM_TEST_MODE=" + mode}, env...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, stderr
	cmd.SysProcAttr = &unix.SysProcAttr{Setsid: true, Setctty: true}
	term := &terminal{t: t, pty: master, tty: tty, cmd: cmd, stderr: said, changed: make(chan struct{}, 1), screen: vt10x.New(vt10x.WithSize(60, 10))}
	term.before = term.modes()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stderr.Close()
	go term.read()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		master.Close()
		tty.Close()
		said.Close()
	})
	return term
}

func (x *terminal) modes() unix.Termios {
	modes, err := unix.IoctlGetTermios(int(x.tty.Fd()), unix.TCGETS)
	if err != nil {
		x.t.Fatal(err)
	}
	return *modes
}

func (x *terminal) read() {
	buf := make([]byte, 4096)
	for {
		n, err := x.pty.Read(buf)
		x.mu.Lock()
		_, _ = x.screen.Write(buf[:n])
		x.output.Write(buf[:n])
		x.mu.Unlock()
		select {
		case x.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// until waits for the screen to be as asked.
func (x *terminal) until(what string, ok func(screen string) bool) {
	x.t.Helper()
	late := time.After(20 * time.Second)
	for {
		x.mu.Lock()
		screen := x.screen.String()
		good := ok(screen)
		x.mu.Unlock()
		if good {
			return
		}
		select {
		case <-x.changed:
		case <-late:
			x.t.Fatalf("waited in vain for %s; the screen is\n%s", what, screen)
		}
	}
}

func (x *terminal) shows(text string) {
	x.t.Helper()
	x.until(fmt.Sprintf("%q", text), func(screen string) bool { return strings.Contains(screen, text) })
}

func (x *terminal) press(keys string) {
	x.t.Helper()
	if _, err := io.WriteString(x.pty, keys); err != nil {
		x.t.Fatal(err)
	}
}

// held waits until the program holds an escape back.
func (x *terminal) held() {
	x.t.Helper()
	line := make([]byte, len("held\n"))
	if _, err := io.ReadFull(x.stderr, line); err != nil || string(line) != "held\n" {
		x.t.Fatalf("the program said %q, %v", line, err)
	}
}

// ended waits for the program to end and the terminal to be as it was.
func (x *terminal) ended() {
	x.t.Helper()
	x.shows("ended:")
	if err := x.cmd.Wait(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			x.t.Fatal(err)
		}
		x.t.Errorf("the program ended with %v", err)
	}
	if after := x.modes(); after != x.before {
		x.t.Errorf("the modes of the terminal were %+v and are %+v", x.before, after)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, sequence := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"} {
		if !bytes.Contains(x.output.Bytes(), []byte(sequence)) {
			x.t.Errorf("the program never wrote %q", sequence)
		}
	}
	if bytes.Contains(x.output.Bytes(), []byte("goroutine ")) {
		x.t.Error("the stack was written to the terminal")
	}
}

func TestKeysInPieces(t *testing.T) {
	cases := []struct {
		name, mode string
		pieces     []string
		want       string
	}{
		{"an arrow", "held", []string{"\x1b", "[A"}, "keys <up>"},
		{"a key of many bytes", "held", []string{"\x1b", "[", "1;5", "C"}, "keys <ctrl+right>"},
		{"alt and a letter", "held", []string{"\x1b", "w"}, "keys <alt+w>"},
		{"a letter of two bytes", "held", []string{"\xc3", "\xa4"}, "keys <ä>"},
		{"a paste", "held", []string{"\x1b[200~one\x1b", "[201~"}, "keys <[one]>"},
		{"an escape alone", "bare", []string{"\x1b"}, "keys <esc>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := start(t, c.mode)
			x.shows("keys <>")
			for i, piece := range c.pieces {
				x.press(piece)
				if i < len(c.pieces)-1 || c.mode == "bare" {
					x.held()
				}
			}
			x.shows(c.want)
			x.press("q")
			x.ended()
		})
	}
}

// A key while nothing is held ends the program through Bubble Tea's own cancelling.
func TestQuitWhileReading(t *testing.T) {
	x := start(t, "plain")
	x.shows("ready")
	x.press("abc")
	x.shows("keys <abc>")
	x.press("q")
	x.shows("ended: <nil>")
	x.ended()
}

func TestPanicRestoresTheTerminal(t *testing.T) {
	for _, mode := range []string{"init", "update", "view", "command", "batch"} {
		t.Run(mode, func(t *testing.T) {
			crashes := filepath.Join(t.TempDir(), "state")
			x := start(t, mode, "TERM_TEST_CRASHES="+crashes)
			if mode != "init" {
				x.shows("keys <>")
				x.press("!")
			}
			x.ended()
			x.shows("the tutor made a mistake of its own")
			reports, err := filepath.Glob(filepath.Join(crashes, "crash-*.txt"))
			if err != nil || len(reports) != 1 {
				t.Fatalf("the reports are %v, %v", reports, err)
			}
			text, err := os.ReadFile(reports[0])
			if err != nil || !strings.Contains(string(text), "boom in") || !strings.Contains(string(text), "player") {
				t.Errorf("the report is %q, %v", text, err)
			}
			if info, err := os.Stat(reports[0]); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the report is open to others: %v, %v", info.Mode(), err)
			}
			x.shows("rescued: [")
		})
	}
}

func TestCursorStandsWhereTheLearnerWorks(t *testing.T) {
	x := start(t, "plain")
	cursor := func(what string, ok func(c vt10x.Cursor, visible bool) bool) {
		x.until(what, func(string) bool { return ok(x.screen.Cursor(), x.screen.CursorVisible()) })
	}
	cursor("the cursor at 3,2", func(c vt10x.Cursor, visible bool) bool { return visible && c.X == 3 && c.Y == 2 })
	x.press("a")
	cursor("the cursor at 4,2", func(c vt10x.Cursor, visible bool) bool { return visible && c.X == 4 && c.Y == 2 })
	x.press("b")
	x.shows("keys <a b>")
	x.press("c")
	cursor("a hidden cursor", func(_ vt10x.Cursor, visible bool) bool { return !visible })
	if err := pty.Setsize(x.pty, &pty.Winsize{Rows: 12, Cols: 50}); err != nil {
		t.Fatal(err)
	}
	x.shows("keys <a b c>")
	x.press("q")
	x.ended()
}
