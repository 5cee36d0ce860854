package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/term"
)

// healthy is a terminal of today on somebody's own machine.
func healthy() examined {
	off := false
	return examined{
		terminal: term.Capabilities{Interactive: true, Profile: termenv.TrueColor, Width: 120, Height: 40, Dark: true,
			DarkKnown: "COLORFGBG", Unicode: true, Term: "xterm-256color"},
		env:      func(name string) string { return map[string]string{"EDITOR": "vi"}[name] },
		find:     func(name string) (string, error) { return "/bin/" + name, nil },
		flow:     &off,
		measured: map[string]int{"▶": 1, "──✗": 3, "日本": 4},
		state:    stateFacts{dir: "/home/x/.local/state/netpol-tutor", exists: true, free: 50 << 30},
		lessons:  40, version: "v1", system: "linux/amd64",
	}
}

func TestDoctorFindings(t *testing.T) {
	on := true
	setEnv := func(e *examined, name, value string) {
		before := e.env
		e.env = func(n string) string {
			if n == name {
				return value
			}
			return before(n)
		}
	}
	cases := []struct {
		name                         string
		change                       func(*examined)
		about, status, found, advice string
		opens                        string
	}{
		{"all is well", func(*examined) {}, "terminal", "ok", "TERM is xterm-256color", "", opensTutor},
		{"a pipe", func(e *examined) { e.terminal.Interactive, e.terminal.Reason = false, "the output is not a terminal" },
			"terminal", "fail", "the output is not a terminal", "netpol-tutor --plain", opensPlain},
		{"no TERM", func(e *examined) {
			e.terminal.Interactive, e.terminal.Reason, e.terminal.Term = false, "TERM is not set", ""
		}, "terminal", "fail", "TERM is not set", "Set TERM", opensPlain},
		{"too small", func(e *examined) { e.terminal.Width = 59 }, "size", "fail", "59 columns, 40 rows", "needs 60x20", opensPlain},
		{"too low", func(e *examined) { e.terminal.Height = 19 }, "size", "fail", "120 columns, 19 rows", "needs 60x20", opensPlain},
		{"just enough", func(e *examined) { e.terminal.Width, e.terminal.Height = 60, 20 }, "size", "note", "60 columns", "tight", opensTutor},
		{"usual", func(e *examined) { e.terminal.Width, e.terminal.Height = 80, 24 }, "size", "ok", "80 columns", "From 120x40", opensTutor},
		{"a dumb terminal", func(e *examined) {
			e.terminal.Interactive, e.terminal.Term, e.terminal.Reason = false, "dumb", "TERM is dumb: the terminal shows lines only"
		}, "terminal", "fail", "lines only", "by itself", opensPlain},
		{"best", func(*examined) {}, "size", "ok", "120 columns, 40 rows", "", opensTutor},
		{"no size", func(e *examined) { e.terminal.Width, e.terminal.Height = 0, 0 }, "size", "note", "not known", "60x20", opensTutor},
		{"NO_COLOR", func(e *examined) { setEnv(e, "NO_COLOR", "1"); e.terminal.Attributes = true }, "colours", "ok", "NO_COLOR is set", "", opensTutor},
		{"a vt100", func(e *examined) { e.terminal.Attributes = true }, "colours", "ok", "none; bold", "", opensTutor},
		{"16 colours", func(e *examined) { e.terminal.Profile = termenv.ANSI }, "colours", "note", "16", "COLORTERM", opensTutor},
		{"256 colours", func(e *examined) { e.terminal.Profile = termenv.ANSI256 }, "colours", "ok", "256", "", opensTutor},
		{"background asked", func(e *examined) { e.terminal.DarkKnown = "asked" }, "background", "ok", "as the terminal answers", "--background light", opensTutor},
		{"light", func(e *examined) { e.terminal.Dark = false }, "background", "ok", "light, as COLORFGBG says", "--background dark", opensTutor},
		{"background unknown", func(e *examined) { e.terminal.DarkKnown = "" }, "background", "note", "taken for dark", "--background light", opensTutor},
		{"not UTF-8", func(e *examined) { e.terminal.Unicode = false }, "unicode", "warning", "not one of UTF-8", "LANG", opensTutor},
		{"wide arrows", func(e *examined) { e.measured["▶"] = 2 }, "unicode", "warning", "▶ takes 2 cells and not 1", "ambiguous width", opensTutor},
		{"a terminal that does not answer", func(e *examined) { e.measured = nil }, "unicode", "ok", "did not say", "", opensTutor},
		{"flow control", func(e *examined) { e.flow = &on }, "keys", "ok", "switched off while the tutor runs", "ctrl+q frees it", opensTutor},
		{"no flow control", func(*examined) {}, "keys", "ok", "should arrive", "", opensTutor},
		{"zellij", func(e *examined) { e.terminal.Multiplexer = "zellij" }, "keys", "warning", "zellij keeps", "locks zellij", opensTutor},
		{"screen", func(e *examined) { e.terminal.Multiplexer = "screen" }, "keys", "note", "screen keeps ctrl+a", "flow control", opensTutor},
		{"VS Code", func(e *examined) { e.terminal.Program = "vscode" }, "keys", "note", "may keep ctrl+g", "sendKeybindingsToShell", opensTutor},
		{"tmux", func(e *examined) { e.terminal.Multiplexer, e.terminal.Term = "tmux", "tmux-256color" }, "multiplexer", "note", "tmux stands between", "escape-time", opensTutor},
		{"tmux under a wrong name", func(e *examined) { e.terminal.Multiplexer = "tmux" }, "multiplexer", "warning", "TERM is xterm-256color", "default-terminal", opensTutor},
		{"ssh", func(e *examined) { e.terminal.SSH = true }, "ssh", "note", "SSH", "--plain", opensTutor},
		{"an editor", func(*examined) {}, "editor", "ok", "vi, from EDITOR", "", opensTutor},
		{"an editor that is not there", func(e *examined) {
			e.find = func(string) (string, error) { return "", errors.New("no") }
		}, "editor", "note", "there is no program vi", "an editor of its own", opensTutor},
		{"a folder yet to be made", func(e *examined) { e.state.exists = false }, "progress", "ok", "which will be made; 50 GB free", "", opensTutor},
		{"a folder that cannot be written", func(e *examined) { e.state.err = errors.New("read-only file system") }, "progress", "warning", "read-only file system", "XDG_STATE_HOME", opensTutor},
		{"a newer version was here", func(e *examined) { e.state.err = fmt.Errorf("settings.json: %w", progress.ErrNewer) }, "progress", "fail", "newer version", "XDG_STATE_HOME", opensNothing},
		{"a full disk", func(e *examined) { e.state.free = 3 << 20 }, "progress", "warning", "kept in", "Only 3 MB are free", opensTutor},
		{"free space unknown", func(e *examined) { e.state.free = 0 }, "progress", "ok", "kept in /home/x/.local/state/netpol-tutor", "", opensTutor},
		{"no lessons", func(e *examined) { e.lessonsErr = errors.New("broken") }, "lessons", "fail", "broken", "get it anew", opensNothing},
		{"the program", func(*examined) {}, "program", "ok", "v1 for linux/amd64; it needs no Go", "", opensTutor},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := healthy()
			c.change(&e)
			all := e.findings()
			if got := opens(all); got != c.opens {
				t.Errorf("opens %s, want %s", got, c.opens)
			}
			for _, f := range all {
				if f.Name != c.about {
					continue
				}
				if f.Status != c.status || !strings.Contains(f.Found, c.found) || !strings.Contains(f.Advice, c.advice) || c.advice == "" && f.Advice != "" && c.status == "note" {
					t.Errorf("says %+v, want %s, %q and %q", f, c.status, c.found, c.advice)
				}
				return
			}
			t.Errorf("says nothing about %s", c.about)
		})
	}
}

func TestDoctorAnswers(t *testing.T) {
	cases := []struct {
		name   string
		change func(*examined)
		first  string
		code   int
	}{
		{"the tutor", func(*examined) {}, "The tutor can open", exitPassed},
		{"lines only", func(e *examined) { e.terminal.Width = 10 }, "Only the plain mode", exitFailed},
		{"nothing", func(e *examined) { e.lessonsErr = errors.New("broken\x1b[31m") }, "Nothing can be opened", exitUsage},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := healthy()
			c.change(&e)
			var out, errs bytes.Buffer
			a := &app{stdout: &out, stderr: &errs, getenv: func(string) string { return "" }}
			if code := report(a.doctor(e, "text"), &errs); code != c.code || errs.Len() > 0 {
				t.Errorf("exit code %d, want %d; %s", code, c.code, errs.String())
			}
			if text := out.String(); !strings.HasPrefix(text, c.first) || strings.Contains(text, "\x1b") {
				t.Errorf("says %q", text)
			}
			out.Reset()
			if code := report(a.doctor(e, "json"), &errs); code != c.code || strings.ContainsAny(out.String(), "\x1b") {
				t.Errorf("exit code %d, want %d for\n%s", code, c.code, out.String())
			}
		})
	}
}

func TestExamineState(t *testing.T) {
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer")
	if err := os.MkdirAll(newer, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{filepath.Join(newer, "settings.json"): `{"version": 99}`, filepath.Join(dir, "file"): "x"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		name, dir string
		exists    bool
		is        error
		fails     bool
	}{
		{"not there yet", filepath.Join(dir, "a", "b"), false, nil, false},
		{"there", t.TempDir(), true, nil, false},
		{"of a newer version", newer, true, progress.ErrNewer, true},
		{"below a file", filepath.Join(dir, "file", "state"), false, nil, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := examineState(c.dir)
			if f.exists != c.exists || (f.err != nil) != c.fails || c.is != nil && !errors.Is(f.err, c.is) {
				t.Errorf("examineState = %+v", f)
			}
		})
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("something was left behind: %v, %v", entries, err)
	}
}
