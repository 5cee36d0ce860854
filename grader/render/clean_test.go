package render

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"plain", "spec: {}\n\tx", "spec: {}\n\tx"},
		{"colour", "\x1b[31mred\x1b[0m", "red"},
		{"clipboard", "a\x1b]52;c;aGVsbG8=\x07b", "ab"},
		{"title with ST", "a\x1b]0;t\x1b\\b", "ab"},
		{"8-bit CSI", "a\u009b31mb", "a\uFFFD31mb"},
		{"carriage return", "real\rfake", "real\uFFFDfake"},
		{"bell, backspace, delete", "\a\b\x7f", "\uFFFD\uFFFD\uFFFD"},
		{"bidi override", "a\u202eb", "a\uFFFDb"},
		{"zero width", "a\u200bb", "a\uFFFDb"},
		{"line separator", "a\u2028b", "a\uFFFDb"},
		{"wide and combining stay", "日本 e\u0301 🙂", "日本 e\u0301 🙂"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.text); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestCleanLine(t *testing.T) {
	if got := CleanLine("a\nb\tc\r\nd\x1b[1m"); got != "a b c d" {
		t.Errorf("CleanLine = %q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\x1b[31mb", "\x1b]52;c;x\a", "\u009b1m", "a\u202eb\n", "\x1b", "\x1bP\x1b\\", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range []string{Clean(text), CleanLine(text)} {
			if !utf8.ValidString(got) {
				t.Errorf("%q: not UTF-8: %q", text, got)
			}
			if i := strings.IndexFunc(got, acts); i >= 0 {
				t.Errorf("%q: a terminal would act on byte %d of %q", text, i, got)
			}
		}
		if once := Clean(text); Clean(once) != once {
			t.Errorf("%q: cleaning twice differs: %q", text, once)
		}
		if strings.ContainsAny(CleanLine(text), "\n\t") {
			t.Errorf("%q: more than a line", text)
		}
	})
}

// acts is written apart from the code under test: what must never reach a terminal.
func acts(r rune) bool {
	if r == '\n' || r == '\t' {
		return false
	}
	return r < 0x20 || r >= 0x7f && r < 0xa0 || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cf, r)
}
