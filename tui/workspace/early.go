package workspace

import tea "github.com/charmbracelet/bubbletea"

// mostEarly bounds what is kept of keys that come before the lesson is open.
const mostEarly = 1000

// typeLater keeps a key that was typed while the lesson is being prepared: a hurried
// learner types as soon as there is something to see.
func (m *Model) typeLater(k tea.KeyMsg) {
	if m.phase == phaseOpening && m.pane == paneEditor && len(m.early) < mostEarly {
		m.early = append(m.early, k)
	}
}

// typeEarly types what came too early, now that the lesson is open.
func (m *Model) typeEarly() tea.Cmd {
	var cmds []tea.Cmd
	for _, k := range m.early {
		cmds = append(cmds, m.typed(k))
	}
	m.early = nil
	return tea.Batch(cmds...)
}
