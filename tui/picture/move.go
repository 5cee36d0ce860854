package picture

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/netpol"
)

func (m *Model) left() tea.Cmd  { return m.move(0, -1) }
func (m *Model) right() tea.Cmd { return m.move(0, 1) }
func (m *Model) up() tea.Cmd    { return m.move(-1, 0) }
func (m *Model) down() tea.Cmd  { return m.move(1, 0) }

func (m *Model) move(down, right int) tea.Cmd {
	last := len(m.shown.Ends) - 1
	m.from = max(0, min(m.from+down, last))
	m.to = max(0, min(m.to+right, last))
	return nil
}

func (m *Model) nextPort() tea.Cmd     { return m.turnPort(1) }
func (m *Model) previousPort() tea.Cmd { return m.turnPort(-1) }

func (m *Model) turnPort(by int) tea.Cmd {
	m.choice = (m.choice + by + len(m.choices)) % len(m.choices)
	return m.draw()
}

// toggleFold shows every pod, or those that behave alike as one.
func (m *Model) toggleFold() tea.Cmd {
	chosen := m.cell()
	m.apart = !m.apart
	m.refold(chosen)
	return nil
}

// refold shows the picture folded or not, and keeps the chosen connection as far as it
// is still there.
func (m *Model) refold(chosen grader.Cell) {
	m.shown = m.whole
	if !m.apart {
		m.shown = m.whole.Fold()
	}
	last := len(m.shown.Ends) - 1
	m.from, m.to = max(0, min(m.from, last)), max(0, min(m.to, last))
	if !chosen.None {
		m.from, m.to = m.rowOf(chosen.Flow.From, m.from), m.rowOf(chosen.Flow.To, m.to)
	}
}

func (m *Model) rowOf(e netpol.Endpoint, otherwise int) int {
	holds := func(end grader.End) bool { return slices.Contains(end.Members, e) }
	if i := slices.IndexFunc(m.shown.Ends, holds); i >= 0 {
		return i
	}
	return otherwise
}

// toFirst chooses a cell that says something: one that is wrong, else any connection.
func (m *Model) toFirst() {
	m.from, m.to = 0, -1
	if !m.seek(func(c grader.Cell) bool { return c.Wrong }) {
		m.from, m.to = 0, -1
		m.seek(func(c grader.Cell) bool { return !c.None })
	}
}

// nextWrong chooses the next cell that is not as the task wants.
func (m *Model) nextWrong() tea.Cmd {
	m.seek(func(c grader.Cell) bool { return c.Wrong })
	return nil
}

// seek chooses the next cell behind the chosen one, row by row, that is wanted.
func (m *Model) seek(wanted func(grader.Cell) bool) bool {
	n := len(m.shown.Ends)
	for i := 1; i <= n*n; i++ {
		at := (m.from*n + m.to + i) % (n * n)
		if wanted(m.shown.Cells[at/n][at%n]) {
			m.from, m.to = at/n, at%n
			return true
		}
	}
	m.to = max(0, m.to)
	return false
}

func (m *Model) wrongCells() int { return m.shown.Wrong() }
