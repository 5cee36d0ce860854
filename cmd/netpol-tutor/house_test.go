package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// house says which package may import which of ours; what a package may import, its
// importers may import too, so that the layers read from the bottom up. A name with
// /... stands for the package and all below it.
var house = []struct {
	room string
	may  []string
}{
	{"grader/diagnostic", nil},
	{"grader/manifest/...", []string{"grader/diagnostic"}},
	{"grader/cluster", []string{"grader/manifest"}},
	{"grader/netpol/...", []string{"grader/cluster"}},
	{"grader/journey", []string{"grader/netpol", "grader/cluster"}},
	{"grader/task", []string{"grader/journey", "grader/netpol"}},
	{"grader/diagnose", []string{"grader/task", "grader/manifest/rewrite", "grader/diagnostic"}},
	{"grader/diagnose/mutation", nil},
	{"grader/lens", []string{"grader/task", "grader/manifest/rewrite", "grader/diagnostic"}},
	{"grader", []string{"grader/diagnose"}},
	{"grader/reading", []string{"grader/manifest"}},
	{"grader/render", []string{"grader", "grader/reading", "grader/lens"}},
	{"lessons", []string{"grader", "grader/render"}},
	{"lessons/mistakes", []string{"grader/cluster", "grader/manifest/rewrite"}},
	{"lessons/progress", nil},
	{"lessons/play", []string{"lessons", "lessons/progress"}},
	{"lessons/recall", []string{"lessons", "lessons/progress"}},
	{"lessons/export", []string{"lessons"}},
	{"lessons/story", []string{"lessons", "lessons/recall"}},
	{"lessons/follow", nil},
	{"lessons/sample", []string{"lessons"}},
	{"lessons/template", []string{"lessons"}},
	{"lessons/reference", []string{"grader/render"}},
	{"tui/...", []string{"lessons/play", "lessons/recall", "lessons/reference", "lessons/story", "grader/render"}},
	{"cmd/netpol-tutor", []string{"tui/...", "lessons/export", "lessons/follow", "lessons/sample", "lessons/template", "assets"}},
	{"assets", nil},
}

// outsiders are libraries that only some rooms may use.
var outsiders = []struct {
	library string
	rooms   []string
	except  []string
}{
	{"github.com/charmbracelet/", []string{"tui"}, []string{"github.com/charmbracelet/x/ansi"}},
	{"github.com/spf13/cobra", []string{"cmd"}, nil},
	{"github.com/fsnotify/fsnotify", []string{"lessons/follow"}, nil},
	{"os", []string{"cmd", "tui", "lessons"}, nil},
	{"net", []string{"grader/manifest"}, nil}, // for the parsing that the API server does
}

const module = "netpol-tutor"

func TestImportsKeepToTheHouse(t *testing.T) {
	packages := readImports(t)
	if len(packages) < 10 {
		t.Fatalf("found only %d packages: is this the module's root?", len(packages))
	}
	for pkg, imports := range packages {
		allowed, known := mayImport(pkg)
		if !known {
			t.Errorf("package %s has no room in the house", pkg)
			continue
		}
		for _, imp := range imports {
			if ours, ok := strings.CutPrefix(imp, module+"/"); ok && !matchesAny(allowed, ours) && !sameRoom(pkg, ours) {
				t.Errorf("%s must not import %s", pkg, ours)
			}
			for _, o := range outsiders {
				if foreign(o.library, imp) && !slices.Contains(o.except, imp) && !inRooms(pkg, o.rooms) {
					t.Errorf("%s must not import %s", pkg, imp)
				}
			}
		}
	}
}

// TestHouseForbids makes sure that the table can say no.
func TestHouseForbids(t *testing.T) {
	for pkg, imp := range map[string]string{
		"grader/netpol":     "grader/task",
		"grader/diagnostic": "grader/manifest",
		"lessons/progress":  "lessons",
		"lessons":           "tui",
		"grader":            "grader/render",
	} {
		if allowed, _ := mayImport(pkg); matchesAny(allowed, imp) {
			t.Errorf("%s may import %s", pkg, imp)
		}
	}
}

// mayImport answers what a package may import, directly or through its layers.
func mayImport(pkg string) (allowed []string, known bool) {
	for _, h := range house {
		if !matches(h.room, pkg) {
			continue
		}
		known = true
		for _, m := range h.may {
			deeper, _ := mayImport(strings.TrimSuffix(m, "/..."))
			allowed = append(append(allowed, m), deeper...)
		}
	}
	return allowed, known
}

func matches(pattern, pkg string) bool {
	base, tree := strings.CutSuffix(pattern, "/...")
	return pkg == base || tree && strings.HasPrefix(pkg, base+"/")
}

func matchesAny(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, pkg) })
}

// sameRoom lets packages of one tree of the table use each other.
func sameRoom(a, b string) bool {
	return slices.ContainsFunc(house, func(h struct {
		room string
		may  []string
	}) bool {
		return strings.HasSuffix(h.room, "/...") && matches(h.room, a) && matches(h.room, b)
	})
}

// foreign tells whether an import is the library, or for a name ending in / lies below it.
func foreign(library, imp string) bool {
	return imp == library || strings.HasSuffix(library, "/") && strings.HasPrefix(imp, library)
}

func inRooms(pkg string, rooms []string) bool {
	return slices.ContainsFunc(rooms, func(r string) bool { return pkg == r || strings.HasPrefix(pkg, r+"/") })
}

// TestGraderHasNoClock holds grader pure, and tui free of goroutines: a panic in one
// would leave the terminal raw.
func TestGraderHasNoClock(t *testing.T) {
	clock := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}
	eachFile(t, parser.SkipObjectResolution, func(pkg, name string, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, n.Sel.Name) && inRooms(pkg, []string{"grader"}) {
					t.Errorf("%s reads the clock: time.%s", name, n.Sel.Name)
				}
			case *ast.GoStmt:
				if inRooms(pkg, []string{"grader", "tui"}) && !inRooms(pkg, []string{"tui/term"}) {
					t.Errorf("%s starts a goroutine", name)
				}
			}
			return true
		})
	})
}

// readImports reads the imports of every package of the module, tests left out.
func readImports(t *testing.T) map[string][]string {
	t.Helper()
	packages := map[string][]string{}
	eachFile(t, parser.ImportsOnly, func(pkg, _ string, f *ast.File) {
		packages[pkg] = append(packages[pkg], "unsafe") // every package has an entry
		for _, spec := range f.Imports {
			imp, _ := strconv.Unquote(spec.Path.Value)
			packages[pkg] = append(packages[pkg], imp)
		}
	})
	return packages
}

// eachFile visits every Go file of the module that is no test.
func eachFile(t *testing.T, mode parser.Mode, visit func(pkg, name string, f *ast.File)) {
	t.Helper()
	root := os.DirFS(filepath.Join("..", ".."))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, mode)
		if err != nil {
			return err
		}
		visit(path.Dir(name), name, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
