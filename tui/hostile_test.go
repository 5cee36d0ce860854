package tui

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

// poison is what a terminal would obey: a title, the clipboard, a colour, a C1
// introducer, a bell, a backspace, a return, an override of direction, a zero width.
const poison = "\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x1b[31mred\x1b[0m\u009b31m\a\b\r\u202etfel\u200b"

// poisoned are the lessons of the tests with poison in every text that is prose.
func poisoned(t *testing.T) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	dir := os.DirFS(path.Join("tuitest", "pack"))
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		text := string(data)
		switch path.Base(name) {
		case "brief.md", "debrief.md":
			text = poison + " " + text + "\n" + poison + "\n\n```" + poison + "\n" + poison + "\n```\n"
		case "lesson.yaml":
			text = quoteInto(text)
		case "start.yaml", "b.yaml":
			text = "# " + strings.ReplaceAll(poison, "\r", "") + "\n" + text
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// quoteInto puts poison, as YAML escapes, into the prose of a lesson.
func quoteInto(text string) string {
	const escaped = `\e]0;owned\a\e]52;c;aGk=\a\e[31mred\e[0m\x9b31m\a\b\r\u202etfel\u200b`
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if rest, ok := strings.CutPrefix(line, "title: "); ok {
			line = `title: "\e[31mred\e[0m\x9b31m\a\u202e` + rest + `"`
		}
		if rest, ok := strings.CutPrefix(line, "    why: "); ok {
			line = `    why: "` + escaped + rest + `"`
		}
		if rest, ok := strings.CutPrefix(line, "  - "); ok && strings.HasSuffix(rest, "?") {
			line = `  - "` + escaped + rest + `"`
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestHostileTextsNeverReachTheTerminal(t *testing.T) {
	for _, c := range []theme.Colours{theme.Plain, theme.Full} {
		env, clock := tuitest.EnvOf(t, poisoned(t))
		env.Theme = theme.New(theme.Options{Colours: c})
		tours := [][]string{
			{"left", "down", "?", "esc", "/", "type:red", "paste:" + poison, "esc"},
			{"n", "tab", "tab", "y", "enter", "n", "enter", "enter", "down"},
			{"/", "type:which", "enter", "enter", "right", "tab", "tab", "b", "enter", "p", "tab", "tab", "enter", "a", "enter", "enter"},
			{"end", "enter", "ctrl+g", "h", "tab", "paste:" + poison, "esc", "paste:" + poison, "ctrl+s", "tab", "enter", "enter", "tab", "f2", "ctrl+g", "w", "y", "ctrl+q"},
		}
		for _, tour := range tours {
			m := tuitest.StartRoot(t, clock, New(env), 120, 40)
			for i, k := range tour {
				m = tuitest.DriveRoot(t, clock, m, k)
				view := m.View()
				tuitest.Exact(t, view, 120, 40)
				if strings.Contains(view, "\x1b[31m") || strings.Contains(view, "owned") {
					t.Fatalf("after %q poison is in the frame:\n%q", tour[:i+1], view)
				}
			}
		}
	}
}

// TestHostileStringsInTheTutor lets 200 strings in as keys, as a paste, as a draft that was
// found, and as settings.
func TestHostileStringsInTheTutor(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		s := tuitest.Hostile(random)
		env, clock := tuitest.Env(t)
		env.Theme = theme.New(theme.Options{Colours: theme.Full})
		if err := env.Store.SaveDraft("two-rooms", s); err != nil {
			t.Fatal(err)
		}
		settings := progress.Settings{Introduced: random.IntN(2) == 0, Prologue: "frame=fill guesses=ynyn hole1=" + s, LastLesson: s, ExamDate: s, Experience: s}
		if err := env.Store.SaveSettings(settings); err != nil {
			t.Fatal(err)
		}
		env.Lesson = []string{"", "two-rooms"}[random.IntN(2)]
		m := tuitest.StartRoot(t, clock, New(env), 80, 24)
		harmlessFrame(t, m, s)
		for _, words := range [][]string{{"paste:" + s}, {"type:" + s}, {"wait:2s"}, {"esc"}, {"ctrl+s"}, {"paste:" + s}, {"tab"}, {"?"}} {
			m = tuitest.DriveRoot(t, clock, m, words...)
			harmlessFrame(t, m, s)
		}
	}
}

func harmlessFrame(t *testing.T, m tea.Model, s string) {
	t.Helper()
	tuitest.Exact(t, m.View(), 80, 24)
	if t.Failed() {
		t.Fatalf("after %q", s)
	}
}
