package predict

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
	return append(append(m.answering(), m.reading()...), leave)
}

func (m *Model) answering() []bound {
	why := ""
	if m.phase != phaseAsking {
		why = "this one is answered"
	}
	onward := ""
	if m.phase == phaseAsking || m.phase == phaseAnswering {
		onward = "answer y or n first"
	}
	noHint := why
	if len(m.lesson.Hints) == 0 {
		noHint = "this lesson has none"
	}
	return []bound{
		{keys.When(keys.Bind("y", "yes", "y"), why == "", why), (*Model).allow},
		{keys.When(keys.Bind("n", "no", "n"), why == "", why), (*Model).deny},
		{keys.When(keys.Bind("enter", m.onwardWords(), "enter"), onward == "", onward), (*Model).onward},
		{keys.When(keys.Bind("h", "hint", "h"), noHint == "", noHint), (*Model).hint},
	}
}

func (m *Model) onwardWords() string {
	switch {
	case m.phase == phaseScore:
		return "what there is to learn"
	case m.at+1 < len(m.lesson.Questions):
		return "next question"
	}
	return "your score"
}

func (m *Model) reading() []bound {
	return []bound{
		{keys.Bind("tab", "read on", "tab"), (*Model).nextSheet},
		{keys.Bind("↑", "a line up", "up", "k"), (*Model).lineUp},
		{keys.Bind("↓", "a line down", "down", "j"), (*Model).lineDown},
		{keys.Bind("pgup", "a page up", "pgup"), (*Model).pageUp},
		{keys.Bind("pgdn", "a page down", "pgdown", " "), (*Model).pageDown},
		{keys.Bind("?", "all keys", "?"), (*Model).help},
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

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	all := m.bounds()
	if len(all) == 1 {
		return bindings(all)
	}
	last := len(all) - 1
	return bindings([]bound{all[0], all[1], all[2], all[4], all[3], all[last], all[last-1], all[5], all[6]})
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	all := m.bounds()
	if len(all) == 1 {
		return [][]key.Binding{bindings(all)}
	}
	return [][]key.Binding{bindings(all[:4]), bindings(all[4:])}
}

func bindings(bounds []bound) []key.Binding {
	all := make([]key.Binding, len(bounds))
	for i, b := range bounds {
		all[i] = b.Binding
	}
	return all
}
