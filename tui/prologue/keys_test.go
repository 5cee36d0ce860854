package prologue

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/tuitest"
	"netpol-tutor/tui/widget"
)

func everyState(t *testing.T, visit func(t *testing.T, open func() *Model)) {
	t.Helper()
	for _, s := range tour {
		t.Run(s.name, func(t *testing.T) {
			visit(t, func() *Model { m, _, _ := at(t, s.name, 80, 23); return m })
		})
	}
	for _, s := range aside {
		t.Run(s.name, func(t *testing.T) {
			visit(t, func() *Model { m, _, _ := open(t, 80, 23, s.keys...); return m })
		})
	}
	t.Run("resumed", func(t *testing.T) {
		visit(t, func() *Model {
			m, env, clock := at(t, "why", 80, 23)
			leave(t, m)
			again := New(env)
			tuitest.Start(t, clock, again, 80, 23)
			return again
		})
	})
	t.Run("opening", func(t *testing.T) {
		visit(t, func() *Model {
			env, _ := newcomer(t)
			m := New(env)
			m.SetSize(80, 23)
			m.Update(tuitest.Key("n"))
			return m
		})
	})
}

func TestKeyMapsHold(t *testing.T) {
	everyState(t, func(t *testing.T, open func() *Model) {
		m := open()
		tuitest.KeyMapHolds(t, m)
		tuitest.ShortIsPartOfFull(t, m)
	})
}

func TestEveryAdvertisedKeyDoesSomething(t *testing.T) {
	everyState(t, func(t *testing.T, open func() *Model) {
		fresh := open()
		for _, k := range tuitest.Advertised(fresh) {
			if k == "enter" && fresh.asking.fault != "" {
				continue // it says the same again
			}
			m := *fresh
			before := m.View()
			_, cmd := m.Update(tuitest.Key(k))
			if m.View() == before && cmd == nil && m.Ask() == nil && m.Note() == "" && !strings.HasPrefix(k, "backspace") && k != "ctrl+h" {
				t.Errorf("%q is advertised and does nothing", k)
			}
		}
	})
}

// TestTheWayOutIsAlwaysSeen looks for the key that leaves in the narrowest line.
func TestTheWayOutIsAlwaysSeen(t *testing.T) {
	everyState(t, func(t *testing.T, open func() *Model) {
		m := open()
		room := 58 - len(m.Note())
		if m.Note() != "" {
			room -= 3
		}
		if line := widget.KeyLine(m.env.Theme, m.ShortHelp(), room); !strings.Contains(line, "esc") && m.phase() != phaseAside {
			t.Errorf("the line is %q beside %q", line, m.Note())
		}
	})
}

func TestStrayKeysAndMessages(t *testing.T) {
	for _, s := range tour {
		m, _, _ := at(t, s.name, 80, 23)
		frame := m.frame
		for _, msg := range []tea.Msg{
			tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("\x1b]0;owned\x07"), Paste: true},
			tea.KeyMsg{Type: tea.KeyF20}, ticked{99}, checked{seq: -1}, nextFound{}, kept{}, tea.WindowSizeMsg{Width: 80, Height: 23}, nil,
		} {
			m.Update(msg)
			tuitest.Exact(t, m.View(), 80, 23)
		}
		if m.frame != frame {
			t.Errorf("%s: a stray message leads to %q", s.name, m.frame.Title())
		}
	}
}
