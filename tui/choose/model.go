// Package choose lets the learner apply one of several files: the options as tabs in an
// editor that is not written to, the task beside or above them. After one was applied it
// says what came of it, by which connection, and what each file would do.
//
//	model.go    what the screen knows, and what it does with messages
//	options.go  the files, each in an editor of its own
//	result.go   right or not, and which connection shows it
//	table.go    what the files do, side by side
//	keys.go     the keys
//	view.go     how it is laid out
//	cmds.go     everything that touches the attempt
package choose

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/reading"
	"netpol-tutor/tui/screen"
)

type phase uint8

const (
	phaseOpening  phase = iota
	phaseChoosing       // the files are read
	phaseApplying       // one of them is being judged
	phaseResult         // what came of it is shown
	phaseBroken
)

// Model is the screen of one lesson.
type Model struct {
	screen.Desk
	env     screen.Env
	lesson  *lessons.Lesson
	attempt *play.Attempt
	phase   phase
	broken  string
	note    string

	options []option
	at      int // the file in view
	applied int // the file that was applied last
	outcome play.Outcome
	all     grader.Comparison
	shown   bool // what files that were not applied would do is shown too

	sheets *reading.Model
	aside  bool // the keys go to the sheets

	width, height int
}

// New is the screen of a lesson of choices.
func New(env screen.Env, l *lessons.Lesson) *Model {
	return &Model{env: env, lesson: l, sheets: reading.New(env, l)}
}

// Init prepares the lesson.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(begin(m.env, m.lesson), m.sheets.Render())
}

// Update takes choices and what comes of them.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		m.note = ""
		cmd = m.typed(msg)
	case begun:
		m.opened(msg)
	case chosen:
		m.took(msg)
	case hintGiven:
		m.hinted(msg)
	default:
		cmd = m.sheets.Update(msg)
	}
	m.layout()
	return m, cmd
}

func (m *Model) opened(msg begun) {
	switch {
	case msg.err != nil:
		m.phase, m.broken = phaseBroken, render.CleanLine(msg.err.Error())
	case len(m.lesson.Options) == 0:
		m.phase, m.broken = phaseBroken, "it has no files to choose from"
	default:
		m.attempt, m.phase = msg.attempt, phaseChoosing
		m.options = newOptions(m.env.Theme, m.lesson.Options)
		m.sheets.SetHints(msg.hints)
		m.sheets.Put("Cluster", msg.cluster)
		if len(m.lesson.Applied()) > 0 {
			m.sheets.Put("Applied", msg.policies)
		}
	}
}

// apply hands in the file in view.
func (m *Model) apply() tea.Cmd {
	m.phase, m.applied = phaseApplying, m.at
	return choose(m.attempt, m.at)
}

func (m *Model) took(msg chosen) {
	if msg.attempt != m.attempt || msg.option != m.applied || m.phase != phaseApplying {
		return
	}
	if msg.err != nil {
		m.note = render.CleanLine(msg.err.Error())
		if msg.outcome.Report == nil {
			m.phase = phaseChoosing
			return
		}
	}
	m.phase, m.outcome, m.all = phaseResult, msg.outcome, msg.all
	m.options[m.applied].take(msg.outcome)
	m.shown = m.shown || msg.outcome.Right
	m.aside = true
	m.layout()
	m.sheets.Show(resultSheet)
}

// onward goes back to the files, or on to what there is to learn.
func (m *Model) onward() tea.Cmd {
	if !m.outcome.Right {
		m.phase, m.aside = phaseChoosing, false
		m.sheets.Drop(resultSheet)
		return nil
	}
	m.Want(screen.Show{Screen: debrief.New(m.env, debrief.Passed{
		Lesson: m.lesson,
		Report: m.outcome.Report,
		Back:   New(m.env, m.lesson),
	})})
	return nil
}

// reveal shows what the files that were not applied would do. It counts as having seen
// the solution.
func (m *Model) reveal() tea.Cmd {
	m.shown = true
	return reveal(m.attempt)
}

func (m *Model) hint() tea.Cmd { return giveHint(m.attempt) }

func (m *Model) hinted(msg hintGiven) {
	if msg.attempt != m.attempt {
		return
	}
	m.sheets.SetHints(msg.hints)
	m.aside = true
	m.layout()
	m.sheets.ShowHints()
}

// turn goes from the file to the sheets, through them, and back.
func (m *Model) turn() tea.Cmd {
	if !m.aside {
		m.aside = true
		m.sheets.First()
		return nil
	}
	m.aside = m.sheets.Turn()
	return nil
}

func (m *Model) leave() tea.Cmd {
	m.Want(screen.GoHome{Lesson: m.lesson.ID})
	return nil
}

func (m *Model) help() tea.Cmd {
	m.Want(screen.Help{})
	return nil
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	m.layout()
	return m
}

// Note is the right end of the status line.
func (m *Model) Note() string {
	switch {
	case m.note == "" && m.phase == phaseOpening:
		return "opening the lesson …"
	case m.note == "" && m.phase == phaseApplying:
		return "applying …"
	}
	return m.note
}
