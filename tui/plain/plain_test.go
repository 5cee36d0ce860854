package plain

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

var update = flag.Bool("update", false, "write the transcripts anew")

func clock() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pack is a small catalogue with a lesson of each kind.
func pack(t testing.TB) *lessons.Catalogue {
	t.Helper()
	all, problems := lessons.Load(os.DirFS("testdata/pack"), "pack")
	for _, p := range lessons.Faults(problems) {
		t.Fatal(p)
	}
	var none lessons.Catalogue
	c, problems := none.With(all)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c
}

func builtin(t testing.TB) *lessons.Catalogue {
	t.Helper()
	c, err := lessons.Builtin()
	must(t, err)
	return c
}

// testEnv remembers nothing beyond the test, and reads files from a table.
func testEnv(c *lessons.Catalogue, files map[string]string) Env {
	store := progress.Memory(clock)
	_ = store.SaveSettings(progress.Settings{Introduced: true}) // a memory takes everything
	return Env{
		Catalogue: c,
		Store:     store,
		Now:       clock,
		Echo:      true,
		Read: func(name string) (string, error) {
			text, ok := files[name]
			if !ok {
				return "", fmt.Errorf("read %s: there is no such file", name)
			}
			return text, nil
		},
	}
}

// session plays lines and answers what was said.
func session(t testing.TB, env Env, lines ...string) string {
	t.Helper()
	var out strings.Builder
	must(t, Run(strings.NewReader(strings.Join(lines, "\n")+"\n"), &out, env))
	return out.String()
}

// TestSessions plays what stands under "input" in testdata/sessions. What comes of it is
// the "transcript", to the letter; or holds the lines under "shows", in that order, and
// none of those under "never". A file "setup" may name a lesson to begin in, the
// built-in catalogue, and somebody who is new.
func TestSessions(t *testing.T) {
	names, err := filepath.Glob("testdata/sessions/*.txtar")
	if err != nil || len(names) < 8 {
		t.Fatalf("found %d sessions: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { playSession(t, name) })
	}
}

func playSession(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	must(t, err)
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	c := pack(t)
	if strings.Contains(files["setup"], "builtin") {
		c = builtin(t)
	}
	env := testEnv(c, files)
	for _, word := range strings.Fields(files["setup"]) {
		if word == "new" {
			env.Store = progress.Memory(clock)
		}
		if id, ok := strings.CutPrefix(word, "lesson="); ok {
			env.Lesson = id
		}
	}
	got := session(t, env, strings.TrimSuffix(files["input"], "\n"))
	if *update && files["transcript"] != "" {
		rewrite(t, name, a, got)
		return
	}
	if want, ok := files["transcript"]; ok && got != want {
		t.Errorf("the transcript is\n%s", got)
	}
	inOrder(t, got, strings.Split(files["shows"], "\n"))
	for _, line := range strings.Split(files["never"], "\n") {
		if line != "" && strings.Contains(got, line) {
			t.Errorf("%q is said in\n%s", line, got)
		}
	}
}

func rewrite(t *testing.T, name string, a *txtar.Archive, transcript string) {
	t.Helper()
	for i := range a.Files {
		if a.Files[i].Name == "transcript" {
			a.Files[i].Data = []byte(transcript)
		}
	}
	must(t, os.WriteFile(name, txtar.Format(a), 0o644))
}

// inOrder looks for lines one behind the other, wherever paragraphs were broken.
func inOrder(t *testing.T, text string, lines []string) {
	t.Helper()
	rest := strings.Join(strings.Fields(text), " ")
	for _, line := range lines {
		words := strings.Join(strings.Fields(line), " ")
		_, after, found := strings.Cut(rest, words)
		if !found {
			t.Fatalf("%q is missing, or stands too early, in\n%s", line, text)
		}
		if words != "" {
			rest = after
		}
	}
}
