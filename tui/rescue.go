package tui

import tea "github.com/charmbracelet/bubbletea"

// Rescue does at once what the active screen would do before it is left, such as saving
// a draft. It is for ends that no key has asked for: a signal, or a mistake of ours.
func Rescue(m tea.Model) {
	r, ok := m.(*Root)
	if !ok {
		return
	}
	if leave := leaveOf(r.active); leave != nil {
		leave()
	}
}
