package tuitest

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Key is the message of a key by the name that bubbletea gives it.
func Key(name string) tea.KeyMsg {
	if name == " " || name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if name == "\n" {
		name = "enter"
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		k := Key(rest)
		k.Alt = true
		return k
	}
	if k, ok := named(name); ok {
		return tea.KeyMsg{Type: k}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// named finds a key type by asking every type for its name. The range covers control
// characters (positive) and the special keys (negative).
func named(name string) (tea.KeyType, bool) {
	for k := tea.KeyType(-120); k < 128; k++ {
		if k != tea.KeyRunes && k != tea.KeySpace && k.String() == name && name != "" {
			return k, true
		}
	}
	return 0, false
}
