package workspace

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/reference"
	"netpol-tutor/tui/keys"
)

// openDocs turns to the field under the cursor of the editor.
func (m *Model) openDocs() {
	at := m.editor.Cursor()
	m.task.docs.Open(reference.At(m.editor.Text(), at.Line, at.Column))
}

// readingDocs tells whether the keys go to the docs.
func (m *Model) readingDocs() bool { return m.pane == paneTask && m.task.tab == tabDocs }

func (m *Model) searchingDocs() bool { return m.readingDocs() && m.task.docs.Searching() }

func (m *Model) docsKeys() []bound {
	return fromDocs(m.task.docs.Keys())
}

func fromDocs(all []keys.Bound) []bound {
	var own []bound
	for _, b := range all {
		own = append(own, on(b.Binding, func(*Model) tea.Cmd { return b.Run() }))
	}
	return own
}

// shown is what the pane shows of its tab, and where in it that is.
func (p *taskPane) shown() (lines []string, mark string) {
	if p.tab == tabDocs {
		return p.docs.Lines(), p.docs.Mark()
	}
	return p.scroll().Visible(), p.scroll().Mark()
}
