package symptom

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
)

// bound is a binding with what it does.
type bound struct {
	key.Binding
	run func(*Model) tea.Cmd
}

func (m *Model) bounds() []bound {
	leave := bound{keys.Bind("esc", "leave", "esc", "q", "ctrl+q"), (*Model).leave}
	if m.phase == phaseBroken || m.phase == phaseOpening {
		return []bound{leave}
	}
	all := append(m.answering(), m.going()...)
	return append(append(all, m.moving()...), leave)
}

// answering is one letter for each answer.
func (m *Model) answering() []bound {
	why := ""
	if m.phase != phaseAsking {
		why = "this one is answered"
	}
	var all []bound
	for i, c := range m.attempt.Choices() {
		b := keys.When(keys.Bind(letter(i), words(c), letter(i)), why == "", why)
		all = append(all, bound{b, func(m *Model) tea.Cmd { return m.answer(i) }})
	}
	return all
}

func letter(i int) string { return string(rune('a' + i)) }

func (m *Model) going() []bound {
	onward := ""
	if m.phase == phaseAsking || m.phase == phaseAnswering {
		onward = "answer with a letter first"
	}
	noHint := ""
	switch {
	case len(m.lesson.Hints) == 0:
		noHint = "this lesson has none"
	case m.phase != phaseAsking:
		noHint = "this one is answered"
	}
	return []bound{
		{keys.When(keys.Bind("enter", m.onwardWords(), "enter"), onward == "", onward), (*Model).onward},
		{keys.When(keys.Bind("h", "hint", "h"), noHint == "", noHint), (*Model).hint},
	}
}

func (m *Model) onwardWords() string {
	switch {
	case m.phase == phaseScore:
		return "what there is to learn"
	case m.at+1 < len(m.lesson.Questions):
		return "next terminal"
	}
	return "your score"
}

func (m *Model) moving() []bound {
	return []bound{
		{keys.Bind("tab", "read on", "tab"), (*Model).turn},
		{keys.Bind("?", "all keys", "?"), (*Model).help},
		{keys.Bind("↑", "a line up", "up", "k"), (*Model).lineUp},
		{keys.Bind("↓", "a line down", "down", "j"), (*Model).lineDown},
		{keys.Bind("pgup", "a page up", "pgup"), (*Model).pageUp},
		{keys.Bind("pgdn", "a page down", "pgdown", " "), (*Model).pageDown},
	}
}

func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	all := m.bounds()
	for _, b := range all {
		if key.Matches(k, b.Binding) {
			return b.run(m)
		}
	}
	m.note = keys.Refusal(k, bindings(all)...)
	return nil
}

// ShortHelp is the line at the bottom. The answers stand on the screen already.
func (m *Model) ShortHelp() []key.Binding {
	all := m.bounds()
	if len(all) == 1 {
		return bindings(all)
	}
	n, last := len(m.attempt.Choices()), len(all)-1
	return bindings([]bound{all[n], all[n+1], all[n+2], all[last], all[n+3], all[n+4], all[n+5]})
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	all := m.bounds()
	if len(all) == 1 {
		return [][]key.Binding{bindings(all)}
	}
	n := len(m.attempt.Choices()) + 2
	return [][]key.Binding{bindings(all[:n]), bindings(all[n:])}
}

func bindings(bounds []bound) []key.Binding {
	all := make([]key.Binding, len(bounds))
	for i, b := range bounds {
		all[i] = b.Binding
	}
	return all
}
