package plain

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// harmless fails for anything that a terminal would obey, or hide.
func harmless(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Fatalf("not UTF-8: %q", text)
	}
	for i, r := range text {
		if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) {
			t.Fatalf("%q at byte %d of %q", r, i, text[max(0, i-40):min(len(text), i+40)])
		}
	}
}

// TestHostileLesson plays a lesson whose author would like to write to the terminal.
func TestHostileLesson(t *testing.T) {
	env := testEnv(pack(t), map[string]string{"evil.yaml": "kind: \x1b[31m\u202e\x00\n\x9b2J: [\n"})
	env.Lesson = "hostile"
	got := session(t, env, "t", "c", "policies", "h", "solution", "y", "read evil.yaml", "show", "indent", "edit 1",
		"\x1b[31m\u200b", "r", "s", "", "", "", "checks", "p", "\x1b[2J", "w", "a: \x1b]0;x\x07", ".", "show",
		"read \x1b[2J", "q", "find \x1b[2J", "\u202e", "list", "q")
	harmless(t, got)
	for _, word := range []string{"Red", "odd-0", "Our answer:", "document 1 of the file"} {
		if !strings.Contains(got, word) {
			t.Errorf("no %q in\n%s", word, got)
		}
	}
}

// TestNarrow plays at the narrowest width: prose keeps to it where words allow.
func TestNarrow(t *testing.T) {
	env := testEnv(pack(t), nil)
	env.Width = 1
	for _, line := range strings.Split(session(t, env, "?", "1", "t", "?", "s", "q"), "\n") {
		if len(line) > leastWidth && !strings.Contains(line, "> ") && strings.Contains(strings.TrimLeft(strings.TrimLeft(line, " -"), " "), " ") {
			t.Errorf("%q is too wide", line)
		}
	}
}

func FuzzPlay(f *testing.F) {
	f.Add("hostile", "s\n\n\n\nw\n\x1b[31m\n.\ns\nr\np 80\nedit 1 \x00\nundo\nredo\n")
	f.Add("gate", "w\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n.\ns\n\n\n\napply\ns\nq\n")
	f.Add("mend", "s\n\n\n\n\napply\ns\n\ninsert 3\nx\n.\ndelete 1-2\nindent 1\nrestart\nn\n")
	f.Add("repair", "policies\nc\nsolution\ny\nread x\nopen\nchecks\nwhy\n")
	f.Add("guess", "y\nn\nagain\nmaybe\nquestion\nnext\n")
	f.Add("signs", "1\n2\n3\n4\n5\nagain\ndns\n")
	f.Add("which", "1\nshow 2\nshow 9\n2\nchoose 1\n\n\n")
	f.Add("", "find dns\n9999999999999999999\n-1\n\u202e\nlist\nopen gate\nq\n")
	c := pack(f)
	f.Fuzz(func(t *testing.T, lesson, input string) {
		if len(input) > 4000 {
			return
		}
		for _, echo := range []bool{true, false} {
			env := testEnv(c, map[string]string{"x": input})
			env.Lesson, env.Echo = lesson, echo
			var out strings.Builder
			must(t, Run(strings.NewReader(input), &out, env))
			harmless(t, out.String())
			if !strings.HasSuffix(out.String(), "Goodbye.\n") {
				t.Errorf("no goodbye")
			}
		}
	})
}
