package predict

import (
	"strings"
	"testing"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

func open(t testing.TB, width, height int) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	m := New(env, tuitest.Lesson(t, env, "flat-network"))
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
		{Name: "policies", Keys: []string{"tab"}},
		{Name: "cluster", Keys: []string{"tab", "tab"}},
		{Name: "hint", Keys: []string{"h"}},
		{Name: "right", Keys: []string{"n"}},
		{Name: "wrong", Keys: []string{"y"}},
		{Name: "score", Keys: []string{"n", "enter", "n", "enter"}},
	})
}

func TestPlayedToTheEnd(t *testing.T) {
	m, env, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "n", "enter", "y", "enter")
	if !strings.Contains(m.View(), "2 of 2 predicted right") {
		t.Fatalf("no score:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "enter")
	if _, ok := m.Ask().(screen.Show); !ok {
		t.Error("the score leads nowhere")
	}
	if !env.Store.Lesson("flat-network").Passed() {
		t.Error("two right answers are no pass")
	}
}

func TestOneAnswerAQuestion(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "y", "n")
	if want := "answered"; !strings.Contains(m.Note(), want) {
		t.Errorf("a second answer says %q, want %q in it", m.Note(), want)
	}
	tuitest.Drive(t, clock, m, "enter", "enter")
	if want := "answer y or n first"; !strings.Contains(m.Note(), want) {
		t.Errorf("enter without an answer says %q, want %q in it", m.Note(), want)
	}
	if len(m.Answers) != 1 {
		t.Errorf("%d answers were taken", len(m.Answers))
	}
}

func TestNothingIsGivenAwayBeforeTheAnswer(t *testing.T) {
	m, _, _ := open(t, 120, 39)
	for _, word := range []string{"──▶", "──✗", "isolates every Pod"} {
		if strings.Contains(m.View(), word) {
			t.Errorf("%q stands on the screen before the answer:\n%s", word, m.View())
		}
	}
}

var places = [][]string{nil, {"tab"}, {"h"}, {"n"}, {"y", "tab"}, {"n", "enter"}, {"n", "enter", "n", "enter"}}

func TestKeyMapsHold(t *testing.T) { tuitest.KeyMapsHold(t, opened, places) }

func TestEverySizeIsExact(t *testing.T) { tuitest.EverySizeIsExact(t, opened, places) }
