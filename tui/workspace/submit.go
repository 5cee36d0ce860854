package workspace

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/screen"
)

// graded is the last submit.
type graded struct {
	task    *task.Compiled
	report  *grader.Report // nil before the first submit
	text    string         // that was submitted
	version int            // of the text in the editor
	seq     int
	tab     resultTab
}

func (m *Model) submit() tea.Cmd {
	m.graded.seq++
	m.phase = phaseChecking
	text, version := m.editor.Text(), m.editor.Version()
	return submit(m.attempt, text, version, m.graded.seq)
}

func (m *Model) againstSubmit() string {
	switch {
	case m.attempt == nil:
		return m.againstOpening()
	case m.phase == phaseChecking:
		return "the last one is still being checked"
	}
	return m.againstHoles()
}

// took receives the report. An answer to an earlier submit, or to one of another
// attempt, is no longer of interest.
func (m *Model) took(msg gradedMsg) tea.Cmd {
	if msg.attempt != m.attempt || msg.seq != m.graded.seq {
		return nil
	}
	m.phase = phaseEditing
	resave := m.notSaved(msg)
	if msg.report == nil {
		return resave
	}
	m.graded.report, m.graded.text, m.graded.version = msg.report, msg.text, msg.version
	m.checks.show(m.env.Theme, msg.report)
	m.problem.show(msg.report)
	if msg.report.Passed {
		m.picture.passed = true
		m.passed(msg)
		return resave
	}
	m.mark()
	return tea.Batch(resave, m.showChecks(), m.drawPicture())
}

// notSaved says what of a submit could not be saved, and saves a text that has changed
// meanwhile. The draft of another program is no fault: it is asked about.
func (m *Model) notSaved(msg gradedMsg) tea.Cmd {
	contested := errors.Is(msg.err, progress.ErrDraftChanged)
	if contested {
		m.save.err = msg.err
		return m.readTheirs()
	}
	if msg.err != nil {
		m.note = render.CleanLine(msg.err.Error())
	}
	if msg.version != m.editor.Version() {
		m.save.saved = never
	}
	return m.changed()
}

// passed shows what was achieved; from there the way leads back here or on.
func (m *Model) passed(msg gradedMsg) {
	m.layout()
	m.Want(screen.Show{Screen: debrief.New(m.env, debrief.Passed{
		Lesson: m.lesson,
		Report: msg.report,
		Back:   m,
	})})
}

// fresh tells whether the text is still the one that was submitted.
func (m *Model) fresh() bool {
	if m.graded.report == nil {
		return false
	}
	return m.graded.version == m.editor.Version() || m.graded.text == m.editor.Text()
}

func (m *Model) againstResult() string {
	if m.graded.report == nil {
		return "nothing was submitted yet"
	}
	return ""
}
