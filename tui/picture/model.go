// Package picture is the pane that shows who reaches whom: a table of all connections on
// one port, the reason of the chosen one, and, once the lens is open, the smallest edit
// that flips it and what depends on each line of the text. It is a part of a screen and
// no screen itself: its parent hands it messages and keys, and takes GoTo from it.
//
//	model.go   what it knows, and what it does with messages
//	keys.go    what the keys do, by mode
//	cmds.go    everything that takes time
//	move.go    the chosen cell, and the port
//	lens.go    the smallest edit, and the parts of the text
//	view.go    how the pane is laid out
//	table.go   the table, with headings that stay in sight
//	reason.go  why the chosen connection is as it is
package picture

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

type mode uint8

const (
	modeTable mode = iota // the table and the reason of a cell
	modeFlip              // the smallest edit that flips the cell
	modeParts             // what depends on each line
)

// GoTo asks the parent to put the cursor of the editor on a place of the text.
type GoTo struct{ Span diagnostic.Span }

// Model is the pane of one lesson.
type Model struct {
	theme *theme.Theme
	mode  mode

	task    *task.Compiled
	now     *task.Judgement
	choices []grader.PortChoice
	choice  int
	whole   *grader.Picture // nil until the first one is drawn
	shown   *grader.Picture // whole, folded or not
	apart   bool            // every pod has a row of its own
	from    int             // the chosen cell
	to      int
	seq     int // of the last drawing that was asked for

	lens   Lens
	asked  int // of the last question to the lens
	busy   bool
	flip   widget.Scroll
	flipOf answer
	parts  []lens.Part
	part   int

	width, height int
}

// Lens is what the lens looks at. It stays shut until the lesson is passed.
type Lens struct {
	Open    bool
	Files   []manifest.Source // the text in the editor
	Line    int               // of the editor's cursor, from 1
	Refused bool              // the server would not take the text
	Stale   bool              // the text has changed since the judgement: places in it may have moved
}

// New is a pane that has nothing to show yet.
func New(t *theme.Theme) *Model { return &Model{theme: t} }

// Show asks for the picture of a judgement: of the port that was shown last, unless
// something is wrong on another port alone. The last picture stays until it comes.
func (m *Model) Show(t *task.Compiled, j *task.Judgement) tea.Cmd {
	port := m.port()
	m.task, m.now, m.mode = t, j, modeTable
	m.choices = grader.PortChoices(t, j)
	m.choice = 0
	for i, c := range m.choices {
		if c == port {
			m.choice = i
		}
	}
	m.seq++
	if j == t.Untouched() {
		return draw(t, j, m.port(), m.choice, m.seq)
	}
	return drawWrong(t, j, m.choices, m.choice, m.seq)
}

// SetLens tells what the lens looks at. What was found in another text is forgotten.
func (m *Model) SetLens(l Lens) {
	if !l.Open || !sameFiles(l.Files, m.lens.Files) {
		m.mode, m.parts = modeTable, nil
		m.asked++
		m.busy = false
	}
	m.lens = l
}

func sameFiles(a, b []manifest.Source) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.layFlip()
}

// Update takes keys, and answers to what was asked earlier.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return m.typed(msg)
	case drawn:
		m.take(msg)
	case flipped:
		m.tookFlip(msg)
	case dissected:
		m.tookParts(msg)
	}
	return nil
}

func (m *Model) port() grader.PortChoice {
	if m.choice < len(m.choices) {
		return m.choices[m.choice]
	}
	return grader.PortChoice{}
}

func (m *Model) draw() tea.Cmd {
	m.seq++
	return draw(m.task, m.now, m.port(), m.choice, m.seq)
}

func (m *Model) take(msg drawn) {
	if msg.seq != m.seq {
		return
	}
	first := m.whole == nil || msg.picture.Wrong() > 0 && m.wrongCells() == 0
	chosen := m.cell()
	m.whole, m.choice = msg.picture, msg.choice
	m.refold(chosen)
	if first {
		m.toFirst()
	}
}

// cell is the chosen one; before the first drawing, one without a connection.
func (m *Model) cell() grader.Cell {
	if m.shown == nil || len(m.shown.Ends) == 0 {
		return grader.Cell{None: true}
	}
	return m.shown.Cells[m.from][m.to]
}

func (m *Model) goTo(span diagnostic.Span) tea.Cmd {
	return func() tea.Msg { return GoTo{span} }
}
