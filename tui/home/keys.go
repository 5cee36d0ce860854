package home

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
)

type keyMap struct {
	Up, Down, Left, Right, First, Last key.Binding
	Open, Next, Search, Reset, Intro   key.Binding
	Help, Quit                         key.Binding
}

func (m *Model) keys() keyMap {
	k := keyMap{
		Up:     keys.Bind("↑", "one up", "up", "k"),
		Down:   keys.Bind("↓", "one down", "down", "j"),
		Left:   keys.Bind("←", "to the tracks", "left", "h", "shift+tab"),
		Right:  keys.Bind("→", "to the lessons", "right", "l", "tab"),
		First:  keys.Bind("home", "the first one", "home", "g"),
		Last:   keys.Bind("end", "the last one", "end", "G"),
		Open:   keys.Bind("enter", "open", "enter"),
		Next:   keys.Bind("n", "next lesson", "n"),
		Search: keys.Bind("/", "search", "/"),
		Reset:  keys.Bind("r", "start the lesson again", "r"),
		Intro:  keys.Bind("i", "the first four minutes", "i"),
		Help:   keys.Bind("?", "all keys", "?"),
		Quit:   keys.Bind("q", "quit", "q", "ctrl+q"),
	}
	if m.phase == phaseTracks {
		k.Left = keys.Off(k.Left, "you are there")
		k.Open.SetHelp("enter", "its lessons")
	} else {
		k.Right = keys.Off(k.Right, "you are there")
	}
	k.Open = keys.When(k.Open, m.chosen() != nil, "there is no lesson")
	k.Next = keys.When(k.Next, m.next.id != "", "every lesson is done")
	k.Reset = keys.When(k.Reset, m.chosen() != nil && m.stands[m.chosen().ID].begun(), "not begun yet")
	return k
}

type searchMap struct{ Up, Down, Open, Erase, Letters, Stop key.Binding }

func (m *Model) searchKeys() searchMap {
	return searchMap{
		Letters: keys.Bind("letters", "words of a title, an id or a cause"),
		Up:      keys.Bind("↑", "one up", "up"),
		Down:    keys.Bind("↓", "one down", "down"),
		Open:    keys.When(keys.Bind("enter", "open", "enter"), m.chosen() != nil, "nothing found"),
		Erase:   keys.Bind("backspace", "take a letter back", "backspace"),
		Stop:    keys.Bind("esc", "back to the tracks", "esc", "ctrl+q"),
	}
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	if m.phase == phaseSearching {
		k := m.searchKeys()
		return []key.Binding{k.Open, k.Up, k.Down, k.Stop}
	}
	k := m.keys()
	return []key.Binding{k.Open, k.Next, k.Search, k.Quit, k.Help}
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	if m.phase == phaseSearching {
		k := m.searchKeys()
		return [][]key.Binding{{k.Letters, k.Erase, k.Up, k.Down, k.Open, k.Stop}}
	}
	k := m.keys()
	return [][]key.Binding{
		{k.Open, k.Next, k.Search, k.Reset, k.Intro},
		{k.Up, k.Down, k.Left, k.Right, k.First, k.Last},
		{k.Help, k.Quit},
	}
}
