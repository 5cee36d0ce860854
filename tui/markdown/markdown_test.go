package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

func plainTheme() *theme.Theme { return theme.New(theme.Options{Colours: theme.Plain}) }

func TestRender(t *testing.T) {
	cases := []struct {
		name, text string
		width      int
		want       string
	}{
		{"soft breaks flow", "one\ntwo", 40, "one two"},
		{"paragraphs stand apart", "one\n\n\n\ntwo", 40, "one\n\ntwo"},
		{"names are not broken at hyphens", "a policy np-space1-out is here", 16, "a policy\nnp-space1-out is\nhere"},
		{"flags are not broken at hyphens", "run it with `--labels=app=web -w 5` or so", 16, "run it with\n--labels=app=web\n-w 5 or so"},
		{"lists hang", "- one two three four five\n- six", 14, "• one two\n  three four\n  five\n• six"},
		{"numbered lists hang", "1. one two three four five\n2. six", 14, "1. one two\n   three four\n   five\n2. six"},
		{"quotations keep their bar", "> one two three four", 12, "│ one two\n│ three four"},
		{"items flow", "- one\n  two\n- three\nfour", 40, "• one two\n• three four"},
		{"quotations flow", "> one\n> two\n>\n> three", 40, "│ one two\n│\n│ three"},
		{"a quotation ends with its words", "> one\n\n# Two\n\nthree", 40, "│ one\n\nTwo\n\nthree"},
		{"hard breaks stay", "one  \ntwo", 40, "one\ntwo"},
		{"a list after a line", "so:\n- one", 40, "so:\n\n• one"},
		{"fences are not wrapped", "see\n\n```yaml\nkind: NetworkPolicy # a long line\n```\nend", 12,
			"see\n\n▏ kind: NetworkPolicy # a long line\n\nend"},
		{"a fence in a fence", "````text\n```\n````", 20, "▏ ```"},
		{"an open fence", "```yaml\na: 1", 20, "▏ a: 1"},
		{"marks go", "**bold** and `code`", 40, "bold and code"},
		{"a heading", "# Why\n\nBecause.", 40, "Why\n\nBecause."},
		{"a long word", "abcdefghijklmnop", 10, "abcdefghij\nklmnop"},
		{"nothing", "", 40, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(Render(plainTheme(), c.text, c.width), "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestTables(t *testing.T) {
	text := "before\n\n| stage | what `wget` prints |\n|---|:--|\n| dns | **bad** address |\n| a \\| b | x |\n\nafter"
	cases := []struct {
		width int
		want  string
	}{
		{40, `before

stage │ what wget prints
──────┼─────────────────
dns   │ bad address
a | b │ x

after`},
		{18, `before

stage │ what wget
      │ prints
──────┼───────────
dns   │ bad
      │ address
a | b │ x

after`},
		{13, `before

dns
  what wget
  prints: bad
  address
a | b
  what wget
  prints: x

after`},
	}
	for _, c := range cases {
		var got []string
		for _, l := range Render(plainTheme(), text, c.width) {
			got = append(got, strings.TrimRight(l, " "))
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("at %d:\n%s\nwant\n%s", c.width, s, c.want)
		}
	}
}

// TestLessonsFit renders every text of the built-in lessons at many widths.
func TestLessonsFit(t *testing.T) {
	files, err := filepath.Glob("../../lessons/content/*/*/*.md")
	if err != nil || len(files) < 4 {
		t.Fatalf("found %d texts: %v", len(files), err)
	}
	for _, c := range []theme.Colours{theme.Plain, theme.Full} {
		th := theme.New(theme.Options{Colours: c})
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, width := range []int{36, 40, 54, 74, 84} {
				fits(t, f, Render(th, string(text), width), width)
			}
		}
	}
}

func fits(t *testing.T, name string, lines []string, width int) {
	t.Helper()
	for _, l := range lines {
		plain := ansi.Strip(l)
		if ansi.StringWidth(plain) > width && !strings.HasPrefix(plain, "▏") {
			t.Errorf("%s at %d: %q is too wide", name, width, plain)
		}
		if strings.Count(l, "\x1b[0m")+strings.Count(l, "\x1b[m") == 0 && strings.Contains(l, "\x1b[") {
			t.Errorf("%s at %d: a style stays open: %q", name, width, l)
		}
	}
}

func TestWordsWithoutMarks(t *testing.T) {
	text := "# Head\n\nSome **bold** *and* `code`, 2 * 3.\n\n```yaml\na: 1\n```\n> quoted"
	if got, want := Words(text), "Head Some bold and code, 2 * 3. quoted"; got != want {
		t.Errorf("Words = %q, want %q", got, want)
	}
	list := "In detail:\n\n- `a-b` leaves - at once\n* more\n1. first\n2) second"
	if got, want := Words(list), "In detail: • a-b leaves - at once • more • first • second"; got != want {
		t.Errorf("Words = %q, want %q", got, want)
	}
}

func TestEscapesDoNotPass(t *testing.T) {
	for _, text := range []string{"a\x1b]52;c;aGk=\x07b", "```\x1b[31m\n\x1b[2J\n```", "| \x1b[31m |\n|---|\n| x |"} {
		for _, l := range Render(plainTheme(), text, 40) {
			if strings.ContainsAny(l, "\x1b\x07") {
				t.Errorf("%q rendered as %q", text, l)
			}
		}
	}
}

func FuzzRender(f *testing.F) {
	f.Add("# Title\n\n- a\n- b\n\n> q **b** `c`\n\n| a | b |\n|---|---|\n| c | d |\n", 30)
	f.Add("\x1b]0;x\x07 ``` \u202e", 12)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 20 || width > 200 || len(text) > 2000 {
			return
		}
		for _, l := range Render(plainTheme(), text, width) {
			if strings.ContainsAny(widget.Fit(l, width), "\x1b\x07\r\u202e") {
				t.Errorf("%q rendered as %q", text, l)
			}
		}
	})
}

func BenchmarkRenderBrief(b *testing.B) {
	text := strings.Repeat("A policy **np-space1** selects every Pod of `space1` and closes what leaves.\n\n", 8)
	for range b.N {
		Render(plainTheme(), text, 60)
	}
}
