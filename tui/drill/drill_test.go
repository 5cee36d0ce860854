package drill

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// missing is a session of somebody who has missed some causes in lessons of the tests, a
// day ago or today, and the screen with what is due.
func missing(t testing.TB, ago string, missed ...[2]string) (screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	for _, m := range missed {
		for _, e := range []progress.Event{{Kind: progress.Submitted, Cause: m[1]}, {Kind: progress.Submitted, Passed: true}} {
			if err := env.Store.Record(m[0], e); err != nil {
				t.Fatal(err)
			}
		}
	}
	tuitest.Drive(t, clock, New(env, false), "wait:"+ago)
	return env, clock
}

var (
	dns   = [2]string{"two-rooms", "dns-egress-missing"}
	typo  = [2]string{"two-rooms", "label-typo"}
	split = [2]string{"pantry-door", "and-or-dash-split"}
)

func TestFrames(t *testing.T) {
	for _, size := range tuitest.Sizes() {
		cases := []struct {
			name, ago string
			missed    [][2]string
			exam      recall.Day
		}{
			{"due", "24h", [][2]string{dns, split, typo, dns}, 0},
			{"exam", "24h", [][2]string{dns}, recall.DayOf(tuitest.NewClock().Now()) + 10},
			{"nothing", "1h", [][2]string{dns}, 0},
			{"never", "1h", nil, 0},
		}
		for _, c := range cases {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					env, clock := missing(t, c.ago, c.missed...)
					if err := recall.SetExam(env.Store, c.exam); err != nil {
						t.Fatal(err)
					}
					s := tuitest.Start(t, clock, New(env, false), size.Width, size.Height)
					tuitest.KeyMapHolds(t, s)
					tuitest.ShortIsPartOfFull(t, s)
					return s.View()
				})
			})
		}
	}
}

func TestWhatKeysAskFor(t *testing.T) {
	cases := []struct {
		name, ago, key string
		want           screen.Request
	}{
		{"enter plays what is due", "24h", "enter", screen.Open{Lesson: "two-rooms", Recalls: "dns-egress-missing"}},
		{"n goes on along the path", "24h", "n", screen.Open{Lesson: "flat-network"}},
		{"esc leads home", "24h", "esc", screen.GoHome{}},
		{"enter goes on when nothing is due", "1h", "enter", screen.Open{Lesson: "flat-network"}},
		{"n does too", "1h", "n", screen.Open{Lesson: "flat-network"}},
		{"q leads home", "1h", "q", screen.GoHome{}},
		{"all keys", "1h", "?", screen.Help{}},
		{"a key that means nothing", "24h", "x", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			env, clock := missing(t, c.ago, dns)
			m := New(env, false)
			tuitest.Start(t, clock, m, 80, 23)
			tuitest.Drive(t, clock, m, c.key)
			if got := m.Ask(); got != c.want {
				t.Errorf("asks for %v, want %v", got, c.want)
			}
		})
	}
}

func TestStraightOn(t *testing.T) {
	env, clock := missing(t, "24h", dns)
	m := New(env, true)
	tuitest.Start(t, clock, m, 80, 23)
	if got := m.Ask(); got != (screen.Open{Lesson: "two-rooms", Recalls: "dns-egress-missing"}) {
		t.Errorf("asks for %v", got)
	}
	env, clock = missing(t, "1h", dns)
	m = New(env, true)
	tuitest.Start(t, clock, m, 80, 23)
	if got := m.Ask(); got != nil {
		t.Errorf("with nothing due, it asks for %v", got)
	}
}

// TestTheCauseIsNotGivenAway looks for its name before it was played.
func TestTheCauseIsNotGivenAway(t *testing.T) {
	env, clock := missing(t, "24h", dns, split)
	s := tuitest.Start(t, clock, New(env, false), 120, 39)
	for _, cause := range []string{dns[1], split[1]} {
		if view := s.View(); strings.Contains(view, cause) || strings.Contains(view, recall.Name(cause)) {
			t.Errorf("%s is named in\n%s", cause, view)
		}
	}
}

func TestAnOffKeySaysWhy(t *testing.T) {
	env, clock := missing(t, "1h", dns)
	m := New(env, false)
	tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, m, "d")
	if want := "nothing is due today"; !strings.Contains(m.Note(), want) {
		t.Errorf("d says %q, want %q in it", m.Note(), want)
	}
}
