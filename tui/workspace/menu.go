package workspace

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// do is what an item of the menu sends to the workspace.
type do struct{ action func(*Model) tea.Cmd }

// openMenu shows the letters that reach everything, for hands and terminals that have
// no function keys.
func (m *Model) openMenu() tea.Cmd {
	var items []widget.Item
	for _, b := range m.menu() {
		items = append(items, widget.Item{Binding: b.Binding, Then: do{b.run}})
	}
	m.Want(screen.Push{Overlay: widget.NewMenu(m.env.Theme, "Menu", items)})
	return nil
}

func (m *Model) menu() []bound {
	return []bound{
		when(keys.Bind("s", "submit", "s"), (*Model).submit, m.againstSubmit()),
		on(keys.Bind("k", "the task", "k"), (*Model).showBrief),
		on(keys.Bind("l", "the cluster: pods and labels", "l"), (*Model).showCluster),
		when(keys.Bind("r", "the reading: what it means", "r"), (*Model).showReading, m.againstReading()),
		when(keys.Bind("h", "next hint", "h"), (*Model).nextHint, m.againstHint()),
		on(keys.Bind("c", "the checks", "c"), (*Model).showChecks),
		on(keys.Bind("b", "the problems", "b"), (*Model).showProblems),
		on(keys.Bind("p", "the picture: who reaches whom", "p"), (*Model).showPicture),
		when(keys.Bind("a", "apply the change shown", "a"), (*Model).applyFix, m.againstApply()),
		when(keys.Bind("i", "insert a policy's frame", "i"), (*Model).insertFrame, m.againstFrame()),
		when(keys.Bind("w", "show how we wrote it", "w"), (*Model).askSolution, m.againstSolution()),
		when(keys.Bind("x", "start again from scratch", "x"), (*Model).askRestart, m.againstOpening()),
		when(keys.Bind("e", "your own editor", "e"), (*Model).ownEditor, m.againstOwnEditor()),
		when(keys.Bind("o", "one of two texts", "o"), (*Model).openChoice, m.againstChoice()),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
		on(keys.Bind("←", "to the task's pane", "left"), (*Model).toTaskPane),
		on(keys.Bind("↑ →", "to the editor", "up", "right"), (*Model).toEditing),
		on(keys.Bind("↓", "to the results", "down"), (*Model).toResults),
		on(keys.Bind("q", "leave; nothing is lost", "q"), (*Model).leave),
	}
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
