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
	case msg.err != nil || !msg.changed || msg.text == m.editor.Text():
		return later
	case m.save.overruled != nil && msg.text == *m.save.overruled:
		return later // the learner has decided against this text; ours is about to replace it
	case m.dirty():
		m.hold(msg.text)
		return later
	}
	m.note = "the file was changed outside; ctrl+z brings back what was here"
	return tea.Batch(later, m.take(msg.text))
}

// dirty tells whether the editor holds what no file holds.
func (m *Model) dirty() bool {
	return m.editor.Version() != m.save.saved || m.save.phase != saveIdle || m.save.err != nil
}

// hold stops saving until the learner has chosen between two texts.
func (m *Model) hold(theirs string) {
	m.save.phase, m.save.theirs = saveHeld, theirs
	m.note = "the file was changed outside and you have changed it here: ctrl+g o"
}

// take makes the text of the file the one in the editor.
func (m *Model) take(text string) tea.Cmd {
	m.save.phase, m.save.err, m.save.theirs = saveIdle, nil, ""
	return m.edit(func() {
		if err := m.editor.SetText(text); err != nil {
			m.note = render.CleanLine(err.Error())
		}
	})
}

// openChoice asks which of two texts is to stay.
func (m *Model) openChoice() tea.Cmd {
	m.push("Two texts, one file", choice())
	return nil
}

func (m *Model) againstChoice() string {
	if m.save.phase != saveHeld {
		return "there is only one text"
	}
	return ""
}

func (m *Model) keepMine() tea.Cmd {
	theirs := m.save.theirs
	m.save = saving{saved: m.save.saved - 1, at: m.save.at, overruled: &theirs}
	return m.changed()
}

func (m *Model) takeTheirs() tea.Cmd {
	m.focus(paneEditor)
	return m.take(m.save.theirs)
}
