package debrief

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// passed is the debrief of somebody who has just handed in the model answer, and has
// skipped the question.
func passed(t testing.TB, width, height int) (*Model, *tuitest.Clock) {
	t.Helper()
	m, clock := asked(t, width, height)
	tuitest.Drive(t, clock, m, "enter")
	return m, clock
}

// asked is the same before the question is answered, after some submits that failed.
func asked(t testing.TB, width, height int, failed ...string) (*Model, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	l := tuitest.Lesson(t, env, "two-rooms")
	attempt, err := play.Begin(l, env.Store)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range failed {
		if report, err := attempt.Submit(text); err != nil || report.Passed {
			t.Fatalf("the wrong answer passes: %v", err)
		}
	}
	report, err := attempt.Submit(l.Solution)
	if err != nil || !report.Passed {
		t.Fatalf("the model answer does not pass: %v", err)
	}
	m := New(env, Passed{Lesson: l, Report: report, Back: back{}})
	tuitest.Start(t, clock, m, width, height)
	return m, clock
}

// back is the screen that the way back leads to.
type back struct{ screen.Screen }

func TestFrames(t *testing.T) {
	for _, size := range tuitest.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			tuitest.Frame(t, "passed-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
				m, _ := passed(t, size.Width, size.Height)
				return m.View()
			})
		})
	}
}

func TestWhatKeysAskFor(t *testing.T) {
	cases := []struct {
		key  string
		want screen.Request
	}{
		{"enter", screen.Open{Lesson: "pantry-door"}},
		{"n", screen.Open{Lesson: "pantry-door"}},
		{"b", screen.Show{Screen: back{}}},
		{"esc", screen.GoHome{Lesson: "pantry-door"}},
		{"ctrl+q", screen.GoHome{Lesson: "pantry-door"}},
		{"?", screen.Help{}},
		{"x", nil},
	}
	for _, c := range cases {
		t.Run(c.key, func(t *testing.T) {
			m, clock := passed(t, 80, 23)
			tuitest.Drive(t, clock, m, c.key)
			if got := m.Ask(); got != c.want {
				t.Errorf("asks for %v, want %v", got, c.want)
			}
		})
	}
}

func TestTheNumberOfPairsIsThatOfTheCluster(t *testing.T) {
	m, _ := passed(t, 120, 39)
	// Three pods and one of DNS: 4 x 3 pairs, and each with one address outside, both ways.
	if got := pairs(m.passed.Report.Task.Cluster); got != 4*3+2*4 && got != 5*4+2*5 {
		t.Errorf("%d pairs", got)
	}
	if !strings.Contains(m.View(), "All 6 checks hold") {
		t.Errorf("the checks are not counted:\n%s", m.View())
	}
}

func TestScoreOfQuestions(t *testing.T) {
	env, clock := tuitest.Env(t)
	m := New(env, Passed{Lesson: tuitest.Lesson(t, env, "flat-network"), Score: "1 of 2 predicted right.", Missed: true})
	tuitest.Start(t, clock, m, 80, 23)
	if !strings.Contains(m.View(), "1 of 2 predicted right.") {
		t.Errorf("no score:\n%s", m.View())
	}
	if !strings.Contains(m.View(), "not passed yet") {
		t.Errorf("one of two counts as a pass:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "b")
	if want := "nothing to go back to"; !strings.Contains(m.Note(), want) {
		t.Errorf("b says %q, want %q in it", m.Note(), want)
	}
}
