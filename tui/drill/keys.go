package drill

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
)

type keyMap struct{ Play, Next, Home, Help, Up, Down key.Binding }

func (m *Model) keys() keyMap {
	k := keyMap{
		Play: keys.Bind("enter", "play what is due", "enter"),
		Next: keys.Bind("n", "next lesson", "n"),
		Home: keys.Bind("esc", "all lessons", "esc", "q", "ctrl+q"),
		Help: keys.Bind("?", "all keys", "?"),
		Up:   keys.Bind("↑", "a line up", "up", "k"),
		Down: keys.Bind("↓", "a line down", "down", "j"),
	}
	switch {
	case !m.read:
		k.Play = keys.Off(k.Play, "it is being read")
	case m.first == nil:
		k.Play = keys.Off(keys.Bind("d", "play what is due", "d"), "nothing is due today")
		k.Next = keys.Bind("enter", "next lesson", "enter", "n")
	}
	k.Next = keys.When(k.Next, m.next != nil, "every lesson is done")
	return k
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	k := m.keys()
	if m.read && m.first == nil {
		return []key.Binding{k.Next, k.Home, k.Help}
	}
	return []key.Binding{k.Play, k.Next, k.Home, k.Help}
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	k := m.keys()
	return [][]key.Binding{{k.Play, k.Next, k.Home, k.Help}, {k.Up, k.Down}}
}
