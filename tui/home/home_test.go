package home

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

// begunEnv is a session of somebody who has passed one lesson and begun another.
func begunEnv(t testing.TB) (screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	record(t, env, "flat-network", progress.Event{Kind: progress.Submitted, Passed: true, Score: 100})
	record(t, env, "two-rooms", progress.Event{Kind: progress.Submitted, Score: 40})
	record(t, env, "two-rooms", progress.Event{Kind: progress.Submitted, Score: 60})
	if err := env.Store.SaveDraft("two-rooms", "kind: NetworkPolicy\n"); err != nil {
		t.Fatal(err)
	}
	return env, clock
}

func record(t testing.TB, env screen.Env, id string, e progress.Event) {
	t.Helper()
	if err := env.Store.Record(id, e); err != nil {
		t.Fatal(err)
	}
}

func begun(t testing.TB, width, height int) (screen.Screen, *tuitest.Clock) {
	env, clock := begunEnv(t)
	return tuitest.Start(t, clock, New(env, ""), width, height), clock
}

func TestFrames(t *testing.T) {
	tuitest.Frames(t, begun, []tuitest.Scene{
		{Name: "lessons"},
		{Name: "tracks", Keys: []string{"left", "down"}},
		{Name: "search", Keys: []string{"/", "type:door"}},
		{Name: "search-empty", Keys: []string{"/", "type:nothing like it"}},
	})
}

func TestFirstFrameOfANewLearner(t *testing.T) {
	tuitest.Frame(t, "new-80x24", 80, 23, func(t testing.TB) string {
		env, clock := tuitest.Env(t)
		return tuitest.Start(t, clock, New(env, ""), 80, 23).View()
	})
}

// TestFramesOfWhatComesBack is the home of somebody who has missed a cause in one lesson,
// comes back the next day, and again after it was recalled.
func TestFramesOfWhatComesBack(t *testing.T) {
	cases := []struct {
		name     string
		recalled bool
	}{{"due", false}, {"recalled", true}}
	for _, c := range cases {
		for _, size := range tuitest.Sizes() {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					env, clock := missedYesterday(t)
					if c.recalled {
						record(t, env, "pantry-door", progress.Event{Kind: progress.Submitted, Passed: true, For: "dns-egress-missing"})
					}
					s := tuitest.Start(t, clock, New(env, "two-rooms"), size.Width, size.Height)
					tuitest.KeyMapHolds(t, s)
					tuitest.ShortIsPartOfFull(t, s)
					return s.View()
				})
			})
		}
	}
}

// missedYesterday is a session the day after a cause was missed.
func missedYesterday(t testing.TB) (screen.Env, *tuitest.Clock) {
	t.Helper()
	pass := progress.Event{Kind: progress.Submitted, Passed: true, Score: 100}
	env, clock := tuitest.Env(t)
	record(t, env, "two-rooms", progress.Event{Kind: progress.Submitted, Cause: "dns-egress-missing"})
	record(t, env, "two-rooms", pass)
	record(t, env, "flat-network", pass)
	tuitest.Drive(t, clock, New(env, ""), "wait:24h")
	record(t, env, "flat-network", pass)
	return env, clock
}

func TestWhatKeysAskFor(t *testing.T) {
	cases := []struct {
		name string
		keys []string
		want screen.Request
	}{
		{"enter opens the next lesson", []string{"enter"}, screen.Open{Lesson: "two-rooms"}},
		{"d plays what is due", []string{"d"}, screen.Drill{}},
		{"n opens it from anywhere", []string{"down", "n"}, screen.Open{Lesson: "two-rooms"}},
		{"down goes on along the path", []string{"down", "enter"}, screen.Open{Lesson: "pantry-door"}},
		{"down goes on into the next track", []string{"left", "down", "right", "end", "down", "enter"}, screen.Open{Lesson: "pantry-door"}},
		{"up stops at the first", []string{"up", "up", "up", "enter"}, screen.Open{Lesson: "flat-network"}},
		{"end and home", []string{"left", "down", "right", "home", "end", "enter"}, screen.Open{Lesson: "two-rooms"}},
		{"a track first, then its lessons", []string{"left", "down", "enter"}, nil},
		{"a track, then its first lesson", []string{"left", "down", "down", "enter", "enter"}, screen.Open{Lesson: "pantry-door"}},
		{"search by title", []string{"/", "type:too far", "enter"}, screen.Open{Lesson: "pantry-door"}},
		{"search by id", []string{"/", "type:which-file", "enter"}, screen.Open{Lesson: "which-file"}},
		{"search by cause", []string{"/", "type:peers-split", "enter"}, screen.Open{Lesson: "pantry-door"}},
		{"letters of a search are no commands", []string{"/", "type:q"}, nil},
		{"nothing found opens nothing", []string{"/", "type:zzz", "enter"}, nil},
		{"esc leaves the search at what was found", []string{"/", "type:too far", "esc", "enter"}, screen.Open{Lesson: "pantry-door"}},
		{"q", []string{"q"}, screen.Quit{}},
		{"ctrl+q", []string{"ctrl+q"}, screen.Quit{}},
		{"?", []string{"?"}, screen.Help{}},
		{"nothing to reset", []string{"down", "r"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			env, clock := begunEnv(t)
			m := New(env, "")
			s := tuitest.Start(t, clock, m, 80, 23)
			tuitest.Drive(t, clock, s, c.keys...)
			if got := m.Ask(); got != c.want {
				t.Errorf("asks for %v, want %v", got, c.want)
			}
		})
	}
}

func TestADisabledKeySaysWhy(t *testing.T) {
	env, clock := tuitest.Env(t)
	m := New(env, "")
	s := tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, s, "r")
	if want := "not begun yet"; !strings.Contains(m.Note(), want) {
		t.Errorf("r says %q, want %q in it", m.Note(), want)
	}
}

func TestResetAsksFirst(t *testing.T) {
	env, clock := begunEnv(t)
	m := New(env, "")
	s := tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, s, "r")
	push, ok := m.Ask().(screen.Push)
	if !ok {
		t.Fatal("r asks no question")
	}
	if env.Store.Lesson("two-rooms").Tries != 2 {
		t.Fatal("the record is gone before the answer")
	}
	question := push.Overlay.SetSize(80, 23)
	tuitest.Drive(t, clock, question, "y")
	closed := question.(screen.Asker).Ask().(screen.Close)
	next, cmd := m.Update(closed.Then)
	next, _ = next.Update(cmd())
	if env.Store.Lesson("two-rooms").Tries != 0 {
		t.Error("the record is still there after y")
	}
	if strings.Contains(next.View(), "2 tries") {
		t.Error("the screen still shows the tries")
	}
}

func BenchmarkKeyToFrame(b *testing.B) {
	env, clock := begunEnv(b)
	env.Theme = theme.New(theme.Options{Colours: theme.Full})
	s := tuitest.Start(b, clock, New(env, ""), 120, 39)
	keys := []string{"down", "up"}
	for i := range b.N {
		s, _ = s.Update(tuitest.Key(keys[i%2]))
		_ = s.View()
	}
}
