package prologue_test

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui"
	"netpol-tutor/tui/tuitest"
)

// TestTheVeryFirstStart goes from the question to a lesson and back, through the whole
// program.
func TestTheVeryFirstStart(t *testing.T) {
	env, clock := tuitest.Env(t)
	env.Store = progress.Memory(clock.Now)
	m := tuitest.StartRoot(t, clock, tui.New(env), 80, 24)
	shows := func(want string) {
		t.Helper()
		if !strings.Contains(m.View(), want) {
			t.Fatalf("%q is not to be seen:\n%s", want, m.View())
		}
	}
	shows("Where do you stand?")
	m = tuitest.DriveRoot(t, clock, m, "n", "y", "esc")
	shows("Tracks")
	m = tuitest.DriveRoot(t, clock, m, "i")
	shows("allows it")
	m = tuitest.DriveRoot(t, clock, m, "enter", "y", "enter", "enter", "enter", "enter", "enter", "enter", "y", "n", "x", "enter", "enter")
	shows("Two values are missing")
	m = tuitest.DriveRoot(t, clock, m, "type:UDP", "tab", "type:53", "ctrl+s", "enter", "enter")
	shows("Does policy allow it?")
	m = tuitest.DriveRoot(t, clock, m, "esc", "i")
	shows("A cluster without policies")
	again := tuitest.StartRoot(t, clock, tui.New(env), 80, 24)
	if !strings.Contains(again.View(), "Tracks") {
		t.Errorf("the next start is not at home:\n%s", again.View())
	}
}

func TestALessonNamedOnTheCommandLineComesFirst(t *testing.T) {
	env, clock := tuitest.Env(t)
	env.Store = progress.Memory(clock.Now)
	env.Lesson = "two-rooms"
	m := tuitest.StartRoot(t, clock, tui.New(env), 80, 24)
	if strings.Contains(m.View(), "Where do you stand?") {
		t.Error("somebody who asks for a lesson is asked a question")
	}
}

func TestThoseWhoKnowAreAtHomeAtOnce(t *testing.T) {
	env, clock := tuitest.Env(t)
	env.Store = progress.Memory(clock.Now)
	m := tuitest.StartRoot(t, clock, tui.New(env), 80, 24)
	m = tuitest.DriveRoot(t, clock, m, "s")
	if !strings.Contains(m.View(), "Tracks") || !env.Store.Settings().Introduced {
		t.Errorf("one key does not lead home:\n%s", m.View())
	}
}
