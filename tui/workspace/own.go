package workspace

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
)

// ownEditor opens the draft in the editor that the learner is used to. The draft is
// saved first, because that editor reads the file.
func (m *Model) ownEditor() tea.Cmd {
	return fileForEditor(m.env.Store, m.attempt, m.editor.Text(), m.editor.Version())
}

func (m *Model) againstOwnEditor() string {
	switch {
	case m.attempt == nil:
		return m.againstOpening()
	case m.env.Limits.Remote:
		return "it would run on the machine that serves you"
	case m.env.Edit == nil:
		return "set EDITOR to the one you like"
	case m.save.theirs != nil:
		return "choose between the two texts first"
	}
	return ""
}

func (m *Model) ownEditorStep(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case fileReady:
		return m.openFile(msg)
	case editorEnded:
		if msg.err != nil {
			m.note = "your editor: " + render.CleanLine(msg.err.Error())
		}
		return m.reread(false)
	}
	return nil
}

func (m *Model) openFile(msg fileReady) tea.Cmd {
	switch {
	case msg.attempt != m.attempt:
		return nil
	case msg.err != nil:
		m.note = "NOT saved: " + render.CleanLine(msg.err.Error())
		return nil
	case msg.path == "":
		m.note = "there is no file to open: drafts are kept in memory only"
		return nil
	}
	m.save.phase, m.save.saved, m.save.at = saveIdle, msg.version, m.env.Now()
	return m.env.Edit(msg.path, func(err error) tea.Msg { return editorEnded{err} })
}
