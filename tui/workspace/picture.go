package workspace

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/tui/picture"
)

// picturePane is who reaches whom after the last submit, or at the start.
type picturePane struct {
	view   *picture.Model
	of     *task.Judgement // that the view was last asked to show
	passed bool            // from the first pass on, the lens is open
}

// pictured is what a command of the picture answers.
type pictured struct{ msg tea.Msg }

// forPicture leads what a command of the picture answers back to it.
func forPicture(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg { return pictured{cmd()} }
}

// pictureStep hands the picture what is its own.
func (m *Model) pictureStep(msg tea.Msg) tea.Cmd {
	if to, ok := msg.(picture.GoTo); ok {
		return m.goTo(to.Span)
	}
	return forPicture(m.picture.view.Update(msg))
}

// judgement is the state that pictures show.
func (m *Model) judgement() *task.Judgement {
	if m.graded.report != nil {
		return m.graded.report.Judgement
	}
	return m.graded.task.Untouched()
}

// drawPicture asks for the picture of the present state.
func (m *Model) drawPicture() tea.Cmd {
	m.picture.of = m.judgement()
	m.layPicture()
	return forPicture(m.picture.view.Show(m.graded.task, m.picture.of))
}

// redrawPicture asks for it where an older state is in sight: a submit that passes leads
// away from here before anything is drawn.
func (m *Model) redrawPicture() tea.Cmd {
	if m.attempt == nil || m.graded.tab != tabPicture || m.picture.of == m.judgement() {
		return nil
	}
	return m.drawPicture()
}

// layPicture fits the picture to the room there is, and tells it about the text.
func (m *Model) layPicture() {
	_, height := m.workHeights()
	m.picture.view.SetSize(m.workWidth()-4, height)
	m.picture.view.SetLens(picture.Lens{
		Open:    m.picture.passed,
		Files:   []manifest.Source{m.source()},
		Line:    m.editor.Cursor().Line,
		Refused: len(m.lint.refusals) > 0,
		Stale:   m.graded.report != nil && !m.fresh(),
	})
}

func (m *Model) pictureKeys() []bound {
	var all []bound
	for _, b := range m.picture.view.Keys() {
		all = append(all, on(b.Binding, func(*Model) tea.Cmd { return forPicture(b.Run()) }))
	}
	return all
}
