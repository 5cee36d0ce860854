package editor

import (
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// The cursor and the other end of a selection, in the texts of the tests.
const (
	cursorSign = "¦"
	anchorSign = "§"
)

func empty(t testing.TB, width, height int) Model {
	t.Helper()
	m := New(Styles{}, DefaultKeyMap())
	m.SetSize(width, height)
	return m
}

// open is an editor with the given text, the cursor (and selection) where the signs are.
func open(t testing.TB, text string) Model {
	t.Helper()
	m := empty(t, 60, 20)
	cursor := strings.Index(strings.Replace(text, anchorSign, "", 1), cursorSign)
	anchor := strings.Index(strings.Replace(text, cursorSign, "", 1), anchorSign)
	plain := strings.NewReplacer(cursorSign, "", anchorSign, "").Replace(text)
	if err := m.Load(plain); err != nil {
		t.Fatal(err)
	}
	if cursor >= 0 {
		m.settle(at(m.doc.offset(cursor)))
	}
	if anchor >= 0 {
		m.caret.anchor, m.caret.selecting = m.doc.offset(anchor), true
	}
	return m
}

// shown is the text with the signs in it.
func shown(m Model) string {
	type sign struct {
		at   place
		text string
	}
	signs := []sign{{m.caret.cursor, cursorSign}}
	if a, b, ok := m.caret.selection(); ok {
		signs = []sign{{a, anchorSign}, {b, cursorSign}}
		if m.caret.cursor == a {
			signs = []sign{{a, cursorSign}, {b, anchorSign}}
		}
	}
	d := m.doc
	for i := len(signs) - 1; i >= 0; i-- {
		d, _ = d.replace(signs[i].at, signs[i].at, signs[i].text)
	}
	return d.text()
}

// press sends keys by name; "type:", "paste:" and "raw:" send text, a paste and a
// sequence without a name.
func press(t testing.TB, m Model, keys ...string) Model {
	t.Helper()
	for _, key := range keys {
		for _, msg := range messages(t, key) {
			m, _ = m.Update(msg)
		}
	}
	return m
}

type unknownSequence []byte

func messages(t testing.TB, key string) []tea.Msg {
	t.Helper()
	word, text, _ := strings.Cut(key, ":")
	switch word {
	case "type":
		var msgs []tea.Msg
		for _, r := range text {
			msgs = append(msgs, typed(r))
		}
		return msgs
	case "paste":
		return []tea.Msg{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}}
	case "raw":
		return []tea.Msg{unknownSequence(text)}
	}
	return []tea.Msg{named(t, key)}
}

func typed(r rune) tea.Msg {
	if r == ' ' {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
}

var keyTypes = func() map[string]tea.KeyType {
	types := map[string]tea.KeyType{}
	for k := tea.KeyType(-100); k < 128; k++ {
		if name := k.String(); name != "" && k != tea.KeyRunes {
			types[name] = k
		}
	}
	return types
}()

func named(t testing.TB, key string) tea.Msg {
	t.Helper()
	name, alt := strings.CutPrefix(key, "alt+")
	if k, ok := keyTypes[name]; ok {
		return tea.KeyMsg{Type: k, Alt: alt}
	}
	if alt && len([]rune(name)) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name), Alt: true}
	}
	t.Fatalf("there is no key %q", key)
	return nil
}

// colourful is a set of styles in which everything looks different from everything else.
func colourful() Styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI256)
	n := 0
	next := func() lipgloss.Style {
		n++
		return r.NewStyle().Foreground(lipgloss.ANSIColor(n))
	}
	return Styles{
		Text: next(), Key: next(), String: next(), Number: next(), Bool: next(), Comment: next(), Anchor: next(),
		Marker: next(), Punct: next(), Odd: next(), LineNumber: next(), CurrentNumber: next(), Guide: next(),
		CurrentLine: r.NewStyle().Background(lipgloss.ANSIColor(236)), Selection: r.NewStyle().Background(lipgloss.ANSIColor(24)),
		Match: r.NewStyle().Background(lipgloss.ANSIColor(58)), Cursor: r.NewStyle().Reverse(true),
		Error: next(), Warning: next(), Remark: next(), ErrorText: r.NewStyle().Underline(true),
		WarningText: r.NewStyle().Underline(true), RemarkText: r.NewStyle().Underline(true),
		Placeholder: next(), Prompt: next(), Notice: next(),
	}
}
