package editor

import (
	"math/rand"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// looks is what the view may hold beside text: switching of colours and attributes.
var looks = regexp.MustCompile(`\x1b\[[0-9;]*m`)

var pieces = []string{"a", "b: ", "- ", "\n", "  ", "\t", "語", "e\u0301", "\u0301", "👩🏽‍🚀", "🇩", "\u200d", "\u202e", "\x1b[31m", "\x07", "\r", "\r\n", "\u0d4e", "\u0903", "\u1100", "\ufe0f", "\xff", "|", "{", "]", "\"", "#", "\u00a0", "---", "&x", strings.Repeat("wide ", 30)}

// randomKey is any key the editor knows, a letter, or a paste of something nasty.
func randomKey(r *rand.Rand, names []string) tea.Msg {
	switch r.Intn(5) {
	case 0:
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pieces[r.Intn(len(pieces))])}
	case 1:
		text := ""
		for range r.Intn(6) {
			text += pieces[r.Intn(len(pieces))]
		}
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}
	}
	name, alt := strings.CutPrefix(names[r.Intn(len(names))], "alt+")
	if k, ok := keyTypes[name]; ok {
		return tea.KeyMsg{Type: k, Alt: alt}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name), Alt: alt}
}

func allKeys() []string {
	var names []string
	for _, group := range DefaultKeyMap().FullHelp() {
		for _, b := range group {
			names = append(names, b.Keys()...)
		}
	}
	return names
}

// consistent fails unless the bookkeeping of the editor agrees with its text.
func consistent(t testing.TB, m Model) {
	t.Helper()
	fresh := newDocument(m.Text())
	if fresh.bytes != m.doc.bytes || len(fresh.lines) != len(m.doc.lines) {
		t.Fatalf("%d bytes and %d lines are counted, there are %d and %d", m.doc.bytes, len(m.doc.lines), fresh.bytes, len(fresh.lines))
	}
	for i, want := range fresh.states {
		if m.doc.states[i] != want {
			t.Fatalf("line %d begins as %+v, want %+v in %q", i+1, m.doc.states[i], want, m.Text())
		}
	}
	if p := m.caret.cursor; m.doc.fit(p) != p {
		t.Fatalf("the cursor is at %+v, within a character or outside of %q", p, m.Text())
	}
	if x, y, ok := m.CursorCell(); m.width > 0 && m.height > 0 && (!ok || x >= m.width || y >= m.height) {
		t.Fatalf("the cursor is at %d,%d of %dx%d", x, y, m.width, m.height)
	}
	if !utf8.ValidString(m.Text()) {
		t.Fatalf("the text is not UTF-8: %q", m.Text())
	}
}

// undoable fails unless undo leads back to start and redo to where it is.
func undoable(t testing.TB, m Model, start string) {
	t.Helper()
	m = press(t, m, "esc", "esc")
	for m.history.undone != nil {
		m = press(t, m, "ctrl+y")
	}
	end := m.Text()
	for m.history.done != nil {
		m = press(t, m, "ctrl+z")
	}
	if got := m.Text(); got != start {
		t.Fatalf("after undoing everything the text is\n%q, want\n%q", got, start)
	}
	for m.history.undone != nil {
		m = press(t, m, "ctrl+y")
	}
	if got := m.Text(); got != end {
		t.Fatalf("after redoing everything the text is\n%q, want\n%q", got, end)
	}
	consistent(t, m)
}

// sameWithoutMemory fails if rows drawn earlier make the view another one.
func sameWithoutMemory(t testing.TB, m Model) {
	t.Helper()
	fresh := m
	fresh.paint = newPaint(colourful())
	if m.View() != fresh.View() {
		t.Fatalf("the view depends on what was drawn before:\n%q\n%q", m.View(), fresh.View())
	}
}

func TestRandomKeys(t *testing.T) {
	names := allKeys()
	sizes := [][2]int{{60, 20}, {80, 24}, {12, 3}, {1, 1}, {0, 0}, {7, 2}, {30, 1}}
	for seed := range int64(60) {
		r := rand.New(rand.NewSource(seed))
		m := New(colourful(), DefaultKeyMap())
		if err := m.Load(policy); err != nil {
			t.Fatal(err)
		}
		for range 120 {
			if r.Intn(20) == 0 {
				size := sizes[r.Intn(len(sizes))]
				m.SetSize(size[0], size[1])
			}
			m, _ = m.Update(randomKey(r, names))
			exact(t, m)
			consistent(t, m)
			sameWithoutMemory(t, m)
		}
		undoable(t, m, policy)
	}
}
