package debrief

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
)

type keyMap struct{ Next, Twin, Back, Home, Help, Up, Down, PageUp, PageDown key.Binding }

func (m *Model) keys() keyMap {
	k := keyMap{
		Next:     keys.Bind("enter", "next lesson", "enter", "n"),
		Back:     keys.Bind("b", "back to your answer", "b", "e"),
		Home:     keys.Bind("esc", "all lessons", "esc", "q", "ctrl+q"),
		Help:     keys.Bind("?", "all keys", "?"),
		Up:       keys.Bind("↑", "a line up", "up", "k"),
		Down:     keys.Bind("↓", "a line down", "down", "j"),
		PageUp:   keys.Bind("pgup", "a page up", "pgup"),
		PageDown: keys.Bind("pgdn", "a page down", "pgdown", " "),
	}
	if m.passed.Report == nil {
		k.Back.SetHelp("b", "play it again")
	}
	if m.looked && m.next == nil {
		k.Next.SetHelp("enter", "all lessons")
	}
	switch {
	case m.env.Recalls != "" && m.due > 0:
		k.Next.SetHelp("enter", "what is due next")
	case m.env.Recalls != "":
		k.Next.SetHelp("enter", "go on")
	case m.twin != nil && m.owed:
		k.Twin = keys.Bind("enter", strings.ReplaceAll(m.twinWords(), ",", ""), "enter", "t")
		k.Next = keys.Bind("n", k.Next.Help().Desc, "n")
	case m.twin != nil:
		k.Twin = keys.Bind("t", strings.ReplaceAll(m.twinWords(), ",", ""), "t")
	}
	k.Next = keys.When(k.Next, m.looked, "the next lesson is being looked for")
	k.Back = keys.When(k.Back, m.passed.Back != nil, "there is nothing to go back to")
	return k
}

// onward is where the way goes on to, what comes first in front.
func (k keyMap) onward(owed bool) []key.Binding {
	switch {
	case len(k.Twin.Keys()) == 0:
		return []key.Binding{k.Next}
	case owed:
		return []key.Binding{k.Twin, k.Next}
	}
	return []key.Binding{k.Next, k.Twin}
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	k := m.keys()
	if m.quiz.first() {
		return m.quizKeys().all()
	}
	return append(k.onward(m.owed), k.Back, k.Home, k.Up, k.Down, k.Help)
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	k := m.keys()
	if m.quiz.first() {
		return [][]key.Binding{m.quizKeys().all()}
	}
	return [][]key.Binding{append(k.onward(m.owed), k.Back, k.Home, k.Help), {k.Up, k.Down, k.PageUp, k.PageDown}}
}

type quizMap struct{ Name, Skip, Home, Help key.Binding }

func (m *Model) quizKeys() quizMap {
	var numbers []string
	for i := range m.quiz.question.Options {
		numbers = append(numbers, strconv.Itoa(i+1))
	}
	usual := m.keys()
	q := quizMap{
		Name: keys.Bind("1 2 3", "which it was", numbers...),
		Skip: keys.Bind("enter", "skip the question", "enter", "s", "n"),
		Home: usual.Home, Help: usual.Help,
	}
	if m.quiz.phase == quizGiven {
		const why = "the answer is being recorded"
		q.Name, q.Skip = keys.Off(q.Name, why), keys.Off(q.Skip, why)
	}
	return q
}

func (q quizMap) all() []key.Binding { return []key.Binding{q.Name, q.Skip, q.Home, q.Help} }
