// Package reading is what there is to read beside a question or a choice: the task with
// the hints that were given, the cluster, the policies applied in it, and whatever else
// a screen adds. One sheet is shown at a time.
//
//	reading.go  the sheets, and how they are turned and scrolled
//	task.go     the task, rendered at the width there is
package reading

import (
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"

	"netpol-tutor/lessons"
)

// Model is the sheets of one lesson.
type Model struct {
	env      screen.Env
	lesson   *lessons.Lesson
	sheets   []sheet
	at       int
	hints    []string
	rendered map[markdown.Key][]string
	wanted   int

	width, height int
}

type sheet struct {
	title  string
	lines  []string
	scroll widget.Scroll
}

const task = "Task"

// New is the task alone; the other sheets come once the lesson is open.
func New(env screen.Env, l *lessons.Lesson) *Model {
	return &Model{env: env, lesson: l, sheets: []sheet{{title: task}}, rendered: map[markdown.Key][]string{}}
}

// Put adds a sheet at the end, or replaces the one of that title.
func (m *Model) Put(title string, lines []string) {
	s := m.find(title)
	if s == nil {
		m.sheets = append(m.sheets, sheet{title: title})
		s = &m.sheets[len(m.sheets)-1]
	}
	s.lines = lines
	m.layout()
}

// Lead is Put at the front.
func (m *Model) Lead(title string, lines []string) {
	if m.find(title) == nil {
		m.sheets = append([]sheet{{title: title}}, m.sheets...)
		m.at++
	}
	m.Put(title, lines)
}

// Drop takes a sheet away.
func (m *Model) Drop(title string) {
	for i := range m.sheets {
		if m.sheets[i].title == title {
			m.sheets = append(m.sheets[:i], m.sheets[i+1:]...)
			m.at = 0
			return
		}
	}
}

func (m *Model) find(title string) *sheet {
	for i := range m.sheets {
		if m.sheets[i].title == title {
			return &m.sheets[i]
		}
	}
	return nil
}

// Show turns to a sheet, at its beginning.
func (m *Model) Show(title string) {
	for i := range m.sheets {
		if m.sheets[i].title == title {
			m.at = i
			m.sheets[i].scroll.Top()
		}
	}
}

// Turn goes to the next sheet, and tells whether there is one.
func (m *Model) Turn() bool {
	if m.at+1 >= len(m.sheets) {
		m.at = 0
		return false
	}
	m.at++
	return true
}

// Walk goes from beside the sheets to the first of them, and from a sheet to the next. It
// tells whether that leads to a sheet, or past the last one and out again.
func (m *Model) Walk(inside bool) bool {
	if inside {
		return m.Turn()
	}
	m.at = 0
	return true
}

// By scrolls the sheet in view by lines.
func (m *Model) By(lines int) { m.sheets[m.at].scroll.By(lines) }

// Pages scrolls the sheet in view by pages.
func (m *Model) Pages(n int) { m.sheets[m.at].scroll.Pages(n) }

// Wish is the number of lines that the sheet in view would like to have.
func (m *Model) Wish() int { return len(m.sheets[m.at].lines) }

// TextWidth is the width of a line on a sheet.
func (m *Model) TextWidth() int { return max(1, m.width-4) }

// SetSize tells the room there is: the width with the frame, the lines within it.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.layout()
}

func (m *Model) layout() {
	if s := m.find(task); s != nil {
		s.lines = m.taskLines()
	}
	for i := range m.sheets {
		m.sheets[i].scroll.SetHeight(m.height)
		m.sheets[i].scroll.SetLines(m.sheets[i].lines)
	}
}

// Section is the sheet in view with the tabs of all.
func (m *Model) Section(focus bool) widget.Section {
	titles := make([]string, len(m.sheets))
	for i, s := range m.sheets {
		titles[i] = s.title
	}
	scroll := &m.sheets[m.at].scroll
	return widget.Section{
		Tabs: titles, Active: m.at, Right: scroll.Mark(), Focus: focus,
		Lines: widget.Indent(scroll.Visible(), 1), Height: m.height,
	}
}
