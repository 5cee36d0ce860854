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
//	cmds.go     what touches the attempt
//
// How the lesson is opened and gone on from is package asking's.
package choose

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/screen"
)

type phase uint8

const (
	phaseChoosing phase = iota // the files are read
	phaseApplying              // one of them is being judged
	phaseResult                // what came of it is shown
)

// Model is the screen of one lesson.
type Model struct {
	asking.Sitting
	phase phase

	options []option
	at      int // the file in view
	applied int // the file that was applied last
	outcome play.Outcome
	all     grader.Comparison
	shown   bool // what files that were not applied would do is shown too

	aside bool // the keys go to the sheets
}

// New is the screen of a lesson of choices.
func New(env screen.Env, l *lessons.Lesson) *Model {
	return &Model{Sitting: asking.Sit(env, l)}
}

// Update takes choices and what comes of them.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		cmd = m.Press(msg, m.bounds())
	case asking.Begun:
		m.opened(msg)
	case chosen:
		m.took(msg)
	case asking.HintGiven:
		m.hinted(msg)
	default:
		cmd = m.Sheets.Update(msg)
	}
	m.layout()
	return m, cmd
}

func (m *Model) opened(msg asking.Begun) {
	if !m.Open(msg, len(m.Lesson.Options), "it has no files to choose from") {
		return
	}
	m.options = newOptions(m.Env.Theme, m.Lesson.Options)
	m.Sheets.Put("Cluster", msg.Cluster)
	if len(m.Lesson.Applied()) > 0 {
		m.Sheets.Put("Applied", msg.Policies)
	}
}

// apply hands in the file in view.
func (m *Model) apply() tea.Cmd {
	m.phase, m.applied = phaseApplying, m.at
	return choose(m.Attempt, m.at)
}

func (m *Model) took(msg chosen) {
	if msg.attempt != m.Attempt || msg.option != m.applied || m.phase != phaseApplying {
		return
	}
	if msg.err != nil {
		m.Remark = render.CleanLine(msg.err.Error())
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
	m.Sheets.Show(resultSheet)
}

// onward goes back to the files, or on to what there is to learn.
func (m *Model) onward() tea.Cmd {
	if !m.outcome.Right {
		m.phase, m.aside = phaseChoosing, false
		m.Sheets.Drop(resultSheet)
		return nil
	}
	m.Debrief(debrief.Passed{Report: m.outcome.Report, Back: New(m.Env, m.Lesson)})
	return nil
}

// reveal shows what the files that were not applied would do. It counts as having seen
// the solution.
func (m *Model) reveal() tea.Cmd {
	m.shown = true
	return reveal(m.Attempt)
}

func (m *Model) hinted(msg asking.HintGiven) {
	if m.Hinted(msg) {
		m.aside = true
		m.layout()
		m.Sheets.ShowHints()
	}
}

// turn goes from the file to the sheets, through them, and back.
func (m *Model) turn() tea.Cmd {
	m.aside = m.Sheets.Walk(m.aside)
	return nil
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.Width, m.Height = width, height
	m.layout()
	return m
}

// Note is the right end of the status line.
func (m *Model) Note() string {
	if m.phase == phaseApplying && m.Remark == "" {
		return "applying …"
	}
	return m.Sitting.Note()
}
