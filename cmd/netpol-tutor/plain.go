package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mattn/go-isatty"

	"netpol-tutor/tui"
	"netpol-tutor/tui/plain"
	"netpol-tutor/tui/term"
)

const (
	// widestPlain is the width to which prose is broken on a wide terminal, in cells;
	// longer lines are hard to read.
	widestPlain = 100
	// mostPlainFile bounds the file that the learner takes over, in bytes; the grader
	// reads no more.
	mostPlainFile = 1 << 20
)

// runPlain plays line by line on the program's own streams.
func (a *app) runPlain(env tui.Env) error {
	if !a.plain {
		fmt.Fprintln(a.stdout, "TERM is dumb: the terminal shows lines only, so this is the plain mode (--plain).")
	}
	typed := isTerminal(a.stdin)
	e := plain.Env{
		Catalogue: env.Catalogue, Store: env.Store, Now: env.Now, Lesson: env.Lesson, Drill: env.Drill,
		Width: a.plainWidth(), Echo: !typed, Read: a.readForPlain,
	}
	if typed {
		e.Edit = a.openEditor
	}
	return plain.Run(a.stdin, a.stdout, e)
}

// linesOnly tells whether the tutor runs in a terminal that cannot show frames.
func (a *app) linesOnly() bool {
	return a.getenv("TERM") == "dumb" && isTerminal(a.stdin) && isTerminal(a.screen)
}

// isTerminal tells whether a stream leads to a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// plainWidth is COLUMNS if it is set, else the width of the terminal; 0 if neither is
// known.
func (a *app) plainWidth() int {
	if n, err := strconv.Atoi(a.getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	c, _ := a.detect()
	return min(c.Width, widestPlain)
}

// detect is what can be known of the terminal that the output leads to, if there is one.
func (a *app) detect() (c term.Capabilities, ok bool) {
	in, _ := a.stdin.(*os.File)
	out, ok := a.screen.(*os.File)
	if !ok || in == nil || !isTerminal(out) {
		return c, false
	}
	return term.Detect(term.Here(in, out)), true
}

// readForPlain is the text of a file that the learner names. No shell stands between,
// so ~/ is understood here.
func (a *app) readForPlain(name string) (string, error) {
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("read %s: %w", name, err)
		}
		name = filepath.Join(home, rest)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("read the file: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostPlainFile+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("read the file: %w", err)
	case len(text) > mostPlainFile:
		return "", fmt.Errorf("the file %s is larger than %d MB", name, mostPlainFile>>20)
	}
	return string(text), nil
}
