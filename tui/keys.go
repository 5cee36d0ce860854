package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
)

type rootKeys struct{ Interrupt, Leave key.Binding }

func newRootKeys() rootKeys {
	return rootKeys{
		Interrupt: keys.Bind("ctrl+c", "end the program", "ctrl+c"),
		Leave:     keys.Bind("ctrl+q", "end the program", "ctrl+q", "q"),
	}
}

func (r *Root) interrupts(k tea.KeyMsg) bool { return key.Matches(k, r.keys.Interrupt) }

// interrupt asks for a second ctrl+c: many hands copy with it.
func (r *Root) interrupt() tea.Cmd {
	if r.leaving {
		return r.quit()
	}
	r.leaving = true
	r.note = "ctrl+c once more ends the program; nothing is lost"
	return nil
}

// keyWhenSmall lets nothing through that the learner cannot see, except leaving.
func (r *Root) keyWhenSmall(k tea.KeyMsg) tea.Cmd {
	if key.Matches(k, r.keys.Leave) {
		return r.quit()
	}
	return nil
}
