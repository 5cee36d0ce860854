package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// calls lists the selectors PACKAGE.NAME of every file below this folder that is no test.
func calls(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok {
					found[name] = append(found[name], x.Name+"."+s.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestStylesComeFromTheTheme holds the screens to the session's own renderer: the global
// one looks at the terminal of the process.
func TestStylesComeFromTheTheme(t *testing.T) {
	forbidden := map[string]bool{
		"lipgloss.NewStyle": true, "lipgloss.SetColorProfile": true, "lipgloss.DefaultRenderer": true,
		"lipgloss.SetDefaultRenderer": true, "lipgloss.SetHasDarkBackground": true, "glamour.WithAutoStyle": true,
	}
	files := calls(t)
	if len(files) < 20 {
		t.Fatalf("only %d files were read", len(files))
	}
	for name, all := range files {
		for _, call := range all {
			if forbidden[call] && path.Dir(name) != "theme" {
				t.Errorf("%s uses %s", name, call)
			}
		}
	}
}

// TestKeysStandInKeyMaps keeps the names of keys in files called keys.go.
func TestKeysStandInKeyMaps(t *testing.T) {
	for name, all := range calls(t) {
		for _, call := range all {
			if (call == "keys.Bind" || call == "key.WithKeys") && path.Base(name) != "keys.go" {
				t.Errorf("%s binds a key", name)
			}
		}
	}
}

// TestScreensReadNoClockAndNoDisk keeps both behind the environment of the session.
func TestScreensReadNoClockAndNoDisk(t *testing.T) {
	for name, all := range calls(t) {
		room := strings.Split(name, "/")[0]
		if room == "term" || room == "tuitest" {
			continue
		}
		for _, call := range all {
			if strings.HasPrefix(call, "os.") || call == "time.Now" && name != "screen/env.go" {
				t.Errorf("%s uses %s", name, call)
			}
		}
	}
}
