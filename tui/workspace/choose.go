package workspace

import (
	tea "github.com/charmbracelet/bubbletea"
)

// openChoice asks which of two texts is to stay: the editor's or the file's, else the
// editor's or one that an earlier program had to leave beside the file.
func (m *Model) openChoice() tea.Cmd {
	if m.save.theirs != nil {
		m.push("Two texts, one file", choice())
		return nil
	}
	m.push("Kept beside the file, "+m.save.copies[0].At.Format("2 Jan 15:04"), copyChoice())
	return nil
}

func (m *Model) againstChoice() string {
	if m.save.theirs == nil && len(m.save.copies) == 0 {
		return "there is only one text"
	}
	return ""
}

func (m *Model) keepMine() tea.Cmd {
	m.save.over, m.save.theirs, m.save.err = m.save.theirs, nil, nil
	m.save.saved = never
	return m.changed()
}

func (m *Model) takeTheirs() tea.Cmd {
	m.focus(paneEditor)
	return m.take(*m.save.theirs)
}

// offered says, when the lesson is opened, that there is a text to choose.
func (m *Model) offered() {
	switch n := len(m.save.copies); {
	case n == 1:
		m.note = "another text was kept beside the file: ctrl+g o"
	case n > 1:
		m.note = "other texts were kept beside the file: ctrl+g o"
	}
}

// dropCopy keeps the text of the editor.
func (m *Model) dropCopy() tea.Cmd {
	dropped := m.save.copies[:1:1]
	m.nextCopy()
	return dropCopies(m.attempt, dropped)
}

// takeCopy makes the copy the text of the editor. Its file goes once that is saved.
func (m *Model) takeCopy() tea.Cmd {
	c := m.save.copies[0]
	m.nextCopy()
	m.focus(paneEditor)
	m.save.taken = append(m.save.taken, c)
	m.save.saved = never
	return tea.Batch(m.setText(c.Text), m.changed())
}

func (m *Model) nextCopy() {
	m.save.copies = m.save.copies[1:]
	m.note = "ctrl+z brings back what was here"
	if len(m.save.copies) > 0 {
		m.note = "there is another one: ctrl+g o"
	}
}
