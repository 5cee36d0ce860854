package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

// BenchmarkPanes is a key and its frame in every pane of the workspace, at 120x40 and in
// all colours, with a file of 500 lines that was submitted.
func BenchmarkPanes(b *testing.B) {
	long := strings.Repeat("# a comment that is as long as comments are\n", 490)
	panes := []struct {
		name       string
		keys       []string // that lead there
		there, and string   // are pressed in turn
	}{
		{"editor", []string{"ctrl+home"}, "x", "backspace"},
		{"task", []string{"f2"}, "down", "up"},
		{"cluster", []string{"f2", "tab"}, "down", "up"},
		{"checks", []string{"f3"}, "down", "up"},
		{"problems", []string{"f3", "enter", "enter", "enter", "enter"}, "down", "up"},
		{"picture", []string{"f6"}, "right", "left"},
	}
	for _, p := range panes {
		b.Run(p.name, func(b *testing.B) {
			t := tuitest.In(b, theme.Options{Colours: theme.Full})
			env, clock := tuitest.Env(t)
			env.Lesson = "two-rooms"
			m := tuitest.StartRoot(t, clock, New(env), 120, 40)
			m = tuitest.DriveRoot(t, clock, m, "ctrl+home", "paste:"+long, "ctrl+s")
			m = tuitest.DriveRoot(t, clock, m, p.keys...)
			for i := range b.N {
				key := p.there
				if i%2 == 1 {
					key = p.and
				}
				m, _ = m.Update(tuitest.Key(key))
				if m.View() == "" {
					b.Fatal("there is no frame")
				}
			}
		})
	}
}

// BenchmarkResize is a window of another size and its frame.
func BenchmarkResize(b *testing.B) {
	t := tuitest.In(b, theme.Options{Colours: theme.Full})
	env, clock := tuitest.Env(t)
	env.Lesson = "two-rooms"
	m := tuitest.StartRoot(t, clock, New(env), 120, 40)
	for i := range b.N {
		m, _ = m.Update(tea.WindowSizeMsg{Width: 100 + i%40, Height: 30 + i%10})
		_ = m.View()
	}
}
