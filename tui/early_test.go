package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/tuitest"
)

// TestWhatIsTypedBeforeALessonIsOpen types before the first command of the program has
// run, as a hurried learner does on a slow machine.
func TestWhatIsTypedBeforeALessonIsOpen(t *testing.T) {
	cases := []struct {
		name  string
		keys  []string
		shows string
		not   string
	}{
		{"text", []string{"#", "a", "b"}, "1  #ab", ""},
		{"a menu and its letter", []string{"ctrl+g", "h"}, "Hint 1", "1  h"},
		{"a pane, where letters are no text", []string{"shift+tab", "x"}, "", "1  x"},
		{"leaving works at once", []string{"ctrl+q"}, "Tracks", ""},
		{"leaving keeps what was typed", []string{"#", "ctrl+q"}, "draft", ""},
		{"ctrl+c as well", []string{"#", "ctrl+c"}, "once more ends the program", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			env, clock := tuitest.Env(t)
			env.Lesson = "two-rooms"
			m := tea.Model(New(env))
			m, _ = m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
			for _, k := range c.keys {
				m, _ = m.Update(tuitest.Key(k))
			}
			m = tuitest.StartRoot(t, clock, m, 80, 24)
			m = tuitest.DriveRoot(t, clock, m, "wait:60ms")
			if view := m.View(); !strings.Contains(view, c.shows) || c.not != "" && strings.Contains(view, c.not) {
				t.Errorf("want %q and not %q in\n%s", c.shows, c.not, view)
			}
		})
	}
}
