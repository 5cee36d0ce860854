package symptom

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/keys"
)

func (m *Model) bounds() []keys.Bound {
	if !m.Ready() {
		return []keys.Bound{m.LeaveKey()}
	}
	all := append(m.answering(), m.OnwardKey(m.onward), m.HintKey(), asking.TurnKey(m.turn), m.HelpKey())
	return append(append(all, asking.ScrollKeys(m.pane())...), m.DocsKey(), m.LeaveKey())
}

// answering is one letter for each answer.
func (m *Model) answering() []keys.Bound {
	var all []keys.Bound
	for i, c := range m.Attempt.Choices() {
		b := keys.Bind(letter(i), words(c), letter(i))
		all = append(all, keys.Unless(b, func() tea.Cmd { return m.Give(c) }, m.AgainstAnswer()))
	}
	return all
}

func letter(i int) string { return string(rune('a' + i)) }

// ShortHelp is the line at the bottom. The answers stand on the screen already.
func (m *Model) ShortHelp() []key.Binding {
	all := keys.Bindings(m.bounds()...)
	if len(all) == 1 {
		return all
	}
	n, last := len(m.Attempt.Choices()), len(all)-1
	return []key.Binding{all[n], all[n+1], all[n+2], all[last], all[n+3], all[last-1], all[n+4], all[n+5]}
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	all := keys.Bindings(m.bounds()...)
	if len(all) == 1 {
		return [][]key.Binding{all}
	}
	n := len(m.Attempt.Choices()) + 2
	return [][]key.Binding{all[:n], all[n:]}
}
