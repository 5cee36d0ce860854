package workspace

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// From this width on, the task stands beside the editor, and the results below it.
const wideFrom = 110

const stripHeight = 3

func (m *Model) wide() bool { return m.width >= wideFrom }

// taskWidth is the width of the task's frame.
func (m *Model) taskWidth() int {
	if m.wide() {
		return max(44, m.width*2/5-4)
	}
	return m.width
}

// workWidth is the width of the frame of editor and results.
func (m *Model) workWidth() int {
	if m.wide() {
		return m.width - m.taskWidth()
	}
	return m.width
}

// inside is the number of lines within a frame that stands alone below the top line.
func (m *Model) inside() int { return max(1, m.height-3) }

// taskHeights shares the left column between the task and the reading: the task gets
// what it needs, up to two thirds; the docs get these.
func (m *Model) taskHeights() (task, reading int) {
	if !m.wide() {
		return m.inside(), 0
	}
	room := max(2, m.height-4)
	if m.task.tab == tabDocs {
		return room * 2 / 3, room - room*2/3
	}
	task = min(max(room/2, len(m.brief(m.taskWidth()-4))+1), room*2/3)
	return task, room - task
}

func (m *Model) taskHeight() int { height, _ := m.taskHeights(); return height }

// workHeights shares the right column: the results grow once there are some.
func (m *Model) workHeights() (edit, result int) {
	if !m.wide() {
		return max(1, m.height-3-stripHeight), m.inside()
	}
	room := max(2, m.height-4)
	result = max(6, room*3/10)
	if m.graded.report != nil {
		result = room / 2
	}
	return room - result, result
}

// layout fits everything to the room there is. It is called after each change of size
// or content, so that View has nothing to work out.
func (m *Model) layout() {
	if m.width == 0 {
		return
	}
	edit, result := m.workHeights()
	m.editor.SetSize(m.workWidth()-2, edit)
	m.layTask()
	m.layProblems(m.workWidth()-4, result)
	m.layPicture()
}

// editorCorner is the cell where the editor begins.
func (m *Model) editorCorner() (x, y int) {
	if m.wide() {
		return m.taskWidth() + 1, 2
	}
	return 1, 2 + stripHeight
}

// View is the screen.
func (m *Model) View() string {
	lines := []string{m.head()}
	switch {
	case m.phase == phaseBroken:
		lines = append(lines, widget.Page(m.brokenLines(), m.width, m.height-1)...)
	case m.wide():
		lines = append(lines, widget.Beside(m.taskColumn(), m.workColumn())...)
	default:
		lines = append(lines, m.onePane()...)
	}
	return widget.Join(lines)
}

func (m *Model) head() string {
	t := m.env.Theme
	left := " " + t.Strong.Render(render.CleanLine(m.lesson.Title))
	if m.width >= 80 {
		left = " " + t.Faint.Render(m.trackTitle()+" › ") + t.Strong.Render(render.CleanLine(m.lesson.Title))
	}
	return widget.Ends(left, t.Faint.Render("  "+m.standing()+" "), m.width)
}

func (m *Model) trackTitle() string {
	for _, t := range m.env.Catalogue.Tracks() {
		if t.ID == m.lesson.Track {
			return render.CleanLine(t.Title)
		}
	}
	return render.CleanLine(m.lesson.Track)
}

// standing is the right end of the top line: hints, tries, and whether the text is safe.
func (m *Model) standing() string {
	var parts []string
	if m.task.of > 0 {
		parts = append(parts, fmt.Sprintf("hint %d/%d", len(m.task.hints), m.task.of))
	}
	if n := m.graded.seq; n > 0 {
		parts = append(parts, fmt.Sprintf("try %d", n))
	}
	if m.phase == phaseChecking {
		parts = append(parts, "checking …")
	}
	if words := m.saveWords(); words != "" {
		parts = append(parts, words)
	}
	return strings.Join(parts, " · ")
}

func (m *Model) taskSection() widget.Section {
	var names []string
	for _, tab := range m.pages() {
		names = append(names, tab.String())
	}
	lines, mark := m.task.shown()
	return widget.Section{
		Tabs:   names,
		Active: m.page(),
		Right:  mark,
		Lines:  widget.Indent(lines, 1),
		Height: m.taskHeight(),
		Focus:  m.pane == paneTask,
	}
}

func (m *Model) readingSection(height int) widget.Section {
	s := &m.task.scrolls[tabReading]
	return widget.Section{
		Tabs:   []string{"Reading"},
		Right:  s.Mark(),
		Lines:  widget.Indent(s.Visible(), 1),
		Height: height,
	}
}

func (m *Model) editSection(height int) widget.Section {
	return widget.Section{
		Tabs:   []string{m.fileName()},
		Lines:  strings.Split(m.editor.View(), "\n"),
		Height: height,
		Focus:  m.pane == paneEditor,
	}
}

func (m *Model) resultSection(height int) widget.Section {
	width := m.workWidth() - 4
	s := widget.Section{
		Tabs:   []string{m.checksTitle(), m.problemsTitle(), "Picture"},
		Active: int(m.graded.tab),
		Height: height,
		Focus:  m.pane == paneResult,
	}
	switch m.graded.tab {
	case tabProblems:
		s.Lines, s.Right = m.problem.scroll.Visible(), m.problem.scroll.Mark()
	case tabPicture:
		s.Lines = m.picture.view.Lines()
	default:
		s.Lines = m.checkLines(width, height)
	}
	if m.graded.report != nil && !m.fresh() {
		s.Right = "before your change"
	}
	s.Lines = widget.Indent(s.Lines, 1)
	return s
}

func (m *Model) checksTitle() string {
	if m.graded.report == nil {
		return "Checks"
	}
	return fmt.Sprintf("Checks %d/%d", m.checks.held, m.checks.total)
}

func (m *Model) problemsTitle() string {
	if n := len(m.problem.list); n > 0 {
		return fmt.Sprintf("Problems %d", n)
	}
	return "Problems"
}

func (m *Model) taskColumn() []string {
	sections := []widget.Section{m.taskSection()}
	if _, reading := m.taskHeights(); reading > 0 {
		sections = append(sections, m.readingSection(reading))
	}
	return widget.Column(m.env.Theme, m.taskWidth(), sections...)
}

func (m *Model) workColumn() []string {
	edit, result := m.workHeights()
	return widget.Column(m.env.Theme, m.workWidth(), m.editSection(edit), m.resultSection(result))
}

// onePane fills the window with the pane that has the keys.
func (m *Model) onePane() []string {
	edit, result := m.workHeights()
	switch m.pane {
	case paneTask:
		return m.taskColumn()
	case paneResult:
		return widget.Column(m.env.Theme, m.width, m.resultSection(result))
	}
	strip := widget.Page(widget.Indent(m.strip(m.width-2), 1), m.width, stripHeight)
	return append(strip, widget.Column(m.env.Theme, m.width, m.editSection(edit))...)
}

func (m *Model) brokenLines() []string {
	words := widget.Wrap("This lesson cannot be played: "+m.broken, m.width-4)
	return append([]string{""}, widget.Indent(words, 2)...)
}

// Note is the right end of the status line.
func (m *Model) Note() string {
	switch {
	case m.note != "":
		return m.note
	case m.phase == phaseOpening:
		return "opening the lesson …"
	case m.pane == paneEditor && m.attempt != nil:
		return m.refusalHere()
	}
	return ""
}

// fileName is how the grader calls the text in the editor.
func (m *Model) fileName() string { return m.lesson.ID + ".yaml" }

func (m *Model) source() manifest.Source {
	return manifest.Source{Name: m.fileName(), Text: m.editor.Text()}
}
