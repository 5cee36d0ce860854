package choose

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
	all := append(m.deciding(), m.moving()...)
	return append(append(all, m.letters()...), leave)
}

func (m *Model) deciding() []bound {
	enter := bound{keys.Bind("enter", "apply "+name(m.at), "enter"), (*Model).apply}
	noHint := ""
	if len(m.lesson.Hints) == 0 {
		noHint = "this lesson has none"
	}
	switch m.phase {
	case phaseApplying:
		enter.Binding = keys.Off(enter.Binding, "the last one is still being applied")
	case phaseResult:
		noHint = "try again first"
		enter = bound{keys.Bind("enter", "try again", "enter"), (*Model).onward}
		if m.outcome.Right {
			noHint = "this is the file"
			enter.SetHelp("enter", "what there is to learn")
		}
	}
	return []bound{
		enter,
		{keys.Bind("→", "next file", "right", "l"), (*Model).next},
		{keys.Bind("←", "previous file", "left"), (*Model).previous},
		{keys.When(keys.Bind("h", "hint", "h"), noHint == "", noHint), (*Model).hint},
		{keys.When(keys.Bind("p", "what every file does", "p"), m.againstReveal() == "", m.againstReveal()), (*Model).reveal},
	}
}

func (m *Model) againstReveal() string {
	switch {
	case m.phase != phaseResult:
		return "apply one first"
	case m.shown:
		return "it is shown"
	}
	return ""
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

// letters open a file by its name. From h on, letters mean other things.
func (m *Model) letters() []bound {
	var all []bound
	for i := range min(len(m.options), 7) {
		why := ""
		if i == m.at && (!m.aside || m.phase == phaseResult) {
			why = "it is in view"
		}
		b := keys.When(keys.Bind(name(i), "file "+name(i), name(i)), why == "", why)
		all = append(all, bound{b, func(m *Model) tea.Cmd { return m.show(i) }})
	}
	return all
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
	if m.phase == phaseResult {
		return bindings([]bound{all[0], all[4], all[1], all[5], all[last], all[6]})
	}
	return bindings([]bound{all[0], all[1], all[5], all[3], all[last], all[6]})
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	all := m.bounds()
	if len(all) == 1 {
		return [][]key.Binding{bindings(all)}
	}
	return [][]key.Binding{bindings(all[:11]), bindings(all[11:])}
}

func bindings(bounds []bound) []key.Binding {
	all := make([]key.Binding, len(bounds))
	for i, b := range bounds {
		all[i] = b.Binding
	}
	return all
}
