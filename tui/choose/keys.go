package choose

import (
	"cmp"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/keys"
)

func (m *Model) bounds() []keys.Bound {
	if !m.Ready() {
		return []keys.Bound{m.LeaveKey()}
	}
	all := append(m.deciding(), asking.TurnKey(m.turn), m.HelpKey())
	all = append(all, asking.ScrollKeys(m.pane())...)
	return append(append(all, m.letters()...), m.DocsKey(), m.LeaveKey())
}

func (m *Model) deciding() []keys.Bound {
	return []keys.Bound{
		m.enterKey(),
		keys.On(keys.Bind("→", "next file", "right", "l"), m.next),
		keys.On(keys.Bind("←", "previous file", "left"), m.previous),
		m.HintKey(cmp.Or(m.againstHint(), m.Hintless())),
		keys.Unless(keys.Bind("p", "what every file does", "p"), m.reveal, m.againstReveal()),
	}
}

func (m *Model) enterKey() keys.Bound {
	switch {
	case m.phase == phaseResult && m.outcome.Right:
		return keys.On(keys.Bind("enter", "what there is to learn", "enter"), m.onward)
	case m.phase == phaseResult:
		return keys.On(keys.Bind("enter", "try again", "enter"), m.onward)
	}
	against := ""
	if m.phase == phaseApplying {
		against = "the last one is still being applied"
	}
	return keys.Unless(keys.Bind("enter", "apply "+name(m.at), "enter"), m.apply, against)
}

func (m *Model) againstHint() string {
	switch {
	case m.phase == phaseResult && m.outcome.Right:
		return "this is the file"
	case m.phase == phaseResult:
		return "try again first"
	}
	return ""
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

// letters open a file by its name. From h on, letters mean other things.
func (m *Model) letters() []keys.Bound {
	var all []keys.Bound
	for i := range min(len(m.options), 7) {
		why := ""
		if i == m.at && (!m.aside || m.phase == phaseResult) {
			why = "it is in view"
		}
		b := keys.Bind(name(i), "file "+name(i), name(i))
		all = append(all, keys.Unless(b, func() tea.Cmd { return m.show(i) }, why))
	}
	return all
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	all := keys.Bindings(m.bounds()...)
	if len(all) == 1 {
		return all
	}
	last := len(all) - 1
	if m.phase == phaseResult {
		return []key.Binding{all[0], all[4], all[1], all[5], all[last], all[6], all[last-1]}
	}
	return []key.Binding{all[0], all[1], all[5], all[3], all[last], all[6], all[last-1]}
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	all := keys.Bindings(m.bounds()...)
	if len(all) == 1 {
		return [][]key.Binding{all}
	}
	return [][]key.Binding{all[:11], all[11:]}
}
