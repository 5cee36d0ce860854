// Package debrief is what follows a pass: what was proved, why the solution works, what
// could be sturdier, and the next lesson.
//
//	model.go   what the screen knows, and what the keys do
//	quiz.go    the question on the cause, before everything else
//	proof.go   what was proved, in figures
//	view.go    how it looks
//	keys.go    the keys
//	cmds.go    the text rendered, the next lesson found
package debrief

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// Passed is what a debrief is about.
type Passed struct {
	Lesson *lessons.Lesson
	Report *grader.Report // nil for a lesson of questions
	Score  string         // of a lesson of questions, in words
	Missed bool           // some of the questions were not answered right: it is no pass
	Back   screen.Screen  // where the way back leads; nil if there is none
}

// Model is the screen.
type Model struct {
	screen.Desk
	env      screen.Env
	passed   Passed
	next     *lessons.Lesson
	twin     *lessons.Lesson
	owed     bool // the twin comes before the next lesson
	quiz     quiz
	due      int    // causes that are due today
	mastery  string // how far it is; "" if this pass does not count
	looked   bool   // next is known
	rendered map[markdown.Key][]string
	wanted   int
	scroll   widget.Scroll
	note     string

	width, height int
}

// New is the debrief of a lesson.
func New(env screen.Env, p Passed) *Model {
	return &Model{env: env, passed: p, rendered: map[markdown.Key][]string{}}
}

// Init renders the text and looks for the next lesson.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.render(), findNext(m.env, m.passed))
}

// renderAfter lets a window that is being dragged come to rest.
const renderAfter = 50 * time.Millisecond

type renderDue struct{ seq int }

// Update scrolls, goes on, or goes back.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case textRendered:
		m.rendered[msg.key] = msg.lines
		m.layout()
	case nextFound:
		m.next, m.twin, m.owed, m.looked = msg.lesson, msg.twin, msg.owed, true
		m.quiz, m.due, m.mastery = msg.quiz, msg.due, msg.mastery
		m.layout()
	case causeNamed:
		m.named(msg)
		return m, m.render()
	case tea.WindowSizeMsg:
		return m, m.resized()
	case renderDue:
		if msg.seq == m.wanted {
			return m, m.render()
		}
	case tea.KeyMsg:
		m.note = ""
		return m, m.typed(msg)
	}
	return m, nil
}

func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	if m.quiz.first() {
		return m.answer(k)
	}
	m.obey(k)
	return nil
}

func (m *Model) obey(k tea.KeyMsg) {
	is := m.keys()
	switch {
	case key.Matches(k, is.Next):
		m.goOn()
	case key.Matches(k, is.Twin):
		m.Want(screen.Open{Lesson: m.twin.ID})
	case key.Matches(k, is.Back):
		m.Want(screen.Show{Screen: m.passed.Back})
	case key.Matches(k, is.Home):
		m.Want(screen.GoHome{Lesson: m.homeLesson()})
	case key.Matches(k, is.Help):
		m.Want(screen.Help{})
	case key.Matches(k, is.Up):
		m.scroll.By(-1)
	case key.Matches(k, is.Down):
		m.scroll.By(1)
	case key.Matches(k, is.PageUp):
		m.scroll.Pages(-1)
	case key.Matches(k, is.PageDown):
		m.scroll.Pages(1)
	default:
		m.note = keys.Refusal(k, keys.Flat(m.FullHelp())...)
	}
}

func (m *Model) goOn() {
	if m.env.Recalls != "" {
		m.Want(screen.Drill{Straight: true})
		return
	}
	if m.next == nil {
		m.Want(screen.GoHome{})
		return
	}
	m.Want(screen.Open{Lesson: m.next.ID})
}

// homeLesson is what home should point at: what comes next.
func (m *Model) homeLesson() string {
	if m.next != nil {
		return m.next.ID
	}
	if sibling := m.passed.Lesson.TwinOf(); sibling != nil {
		return sibling.ID
	}
	return m.passed.Lesson.ID
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	m.layout()
	return m
}

func (m *Model) key() markdown.Key {
	name := m.passed.Lesson.ID + "/debrief"
	if m.quiz.answered() {
		name += "/reasons"
	}
	return markdown.Key{Name: name, Width: m.textWidth(), Theme: m.env.Theme.Name()}
}

func (m *Model) resized() tea.Cmd {
	if _, ok := m.rendered[m.key()]; ok {
		return nil
	}
	if len(m.rendered) == 0 {
		return m.render()
	}
	m.wanted++
	return m.env.After(renderAfter, renderDue{m.wanted})
}

func (m *Model) render() tea.Cmd {
	if m.width == 0 {
		return nil
	}
	return renderText(m.env.Theme, m.key(), m.text())
}

func (m *Model) debrief() []string {
	if lines, ok := m.rendered[m.key()]; ok {
		return lines
	}
	return widget.Wrap(markdown.Words(m.text()), m.textWidth())
}

// text is the debrief; the sentence to remember is told with the answer to the question.
func (m *Model) text() string {
	if m.quiz.answered() {
		return m.passed.Lesson.Reasons()
	}
	return m.passed.Lesson.Debrief
}
