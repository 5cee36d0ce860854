package workspace

import (
	tea "github.com/charmbracelet/bubbletea"
)

// toEditor hands a message to the editor, and follows up on what it changed.
func (m *Model) toEditor(msg tea.Msg) tea.Cmd {
	if _, isKey := msg.(tea.KeyMsg); !isKey && m.pane != paneEditor {
		return nil
	}
	var cmd tea.Cmd
	follow := m.edit(func() { m.editor, cmd = m.editor.Update(msg) })
	return tea.Batch(cmd, follow)
}

// edit makes a change and starts what follows from it: saving, and reading the text
// after a pause.
func (m *Model) edit(change func()) tea.Cmd {
	before := m.editor.Version()
	change()
	if m.editor.Version() == before {
		m.moved()
		return nil
	}
	if m.lint.pointing && !m.fresh() {
		m.mark() // what was found in the old text says nothing about this one
	}
	return tea.Batch(m.changed(), m.lintLater())
}
