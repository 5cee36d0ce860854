package symptom

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

func open(t testing.TB, width, height int) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.EnvOf(t, os.DirFS("testdata/pack"))
	m := New(env, tuitest.Lesson(t, env, "pantry-calls"))
	tuitest.Start(t, clock, m, width, height)
	return m, env, clock
}

func opened(t testing.TB, width, height int) (screen.Screen, *tuitest.Clock) {
	m, _, clock := open(t, width, height)
	return m, clock
}

func TestFrames(t *testing.T) {
	tuitest.Frames(t, opened, []tuitest.Scene{
		{Name: "asking"},
		{Name: "cluster", Keys: []string{"tab", "tab"}},
		{Name: "hint", Keys: []string{"h"}},
		{Name: "right", Keys: []string{"a"}},
		{Name: "wrong", Keys: []string{"d"}},
		{Name: "tabs", Keys: []string{"a", "enter"}},
		{Name: "silent", Keys: []string{"a", "enter", "d", "enter", "c"}},
		{Name: "score", Keys: []string{"a", "enter", "b", "enter", "c", "enter"}},
	})
}

func TestPlayedToTheEnd(t *testing.T) {
	m, env, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "a", "enter", "d", "enter", "c", "enter")
	if !strings.Contains(m.View(), "3 of 3 read right") {
		t.Fatalf("no score:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "enter")
	if _, ok := m.Ask().(screen.Show); !ok {
		t.Error("the score leads nowhere")
	}
	if !env.Store.Lesson("pantry-calls").Passed() {
		t.Error("three right answers are no pass")
	}
}

func TestOneAnswerATerminal(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "enter")
	if want := "answer with a letter first"; !strings.Contains(m.Note(), want) {
		t.Errorf("enter without an answer says %q, want %q in it", m.Note(), want)
	}
	tuitest.Drive(t, clock, m, "b", "a")
	if want := "answered"; !strings.Contains(m.Note(), want) || len(m.Answers) != 1 || m.Answers[0].Right {
		t.Errorf("a second answer says %q, want %q in it; %d answers were taken", m.Note(), want, len(m.Answers))
	}
}

func TestNothingIsGivenAwayBeforeTheAnswer(t *testing.T) {
	m, _, clock := open(t, 120, 39)
	tuitest.Drive(t, clock, m, "tab", "tab")
	for _, word := range []string{"──▶", "──✗", "waiter-out", "nobody answered"} {
		if strings.Contains(m.View(), word) {
			t.Errorf("%q stands on the screen before the answer:\n%s", word, m.View())
		}
	}
}

func TestTabsGoToEighthColumns(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb":         "a       b",
		"Server:\t\tx": "Server:         x",
		"12345678\tx":  "12345678        x",
		"a\n\tb":       "a\n        b",
		"no tab":       "no tab",
	} {
		if got := untabbed(text); got != want {
			t.Errorf("untabbed(%q) = %q, want %q", text, got, want)
		}
	}
}

var places = [][]string{nil, {"tab"}, {"h"}, {"a"}, {"a", "tab"}, {"a", "enter", "d", "enter", "c"}, {"a", "enter", "d", "enter", "c", "enter"}}

func TestKeyMapsHold(t *testing.T) { tuitest.KeyMapsHold(t, opened, places) }

func TestEverySizeIsExact(t *testing.T) { tuitest.EverySizeIsExact(t, opened, places) }

func TestHostileTextsNeverReachTheTerminal(t *testing.T) {
	const poison = `\e]0;owned\a\e]52;c;aGk=\a\e[31mred\e[0m\x9b31m\a\b\r\u202etfel\u200b`
	pack := fstest.MapFS{}
	for _, name := range []string{"brief.md", "cluster.yaml", "lesson.yaml"} {
		data, err := os.ReadFile("testdata/pack/pantry-calls/" + name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if name == "lesson.yaml" {
			head, _, _ := strings.Cut(text, "hints:")
			text = head + `hints: ["` + poison + `"]
questions:
  - {connection: kitchen/cook-0 > dns, command: "` + poison + `", output: "` + poison + `\n` + poison + `", took: 1s, answer: dns, why: "` + poison + `"}
`
		}
		pack["pantry-calls/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, c := range []theme.Colours{theme.Plain, theme.Full} {
		env, clock := tuitest.EnvOf(t, pack)
		env.Theme = theme.New(theme.Options{Colours: c})
		m := New(env, tuitest.Lesson(t, env, "pantry-calls"))
		tuitest.Start(t, clock, m, 80, 23)
		for _, k := range []string{"h", "tab", "tab", "b", "enter"} {
			tuitest.Drive(t, clock, m, k)
			tuitest.Exact(t, m.View(), 80, 23)
			if strings.Contains(m.View(), "\x1b[31m") || strings.Contains(m.View(), "owned") {
				t.Fatalf("after %q poison is in the frame:\n%q", k, m.View())
			}
		}
	}
}
