package picture

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/render"
)

// toggleFlip asks for the smallest edit that flips the chosen connection.
func (m *Model) toggleFlip() tea.Cmd {
	m.asked++
	if m.mode == modeFlip {
		m.mode = modeTable
		return nil
	}
	m.mode, m.busy, m.flipOf = modeFlip, true, answer{}
	m.layFlip()
	return flip(m.task, m.lens.Files, m.cell().Flow, m.asked)
}

func (m *Model) tookFlip(msg flipped) {
	if msg.seq != m.asked {
		return
	}
	m.busy, m.flipOf = false, msg.answer
	m.flip.Top()
	m.layFlip()
}

// layFlip fits the answer to the room there is.
func (m *Model) layFlip() {
	m.flip.SetHeight(m.height)
	switch a := m.flipOf; {
	case m.busy, m.task == nil, a.files == nil:
		m.flip.SetLines(nil)
	case !a.ok:
		m.flip.SetLines(m.theme.Lines(render.NoFlipLines(m.task.Cluster, a.flow, m.width)))
	default:
		m.flip.SetLines(m.theme.Lines(render.FlipLines(m.task, a.files, a.flow, a.found, m.width)))
	}
}

func (m *Model) flipUp() tea.Cmd   { m.flip.By(-1); return nil }
func (m *Model) flipDown() tea.Cmd { m.flip.By(1); return nil }

// toggleParts asks what depends on each line, unless that is known.
func (m *Model) toggleParts() tea.Cmd {
	m.asked++
	if m.mode == modeParts {
		m.mode = modeTable
		return nil
	}
	m.mode = modeParts
	if m.parts != nil {
		m.toLine()
		return nil
	}
	m.busy = true
	return dissect(m.task, m.lens.Files, m.asked)
}

func (m *Model) tookParts(msg dissected) {
	if msg.seq != m.asked {
		return
	}
	m.busy, m.parts = false, msg.parts
	m.toLine()
}

// toLine chooses the innermost part that the editor's cursor is in.
func (m *Model) toLine() {
	m.part = 0
	for i, p := range m.parts {
		if first, last := p.Lines(); first <= m.lens.Line && m.lens.Line <= last {
			m.part = i
		}
	}
}

func (m *Model) partUp() tea.Cmd   { m.part = max(0, m.part-1); return nil }
func (m *Model) partDown() tea.Cmd { m.part = min(len(m.parts)-1, m.part+1); return nil }

func (m *Model) nextIdle() tea.Cmd {
	for i := 1; i <= len(m.parts); i++ {
		if at := (m.part + i) % len(m.parts); m.parts[at].Idle() {
			m.part = at
			break
		}
	}
	return nil
}

func (m *Model) toPart() tea.Cmd { return m.goTo(m.chosenPart().Span) }

func (m *Model) chosenPart() lens.Part { return m.parts[m.part] }
