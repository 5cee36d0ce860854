package choose

import (
	"os"
	"strings"
	"testing"

	"netpol-tutor/grader"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

func open(t testing.TB, width, height int) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.EnvOf(t, os.DirFS("testdata/pack"))
	m := New(env, tuitest.Lesson(t, env, "pantry-file"))
	tuitest.Start(t, clock, m, width, height)
	return m, env, clock
}

func opened(t testing.TB, width, height int) (screen.Screen, *tuitest.Clock) {
	m, _, clock := open(t, width, height)
	return m, clock
}

func TestFrames(t *testing.T) {
	tuitest.Frames(t, opened, []tuitest.Scene{
		{Name: "choosing"},
		{Name: "second-file", Keys: []string{"right", "down", "down", "pgdown"}},
		{Name: "cluster", Keys: []string{"tab", "tab"}},
		{Name: "hint", Keys: []string{"h"}},
		{Name: "wrong", Keys: []string{"enter"}},
		{Name: "wrong-in-a-bound", Keys: []string{"c", "enter"}},
		{Name: "again", Keys: []string{"d", "enter", "enter"}},
		{Name: "revealed", Keys: []string{"d", "enter", "p"}},
		{Name: "right", Keys: []string{"b", "enter"}},
	})
}

func TestPlayedToTheEnd(t *testing.T) {
	m, env, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "enter", "enter", "b", "enter")
	if r := env.Store.Lesson("pantry-file"); !r.Passed() || r.Tries != 2 || r.Aid != progress.Unaided {
		t.Errorf("after a wrong file and the right one the record is %+v", r)
	}
	tuitest.Drive(t, clock, m, "enter")
	if _, ok := m.Ask().(screen.Show); !ok {
		t.Error("the right file leads nowhere")
	}
}

func TestNothingIsGivenAwayBeforeItWasApplied(t *testing.T) {
	m, env, clock := open(t, 120, 39)
	tuitest.Drive(t, clock, m, "p")
	if !strings.Contains(m.Note(), "apply one first") {
		t.Errorf("p before the first file says %q", m.Note())
	}
	for _, word := range []string{"▶", "✗", "what each file does"} {
		if strings.Contains(strings.ReplaceAll(m.View(), "▸", ""), word) {
			t.Errorf("%q stands on the screen before the answer:\n%s", word, m.View())
		}
	}
	tuitest.Drive(t, clock, m, "enter")
	if !strings.Contains(m.View(), "? not applied yet") {
		t.Errorf("the other files are told of after a wrong one:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "p")
	if strings.Contains(m.View(), "? not applied yet") || env.Store.Lesson("pantry-file").Help() != progress.WithSolution {
		t.Error("to see what every file does counts as having seen the solution")
	}
}

func TestFilesAreReadOnly(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	before := m.options[0].editor.Text()
	tuitest.Drive(t, clock, m, "type:xyz", "paste:more", "down", "backspace", "delete")
	if m.options[0].editor.Text() != before {
		t.Error("a file was changed")
	}
}

func TestShortNames(t *testing.T) {
	for end, want := range map[string]string{
		"kitchen/cook-0": "cook-0", "pantry/shelf-0:8080": "shelf-0:8080", "pantry/shelf-0:53/UDP": "shelf-0:53/UDP",
		"service pantry/shelf": "service shelf", "service pantry/shelf:80": "service shelf:80",
		"resolver.example:53/UDP": "resolver.example:53/UDP", "dns-tcp": "dns-tcp", "[fd00::1]:80": "[fd00::1]:80",
	} {
		if got := short(end); got != want {
			t.Errorf("short(%q) = %q, want %q", end, got, want)
		}
	}
}

func TestEndsThatDifferInNamespacesAloneAreWrittenOut(t *testing.T) {
	m := &Model{}
	row := func(connection string) { m.all.Rows = append(m.all.Rows, grader.ComparedRow{Connection: connection}) }
	row("kitchen/cook-0 > pantry/shelf-0:8080")
	if got := m.connection(m.all.Rows[0]); got != "cook-0 → shelf-0:8080" {
		t.Errorf("one kitchen: %q", got)
	}
	row("hall/cook-0 > svc pantry/shelf")
	if got := m.connection(m.all.Rows[1]); got != "hall/cook-0 → service pantry/shelf" {
		t.Errorf("two cooks: %q", got)
	}
}

var places = [][]string{nil, {"tab"}, {"enter"}, {"enter", "tab"}, {"b", "enter"}, {"enter", "enter"}, {"h"}}

func TestKeyMapsHold(t *testing.T) { tuitest.KeyMapsHold(t, opened, places) }

func TestEverySizeIsExact(t *testing.T) { tuitest.EverySizeIsExact(t, opened, places) }

func BenchmarkView(b *testing.B) {
	m, _, clock := open(b, 120, 39)
	tuitest.Drive(b, clock, m, "enter")
	for b.Loop() {
		m.layout()
		_ = m.View()
	}
}
