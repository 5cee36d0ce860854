package predict

import (
	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/keys"
)

func (m *Model) bounds() []keys.Bound {
	if !m.Ready() {
		return []keys.Bound{m.LeaveKey()}
	}
	all := append(m.answering(), asking.TurnKey(m.nextSheet))
	return append(append(all, asking.ScrollKeys(m.Sheets)...), m.DocsKey(), m.HelpKey(), m.LeaveKey())
}

func (m *Model) answering() []keys.Bound {
	return []keys.Bound{
		keys.Unless(keys.Bind("y", "yes", "y"), m.allow, m.AgainstAnswer()),
		keys.Unless(keys.Bind("n", "no", "n"), m.deny, m.AgainstAnswer()),
		m.OnwardKey(m.onward),
		m.HintKey(),
	}
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	all := keys.Bindings(m.bounds()...)
	if len(all) == 1 {
		return all
	}
	last := len(all) - 1
	return []key.Binding{all[0], all[1], all[2], all[4], all[3], all[last], all[last-1], all[last-2], all[5], all[6]}
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	all := keys.Bindings(m.bounds()...)
	if len(all) == 1 {
		return [][]key.Binding{all}
	}
	return [][]key.Binding{all[:4], all[4:]}
}
