package workspace

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/lessons"
)

// selectHole marks the first hole of a text, so that the first key fills it.
func (m *Model) selectHole(text string) {
	if at := strings.Index(text, lessons.Hole); at >= 0 {
		m.editor.Select(diagnostic.SpanOf("", text, at, at+len(lessons.Hole)))
	}
}

// nextHole marks the first hole behind the cursor, or else the first of all.
func (m *Model) nextHole() tea.Cmd {
	text, cursor := m.editor.Text(), m.editor.Cursor()
	for from := 0; ; from += len(lessons.Hole) {
		i := strings.Index(text[from:], lessons.Hole)
		if i < 0 {
			break
		}
		from += i
		if at := diagnostic.SpanOf("", text, from, from+len(lessons.Hole)); !before(at.Start, cursor) {
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

// againstHoles is why the text cannot be submitted as long as it has holes.
func (m *Model) againstHoles() string {
	if line := m.lesson.OpenHole(m.editor.Text()); line > 0 {
		return fmt.Sprintf("line %d still has a hole to fill", line)
	}
	return ""
}
