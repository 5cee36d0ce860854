package home

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/keys"
)

type keyMap struct {
	Up, Down, Left, Right, First, Last key.Binding
	Open, Next, Drill                  key.Binding
	Search, Filter, Skip               key.Binding
	Reset, ResetAll, Intro             key.Binding
	Help, Quit                         key.Binding
}

func (m *Model) keys() keyMap {
	k := keyMap{
		Up:       keys.Bind("↑", "one up", "up", "k"),
		Down:     keys.Bind("↓", "one down", "down", "j"),
		Left:     keys.Bind("←", "to the tracks", "left", "h", "shift+tab"),
		Right:    keys.Bind("→", "to the lessons", "right", "l", "tab"),
		First:    keys.Bind("home", "the first one", "home", "g"),
		Last:     keys.Bind("end", "the last one", "end", "G"),
		Open:     keys.Bind("enter", "open", "enter"),
		Next:     keys.Bind("n", "next lesson", "n"),
		Drill:    keys.Bind("d", "what comes back", "d"),
		Search:   keys.Bind("/", "search", "/"),
		Filter:   keys.Bind("f", "show only some", "f"),
		Skip:     keys.Bind("s", "skip what you know", "s"),
		Reset:    keys.Bind("r", "start the lesson again", "r"),
		ResetAll: keys.Bind("R", "start everything again", "R"),
		Intro:    keys.Bind("i", "the first four minutes", "i"),
		Help:     keys.Bind("?", "all keys", "?"),
		Quit:     keys.Bind("q", "quit", "q", "ctrl+q"),
	}
	if m.phase == phaseTracks {
		k.Left = keys.Off(k.Left, "you are there")
		k.Open.SetHelp("enter", "its lessons")
	} else {
		k.Right = keys.Off(k.Right, "you are there")
	}
	if m.due > 0 {
		k.Drill.SetHelp("d", "play what is due")
	}
	k.Open = keys.When(k.Open, m.chosen() != nil, "there is no lesson")
	k.Next = keys.When(k.Next, m.next.Lesson != nil, "every lesson is done")
	k.Skip = keys.When(k.Skip, m.chosen() != nil, "there is no lesson")
	k.ResetAll = keys.When(k.ResetAll, len(m.stands) > 0, "nothing begun yet")
	k.Reset = keys.When(k.Reset, m.chosen() != nil && m.stands[m.chosen().ID].Begun(), "not begun yet")
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

// filterMap is the menu of filters; the kinds come in the order of lessons.Kinds.
type filterMap struct {
	all, todo key.Binding
	kinds     []key.Binding
}

func (m *Model) filterKeys() filterMap {
	todo := "only what is to do"
	if m.filter.todo {
		todo = "what is done as well"
	}
	is := filterMap{all: keys.Bind("a", "all lessons", "a", "f"), todo: keys.Bind("t", todo, "t")}
	for _, k := range lessons.Kinds() {
		b := keys.Bind(kindLetters[k], "only "+string(k)+": "+k.Words(), kindLetters[k])
		is.kinds = append(is.kinds, keys.When(b, m.hasKind(k), "there is none"))
	}
	return is
}

// kindLetters are the keys of the kinds, their first letters as far as these differ.
var kindLetters = map[lessons.Kind]string{
	lessons.Write: "w", lessons.Complete: "c", lessons.Fix: "x", lessons.Debug: "d",
	lessons.Choose: "o", lessons.Predict: "p", lessons.Symptom: "s",
}

// skipMap is the menu of skips.
type skipMap struct{ this, before, back key.Binding }

func (m *Model) skipKeys(l *lessons.Lesson, before, skipped int) skipMap {
	this := "skip this lesson: I know it"
	if m.stands[l.ID].Skipped {
		this = "put this lesson back on the path"
	}
	return skipMap{
		this:   keys.When(keys.Bind("s", this, "s"), !m.stands[l.ID].Passed(), "passed already"),
		before: keys.When(keys.Bind("b", "skip all before it: "+lessonsWord(before), "b"), before > 0, "nothing is left there"),
		back:   keys.When(keys.Bind("u", "put back what was skipped: "+lessonsWord(skipped), "u"), skipped > 0, "nothing was"),
	}
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	if m.phase == phaseSearching {
		k := m.searchKeys()
		return []key.Binding{k.Open, k.Up, k.Down, k.Stop}
	}
	k := m.keys()
	if m.due > 0 {
		return []key.Binding{k.Open, k.Next, k.Drill, k.Search, k.Help, k.Quit, k.Filter, k.Skip}
	}
	return []key.Binding{k.Open, k.Next, k.Search, k.Help, k.Quit, k.Filter, k.Skip}
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	if m.phase == phaseSearching {
		k := m.searchKeys()
		return [][]key.Binding{{k.Letters, k.Erase, k.Up, k.Down, k.Open, k.Stop}}
	}
	k := m.keys()
	return [][]key.Binding{
		{k.Open, k.Next, k.Drill, k.Search, k.Filter, k.Skip, k.Intro},
		{k.Up, k.Down, k.Left, k.Right, k.First, k.Last},
		{k.Reset, k.ResetAll, k.Help, k.Quit},
	}
}
