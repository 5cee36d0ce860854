package workspace

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
)

// mostEarly bounds what is kept of keys that come before the lesson is open.
const mostEarly = 1000

// typeLater keeps a key that was typed while the lesson is being prepared: a hurried
// learner types as soon as there is something to see. Only the key that leaves works
// at once.
func (m *Model) typeLater(k tea.KeyMsg) tea.Cmd {
	if leave := m.leaveKey(); key.Matches(k, leave.Binding) {
		return leave.run(m)
	}
	if len(m.early) < mostEarly {
		m.early = append(m.early, k)
	}
	return nil
}

// typeEarly has what came too early typed now that the lesson is open, by the root: a key
// may open a menu, and the next one belongs to that.
func (m *Model) typeEarly() {
	if len(m.early) > 0 {
		m.Want(screen.Type{Keys: m.early})
	}
	m.early = nil
}
