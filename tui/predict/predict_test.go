package predict

import (
	"strings"
	"testing"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

var sizes = []struct {
	name          string
	width, height int
}{{"80x24", 80, 23}, {"120x40", 120, 39}, {"60x20", 60, 19}}

func open(t testing.TB, width, height int) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	m := New(env, tuitest.Lesson(t, env, "flat-network"))
	tuitest.Start(t, clock, m, width, height)
	return m, env, clock
}

func TestFrames(t *testing.T) {
	cases := []struct {
		name string
		keys []string
	}{
		{"asking", nil},
		{"policies", []string{"tab"}},
		{"cluster", []string{"tab", "tab"}},
		{"hint", []string{"h"}},
		{"right", []string{"n"}},
		{"wrong", []string{"y"}},
		{"score", []string{"n", "enter", "n", "enter"}},
	}
	for _, c := range cases {
		for _, size := range sizes {
			t.Run(c.name+"-"+size.name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.name, size.width, size.height, func(t testing.TB) string {
					m, _, clock := open(t, size.width, size.height)
					return tuitest.Drive(t, clock, m, c.keys...).View()
				})
			})
		}
	}
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
	if len(m.answers) != 1 {
		t.Errorf("%d answers were taken", len(m.answers))
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
