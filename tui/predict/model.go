// Package predict asks for the verdict on one connection at a time before it is shown:
// does policy allow it? The task, the policies and the cluster stand beside the question.
//
//	model.go    what the screen knows, and what it does with messages
//	keys.go     the keys
//	question.go the question, the verdict, and the score
//	view.go     how it is laid out
//
// How a round of questions goes is package asking's.
package predict

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/asking"
	"netpol-tutor/tui/screen"
)

// Model is the screen of one lesson.
type Model struct{ asking.Round }

// New is the screen of a lesson of questions.
func New(env screen.Env, l *lessons.Lesson) *Model {
	return &Model{asking.NewRound(env, l, asking.Words{
		Question: "Question", Answered: "predicted", First: "answer y or n first",
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
		m.Take(msg)
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
		m.Sheets.Put("Policies", msg.Policies)
		m.Sheets.Put("Cluster", msg.Cluster)
	}
}

func (m *Model) allow() tea.Cmd { return m.Give("allow") }
func (m *Model) deny() tea.Cmd  { return m.Give("deny") }

// onward goes to the next question, to the score, and from there to what there is to learn.
func (m *Model) onward() tea.Cmd {
	if !m.Next() {
		m.Finish(New(m.Env, m.Lesson))
	}
	return nil
}

func (m *Model) hinted(msg asking.HintGiven) {
	if m.Hinted(msg) {
		m.layout()
		m.Sheets.ShowHints()
	}
}

func (m *Model) nextSheet() tea.Cmd {
	m.Sheets.Turn()
	return nil
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.Width, m.Height = width, height
	m.layout()
	return m
}
