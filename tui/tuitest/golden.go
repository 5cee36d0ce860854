package tuitest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "rewrite golden frames")

// Golden compares a frame with testdata/NAME.txt, after it has checked its size.
func Golden(t *testing.T, name, view string, width, height int) {
	t.Helper()
	Exact(t, view, width, height)
	compare(t, name, view)
}

// compare holds a text against testdata/NAME.txt.
func compare(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		write(t, path, text)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read golden frame: %v; -update writes it", err)
	}
	if got := text + "\n"; got != string(want) {
		t.Errorf("frame differs from %s:\n%s", path, difference(string(want), got))
	}
}

func write(t *testing.T, path, view string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(view+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	for i := range max(len(a), len(b)) {
		if x, y := at(a, i), at(b, i); x != y {
			fmt.Fprintf(&out, "line %d\n  want %q\n  got  %q\n", i+1, x, y)
		}
	}
	return out.String()
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// Exact fails unless a frame has exactly the given size and nothing in it acts on the
// terminal but styling.
func Exact(t testing.TB, view string, width, height int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != height {
		t.Fatalf("the frame has %d lines, want %d", len(lines), height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w != width {
			t.Fatalf("line %d is %d cells wide, want %d: %q", i+1, w, width, l)
		}
		if r := acting(l); r != 0 {
			t.Fatalf("line %d holds the character %U: %q", i+1, r, l)
		}
	}
}

// acting is the first character that a terminal would act upon, styles aside.
func acting(line string) rune {
	for _, r := range withoutStyles(line) {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return r
		}
	}
	return 0
}

// withoutStyles takes away sequences of the form ESC [ digits ; m and leaves any other.
func withoutStyles(line string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(line, "\x1b[")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		end := strings.TrimLeft(after, "0123456789;:")
		if !strings.HasPrefix(end, "m") {
			out.WriteString("\x1b")
			line = after
			continue
		}
		line = end[1:]
	}
}
