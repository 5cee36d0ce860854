// Package symptom shows a recorded terminal, command and output as they were, and asks
// how it ended: did DNS fail, was the connection stopped, was it refused, or did it work?
// After the answer, the way is walked step by step.
//
//	model.go     what the screen knows, and what it does with messages
//	keys.go      the keys
//	terminal.go  the terminal and the answers to choose from
//	verdict.go   right or not, why, the way, and the score
//	view.go      how it is laid out
//
// How a round of questions goes is package asking's.
package symptom

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// Model is the screen of one lesson.
type Model struct {
	asking.Round
	policies []string
	aside    bool // the keys go to the sheets
	scroll   widget.Scroll
	foot     []string // stays in sight below what scrolls
}

// New is the screen of a lesson of symptoms.
func New(env screen.Env, l *lessons.Lesson) *Model {
	return &Model{Round: asking.NewRound(env, l, asking.Words{
		Question: "Terminal", Answered: "read", First: "answer with a letter first",
	})}
}

// Update takes answers and outcomes.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		cmd = m.Press(msg, m.bounds())
	case asking.Begun:
		m.opened(msg)
	case asking.Judged:
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
	if m.Open(msg) {
		m.policies = msg.Policies
		m.Sheets.Put("Cluster", msg.Cluster)
	}
}

func (m *Model) took(msg asking.Judged) {
	if !m.Take(msg) {
		return
	}
	m.toTerminal()
	m.scroll.Bottom()
	m.scroll.Show(m.verdictAt()) // the verdict goes before the way, the way before the terminal
	if len(m.Answers) == len(m.Lesson.Questions) {
		m.Sheets.Put("Policies", m.policies) // before, they would be read instead of the terminal
	}
}

// onward goes to the next terminal, to the score, and from there to what there is to learn.
func (m *Model) onward() tea.Cmd {
	if m.Next() {
		m.toTerminal()
	} else {
		m.Finish(New(m.Env, m.Lesson))
	}
	return nil
}

func (m *Model) toTerminal() {
	m.aside = false
	m.layout()
	m.scroll.Top()
}

func (m *Model) hinted(msg asking.HintGiven) {
	if m.Hinted(msg) {
		m.aside = true
		m.layout()
		m.Sheets.ShowHints()
	}
}

// turn goes from the terminal to the sheets, through them, and back.
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
