package workspace

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
)

// lookAfter is how often the draft's file is looked at: an editor in another window may
// have changed it.
const lookAfter = time.Second

// lookDue says that it is time to look at the file again.
type lookDue struct{}

func (m *Model) lookLater() tea.Cmd { return m.env.After(lookAfter, lookDue{}) }

// look reads the file, unless a save is under way, which finds out as well. What a disk
// did not take is offered to it again.
func (m *Model) look() tea.Cmd {
	switch {
	case m.save.phase != saveIdle:
		return m.lookLater()
	case m.save.memory != nil:
		return tea.Batch(m.lookLater(), m.saveNow())
	}
	return m.reread(true)
}

// readTheirs asks for the text that a save may not replace, unless it is known.
func (m *Model) readTheirs() tea.Cmd {
	if m.save.theirs != nil {
		return nil
	}
	return m.reread(false)
}

func (m *Model) reread(polled bool) tea.Cmd { return reread(m.attempt, m.save.count, polled) }

// wasRead takes what the file holds now. As long as the learner has changed nothing in
// here since the last save, the screen follows the file; else somebody has to choose.
func (m *Model) wasRead(msg draftRead) tea.Cmd {
	if msg.attempt != m.attempt {
		return nil
	}
	later := tea.Cmd(nil)
	if msg.polled {
		later = m.lookLater()
	}
	switch {
	case msg.saves != m.save.count: // a save has overtaken it
		return later
	case m.save.theirs != nil:
		return tea.Batch(later, m.stillHeld(msg))
	case msg.err != nil || !msg.changed || msg.text == m.editor.Text():
		return later
	case m.dirty():
		return tea.Batch(later, m.hold(msg.text))
	}
	m.note = "the file was changed outside; ctrl+z brings back what was here"
	return tea.Batch(later, m.take(msg.text))
}

// dirty tells whether the editor holds what the draft's file has never held.
func (m *Model) dirty() bool {
	return m.editor.Version() != m.save.saved || m.save.phase != saveIdle || m.save.err != nil
}

// hold keeps the text of the editor beside the file until the learner has chosen.
func (m *Model) hold(theirs string) tea.Cmd {
	m.save.theirs = &theirs
	m.note = "the file was changed outside and you have changed it here; both are kept: ctrl+g o chooses"
	return m.changed()
}

// stillHeld keeps up with the file, and saves again: another window may have taken our
// copy for a forgotten one, and the file may be as it was.
func (m *Model) stillHeld(msg draftRead) tea.Cmd {
	if msg.err == nil && msg.changed {
		m.save.theirs = &msg.text
	}
	if !msg.polled || m.save.phase != saveIdle {
		return nil
	}
	return m.saveNow()
}

// take makes the text of the file the one in the editor.
func (m *Model) take(text string) tea.Cmd {
	m.save.err, m.save.theirs, m.save.over = nil, nil, &text
	m.save.saved = never
	return tea.Batch(m.setText(text), m.changed())
}

// setText replaces the text in a way that ctrl+z takes back.
func (m *Model) setText(text string) tea.Cmd {
	return m.edit(func() {
		if err := m.editor.SetText(text); err != nil {
			m.note = render.CleanLine(err.Error())
		}
	})
}
