package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestShellWords(t *testing.T) {
	cases := []struct {
		line string
		want []string
		err  string
	}{
		{"vim", []string{"vim"}, ""},
		{"  code  --wait\t-n ", []string{"code", "--wait", "-n"}, ""},
		{`'my editor' -x`, []string{"my editor", "-x"}, ""},
		{`"my \"own\" editor"`, []string{`my "own" editor`}, ""},
		{`"a\b" 'c\d' e\ f`, []string{`a\b`, `c\d`, "e f"}, ""},
		{`ed ''`, []string{"ed", ""}, ""},
		{`a'b'"c"d`, []string{"abcd"}, ""},
		{"a\\\nb", []string{"ab"}, ""},
		{"emacs -nw --eval '(f $x; g)'", []string{"emacs", "-nw", "--eval", "(f $x; g)"}, ""},
		{`trailing\`, []string{`trailing\`}, ""},
		{"", nil, "names no program"},
		{"'open", nil, "not closed"},
		{`"open`, nil, "not closed"},
		{"$EDITOR", nil, "needs a shell"},
		{`"$HOME/ed"`, nil, "needs a shell"},
		{"vim; rm x", nil, "needs a shell"},
		{"a|b", nil, "needs a shell"},
	}
	for _, c := range cases {
		t.Run(c.line, func(t *testing.T) {
			got, err := shellWords(c.line)
			if c.err == "" && (err != nil || !slices.Equal(got, c.want)) {
				t.Errorf("shellWords = %q, %v, want %q", got, err, c.want)
			}
			if c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("shellWords = %q, %v, want an error with %q", got, err, c.err)
			}
		})
	}
}

func TestEditor(t *testing.T) {
	cases := []struct {
		name   string
		env    map[string]string
		have   []string
		words  []string
		source string
		err    string
	}{
		{"VISUAL goes first", map[string]string{"VISUAL": "code --wait", "EDITOR": "vi"}, []string{"code", "vi"}, []string{"code", "--wait"}, "VISUAL", ""},
		{"EDITOR", map[string]string{"EDITOR": "vi"}, []string{"vi", "nano"}, []string{"vi"}, "EDITOR", ""},
		{"a VISUAL of blanks is none", map[string]string{"VISUAL": " ", "EDITOR": "vi"}, []string{"vi"}, []string{"vi"}, "EDITOR", ""},
		{"neither: the first that is there", nil, []string{"vi", "vim"}, []string{"vim"}, "", ""},
		{"nothing at all", nil, nil, nil, "", "set VISUAL or EDITOR"},
		{"one that is not there is not replaced by another", map[string]string{"EDITOR": "joe"}, []string{"vi"}, nil, "EDITOR", "there is no program joe"},
		{"one that cannot be read", map[string]string{"EDITOR": "'vi"}, []string{"vi"}, nil, "EDITOR", "not closed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			words, source, err := editor(func(n string) string { return c.env[n] }, func(n string) (string, error) {
				if slices.Contains(c.have, n) {
					return "/bin/" + n, nil
				}
				return "", errors.New("not found")
			})
			if !slices.Equal(words, c.words) || source != c.source {
				t.Errorf("editor = %q from %q, want %q from %q", words, source, c.words, c.source)
			}
			if got := errText(err); (c.err == "") != (got == "") || !strings.Contains(got, c.err) {
				t.Errorf("the error is %q, want %q in it", got, c.err)
			}
		})
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestPlainModeNeedsNoTerminal holds the plain mode free of what draws frames.
func TestPlainModeNeedsNoTerminal(t *testing.T) {
	imports := readImports(t)["tui/plain"]
	if len(imports) < 5 {
		t.Fatalf("tui/plain imports only %v", imports)
	}
	for _, imp := range imports {
		ours := strings.HasPrefix(imp, module+"/tui")
		charm := strings.HasPrefix(imp, "github.com/charmbracelet/") && imp != "github.com/charmbracelet/x/ansi"
		if ours || charm || imp == "os" {
			t.Errorf("tui/plain imports %s", imp)
		}
	}
}
