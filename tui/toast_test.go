package tui

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/tuitest"
)

// spoilt is a store that has something to say, once.
type spoilt struct {
	progress.Store
	notice string
}

func (s *spoilt) Notice() string {
	n := s.notice
	s.notice = ""
	return n
}

const cannotSave = "Progress cannot be saved (open /home/somebody/.local/state/netpol-tutor/lock: permission denied): what you do is kept until you leave."

// unsafe is the program over a disk that cannot be written.
func unsafe(t testing.TB, lesson string, width, height int, keys ...string) string {
	t.Helper()
	env, clock := tuitest.Env(t)
	store := progress.Memory(clock.Now)
	if err := store.SaveSettings(env.Store.Settings()); err != nil {
		t.Fatal(err)
	}
	env.Lesson, env.Store = lesson, &spoilt{store, cannotSave}
	m := tuitest.StartRoot(t, clock, New(env), width, height)
	return tuitest.DriveRoot(t, clock, m, keys...).View()
}

func TestWhatCannotBeSavedIsToldInFull(t *testing.T) {
	cases := []struct {
		name, lesson  string
		width, height int
	}{
		{"unsafe-home", "", 80, 24},
		{"unsafe", "two-rooms", 80, 24},
		{"unsafe-60x20", "two-rooms", 60, 20},
		{"unsafe-120x40", "two-rooms", 120, 40},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			view := unsafe(t, c.lesson, c.width, c.height)
			tuitest.Frame(t, c.name, c.width, c.height, func(t testing.TB) string {
				return unsafe(t, c.lesson, c.width, c.height)
			})
			said := strings.Join(strings.Fields(view), " ")
			for _, words := range strings.Fields(cannotSave) {
				if !strings.Contains(said, words) {
					t.Errorf("%q is not said", words)
				}
			}
			if c.lesson != "" && !strings.Contains(said, "NOT saved") {
				t.Error("the top line does not say so")
			}
		})
	}
}

func TestAToastGoesWithTheNextKey(t *testing.T) {
	view := unsafe(t, "two-rooms", 80, 24, "x")
	if strings.Contains(view, "permission denied") {
		t.Errorf("it stays:\n%s", view)
	}
	if !strings.Contains(view, "NOT saved") {
		t.Errorf("nothing says that the letter is not saved:\n%s", view)
	}
}

func TestAToastDoesNotHideWhatIsTyped(t *testing.T) {
	env, clock := tuitest.Env(t)
	env.Lesson = "two-rooms"
	m := tuitest.StartRoot(t, clock, New(env), 80, 24).(*Root)
	keys := []string{"ctrl+end", "enter", "enter", "enter", "enter", "type:here"}
	tuitest.DriveRoot(t, clock, m, keys...)
	m.note = cannotSave
	view := m.View()
	if !strings.Contains(view, "here") || !strings.Contains(view, "permission denied") {
		t.Errorf("not both are in sight:\n%s", view)
	}
	tuitest.Exact(t, view, 80, 24)
}
