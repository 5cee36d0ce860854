package prologue

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

func TestAnswersAreRemembered(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		want progress.Settings
		home bool
	}{
		{"new", []string{"n"}, progress.Settings{Experience: "new"}, false},
		{"new by arrows", []string{"down", "up", "enter"}, progress.Settings{Experience: "new"}, false},
		{"some", []string{"s"}, progress.Settings{Experience: "some", Introduced: true}, true},
		{"some by arrows", []string{"up", "up", "enter"}, progress.Settings{Experience: "some", Introduced: true}, true},
		{"exam", []string{"e", "type:2026-12-01", "enter"}, progress.Settings{Experience: "exam", ExamDate: "2026-12-01", Introduced: true}, true},
		{"exam today", []string{"e", "type:2026-11-23", "enter"}, progress.Settings{Experience: "exam", ExamDate: "2026-11-23", Introduced: true}, true},
		{"exam without a date", []string{"e", "enter"}, progress.Settings{Experience: "exam", Introduced: true}, true},
		{"a date mended", []string{"e", "type:2026-11-31", "enter", "backspace", "type:0", "enter"}, progress.Settings{Experience: "exam", ExamDate: "2026-11-30", Introduced: true}, true},
		{"back to the question", []string{"e", "type:2026", "esc", "s"}, progress.Settings{Experience: "some", Introduced: true}, true},
		{"not now", []string{"esc"}, progress.Settings{}, true},
		{"a date half typed", []string{"e", "type:2026"}, progress.Settings{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, env, _ := open(t, 80, 23, c.keys...)
			_, home := m.Ask().(screen.GoHome)
			leave(t, m)
			if got := env.Store.Settings(); got != c.want {
				t.Errorf("the settings are %+v, want %+v", got, c.want)
			}
			if home != c.home {
				t.Errorf("home: %t, want %t", home, c.home)
			}
		})
	}
}

func TestDatesThatCannotBe(t *testing.T) {
	for date, want := range map[string]string{
		"2026-13-01": "There is no such day", "2026-02-30": "There is no such day", "12": "There is no such day",
		"----": "There is no such day", "2026-11-22": "That day is over", "1999-01-01": "That day is over",
	} {
		m, _, clock := open(t, 80, 23, "e", "type:"+date, "enter")
		if !strings.Contains(m.View(), want) || m.frame != story.Date {
			t.Errorf("%s is answered with\n%s", date, m.View())
		}
		tuitest.Drive(t, clock, m, "backspace")
		if strings.Contains(m.View(), want) {
			t.Errorf("%s: the fault is still told after it was changed", date)
		}
	}
}

func TestOnlyADateIsTyped(t *testing.T) {
	m, _, _ := open(t, 80, 23, "e", "type:2o2x6", "paste:\x1b[31m-12-01\n99999999")
	if want := "2263112019"; strings.ReplaceAll(m.asking.date, "-", "") == "" || len(m.asking.date) > len(story.DateForm) {
		t.Errorf("the date is %q, not like %s", m.asking.date, want)
	}
	tuitest.Exact(t, m.View(), 80, 23)
}

func TestTheQuestionIsAskedOnce(t *testing.T) {
	m, env, clock := open(t, 80, 23, "n")
	leave(t, m)
	again := New(env)
	tuitest.Start(t, clock, again, 80, 23)
	if again.frame != story.Flat1 || !Wanted(env) {
		t.Errorf("the next start shows %q", again.frame.Title())
	}
}

func TestQuitAtTheQuestion(t *testing.T) {
	m, _, _ := open(t, 80, 23, "q")
	if _, ok := m.Ask().(screen.Quit); !ok {
		t.Error("q does not quit")
	}
}
