package workspace

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
)

// mostEarly bounds what is kept of keys that come before the lesson is open.
const mostEarly = 1000

// typeLater keeps a key that was typed while the lesson is being prepared: a hurried
// learner types as soon as there is something to see. The key that leaves works at once
// if nothing would be lost, or if it comes again.
func (m *Model) typeLater(k tea.KeyMsg) tea.Cmd {
	leave := m.leaveKey()
	isLeave := func(k tea.KeyMsg) bool { return key.Matches(k, leave.Binding) }
	if isLeave(k) && (len(m.early) == 0 || slices.ContainsFunc(m.early, isLeave)) {
		return leave.run(m)
	}
	if len(m.early) < mostEarly {
		m.early = append(m.early, k)
	}
	return nil
}

// Later keeps a key of the root that would end the program before what was typed is in
// the file. Who presses it again and again is let go.
func (m *Model) Later(k tea.KeyMsg) bool {
	same := 0
	for _, e := range m.early {
		if e.String() == k.String() {
			same++
		}
	}
	if m.phase != phaseOpening || len(m.early) == 0 || same > 1 {
		return false
	}
	m.early = append(m.early, k)
	return true
}

// typeEarly has what came too early typed now that the lesson is open, by the root: a key
// may open a menu, and the next one belongs to that.
func (m *Model) typeEarly() {
	if len(m.early) > 0 {
		m.Want(screen.Type{Keys: m.early})
	}
	m.early = nil
}
