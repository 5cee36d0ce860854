package editor

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// FuzzKeys lets every byte be a key, or a letter of the text, and asks for a whole view
// and a whole history after each run.
func FuzzKeys(f *testing.F) {
	f.Add("a: b\n", []byte{0, 1, 2, 200, 201})
	f.Add("- |\n  x\n", []byte{128, 140, 150, 160, 170, 180})
	names := allKeys()
	f.Fuzz(func(t *testing.T, start string, keys []byte) {
		if len(keys) > 200 || len(start) > 2000 {
			t.Skip()
		}
		m := New(Styles{}, DefaultKeyMap())
		m.SetSize(40, 7)
		if err := m.Load(start); err != nil {
			t.Fatal(err)
		}
		before := m.Text()
		for _, key := range keys {
			msg := tea.Msg(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pieces[int(key)%len(pieces)])})
			if name := names[int(key)%len(names)]; key >= 128 && !strings.HasPrefix(name, "ctrl+insert") && name != "ctrl+delete" {
				msg = named(t, name)
			}
			m, _ = m.Update(msg)
			exact(t, m)
			consistent(t, m)
		}
		undoable(t, m, before)
	})
}

// FuzzPaste pastes anything and holds the view and the cleaning to what they promise.
func FuzzPaste(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + policy)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := New(Styles{}, DefaultKeyMap())
		m.SetSize(30, 6)
		m, _ = m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
		exact(t, m)
		consistent(t, m)
		if again, n := clean(m.Text()); again != m.Text() || n > 0 {
			t.Errorf("cleaning twice changes %q to %q", m.Text(), again)
		}
		undoable(t, m, "")
	})
}
