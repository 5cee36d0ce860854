package workspace

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/diagnostic"
)

// blank is how a complete lesson marks what the learner has to fill in.
const blank = "___"

// selectHole marks the first hole of a text, so that the first key fills it.
func (m *Model) selectHole(text string) {
	if at := strings.Index(text, blank); at >= 0 {
		m.editor.Select(diagnostic.SpanOf("", text, at, at+len(blank)))
	}
}

// nextHole marks the first hole behind the cursor, or else the first of all.
func (m *Model) nextHole() tea.Cmd {
	text, cursor := m.editor.Text(), m.editor.Cursor()
	for from := 0; ; from += len(blank) {
		i := strings.Index(text[from:], blank)
		if i < 0 {
			break
		}
		from += i
		if at := diagnostic.SpanOf("", text, from, from+len(blank)); !before(at.Start, cursor) {
			m.editor.Select(at)
			return nil
		}
	}
	m.selectHole(text)
	return nil
}

func before(a, b diagnostic.Position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}
