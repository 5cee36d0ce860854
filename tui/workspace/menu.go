package workspace

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// do is what an item of the menu sends to the workspace.
type do struct{ action func(*Model) tea.Cmd }

// openMenu shows the letters that reach everything, for hands and terminals that have
// no function keys.
func (m *Model) openMenu() tea.Cmd {
	m.push("Menu", m.menu())
	return nil
}

func (m *Model) push(title string, bounds []bound) {
	items := make([]widget.Item, len(bounds))
	for i, b := range bounds {
		items[i] = widget.Item{Binding: b.Binding, Then: do{b.run}}
	}
	m.Want(screen.Push{Overlay: widget.NewMenu(m.env.Theme, title, items)})
}

func (m *Model) help() tea.Cmd {
	m.Want(screen.Help{})
	return nil
}

// leave goes back home. The draft is saved on the way, by Leave.
func (m *Model) leave() tea.Cmd {
	m.Want(screen.GoHome{Lesson: m.lesson.ID})
	return nil
}

func (m *Model) againstOpening() string {
	if m.attempt == nil {
		return "the lesson is still being opened"
	}
	return ""
}

// frame is what every policy begins with. Which fields matter is for the learner to decide.
const frame = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: 
  namespace: 
spec:
  podSelector: {}
  policyTypes:
  - 
`

func (m *Model) insertFrame() tea.Cmd {
	text := frame
	if m.editor.Text() != "" {
		text = "---\n" + frame
	}
	line := m.editor.Cursor().Line + strings.Count(text[:strings.Index(text, hole)], "\n")
	m.focus(paneEditor)
	return m.edit(func() {
		m.editor.Insert(text)
		m.editor.GoTo(line, len(hole)+1)
	})
}

// hole is what stands before the first thing to fill in.
const hole = "  name: "

// againstFrame keeps the frame from landing in the middle of a line.
func (m *Model) againstFrame() string {
	switch {
	case m.attempt == nil:
		return m.againstOpening()
	case m.editor.Cursor().Column > 1:
		return "the cursor must stand at the start of a line"
	}
	return ""
}
