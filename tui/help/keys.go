package help

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
)

type keyMap struct{ Close, Up, Down, PageUp, PageDown key.Binding }

func newKeyMap() keyMap {
	return keyMap{
		Close:    keys.Bind("esc", "close", "esc", "?", "q", "enter", "ctrl+q"),
		Up:       keys.Bind("↑", "one line up", "up", "k"),
		Down:     keys.Bind("↓", "one line down", "down", "j"),
		PageUp:   keys.Bind("pgup", "one page up", "pgup"),
		PageDown: keys.Bind("pgdn", "one page down", "pgdown", " "),
	}
}
