// Package workspace is where a policy is written: the task, the editor, and what came
// of the last submit.
//
//	model.go      what the screen knows; what it does with messages
//	keys.go       what the keys do, by pane
//	menu.go       the menu of letters that reaches everything
//	panes.go      where the keys go, and what is shown where
//	submit.go     grading, and what follows
//	edit.go       changes of the text, and what follows from them
//	save.go       the draft on disk
//	follow.go     changes of the draft from outside
//	choose.go     which of two texts stays
//	own.go        the learner's own editor
//	lint.go       marks for what a server would refuse, while typing
//	task.go       the task's pane: brief, cluster, hints, solution
//	hints.go      hints, the solution, starting again
//	reading.go    what the text means, in plain words
//	docs.go       the reference of the fields
//	checks.go     the checks of the last submit
//	problems.go   what went wrong, rung by rung, and the fix
//	picture.go    who reaches whom
//	cmds.go       everything that touches the attempt
//	view.go       how it is laid out
package workspace

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/editor"
	"netpol-tutor/tui/picture"
	"netpol-tutor/tui/screen"
)

type phase uint8

const (
	phaseOpening  phase = iota // the lesson is being prepared
	phaseEditing               // nothing is under way
	phaseChecking              // a submit is being graded
	phaseBroken                // the lesson cannot be played
)

// Model is the workspace of one lesson.
type Model struct {
	screen.Desk
	env     screen.Env
	lesson  *lessons.Lesson
	attempt *play.Attempt
	phase   phase
	pane    pane
	broken  string
	note    string

	editor  editor.Model
	save    saving
	lint    linting
	task    taskPane
	graded  graded
	checks  checksPane
	problem problemsPane
	picture picturePane

	width, height int
	early         []tea.KeyMsg // typed before the lesson was open
}

// New is the workspace of a lesson that is written in an editor.
func New(env screen.Env, l *lessons.Lesson) *Model {
	m := &Model{env: env, lesson: l, pane: paneEditor}
	m.editor = editor.New(env.Theme.Editor(), editor.DefaultKeyMap())
	m.editor.SetPlaceholder("Write policies here. ctrl+g i begins one for you.")
	m.task = newTaskPane(env.Theme)
	m.picture.view = picture.New(m.env.Theme)
	return m
}

// Init prepares the lesson.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(begin(m.env, m.lesson), m.renderTask())
}

// Update takes keys, and answers to what was asked earlier. Answers to questions that
// are no longer open are dropped.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		m.note = ""
		return m, tea.Batch(m.typed(msg), m.redrawPicture())
	case tea.WindowSizeMsg:
		return m, m.resized()
	case begun:
		return m, m.opened(msg)
	case textRendered:
		m.task.keep(msg)
		m.layout()
		return m, nil
	case renderDue:
		return m, m.renderNow(msg)
	}
	return m, m.answered(msg)
}

// answered takes what needs a lesson that is open.
func (m *Model) answered(msg tea.Msg) tea.Cmd {
	if m.attempt == nil {
		return nil
	}
	switch msg := msg.(type) {
	case saveDue, draftSaved, lookDue, draftRead, copyDropped:
		return m.saveStep(msg)
	case lintDue, linted:
		return m.lintStep(msg)
	case gradedMsg:
		return m.took(msg)
	case hintGiven, solutionGiven, restarted, solutionAgreed, restartAgreed:
		return m.helpStep(msg)
	case fileReady, editorEnded:
		return m.ownEditorStep(msg)
	case pictured:
		return m.pictureStep(msg.msg)
	case do:
		return msg.action(m)
	}
	return m.toEditor(msg)
}

func (m *Model) opened(msg begun) tea.Cmd {
	if msg.err != nil {
		m.phase = phaseBroken
		m.broken = render.CleanLine(msg.err.Error())
		return nil
	}
	m.attempt, m.phase = msg.attempt, phaseEditing
	m.task.open(msg)
	if err := m.editor.Load(msg.draft); err != nil {
		m.note = render.CleanLine(err.Error())
	}
	if m.lesson.Kind == lessons.Complete {
		m.selectHole(msg.draft)
	}
	m.save = saving{saved: m.editor.Version(), turn: &turn{}, copies: msg.copies, memory: msg.memory}
	m.offered()
	m.graded.task = msg.attempt.Task()
	m.layout()
	m.typeEarly()
	return tea.Batch(m.drawPicture(), m.lintNow(), m.lookLater())
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	m.layout()
	return m
}

// Cursor is where the text cursor stands.
func (m *Model) Cursor() (x, y int, shown bool) {
	if m.pane != paneEditor || m.phase == phaseOpening {
		return 0, 0, false
	}
	x, y, shown = m.editor.CursorCell()
	left, top := m.editorCorner()
	return left + x, top + y, shown
}
