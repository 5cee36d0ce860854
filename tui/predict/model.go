// Package predict asks for the verdict on one connection at a time before it is shown:
// does policy allow it? The task, the policies and the cluster stand beside the question.
//
//	model.go    what the screen knows, and what it does with messages
//	keys.go     the keys
//	question.go the question, the verdict, and the score
//	view.go     how it is laid out
//	cmds.go     everything that touches the attempt
package predict

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/reading"
	"netpol-tutor/tui/screen"
)

type phase uint8

const (
	phaseOpening   phase = iota
	phaseAsking          // a question waits for its answer
	phaseAnswering       // the answer is being judged
	phaseAnswered        // the verdict is shown
	phaseScore           // all questions are answered
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

	at      int
	answers []play.Outcome

	sheets *reading.Model

	width, height int
}

// New is the screen of a lesson of questions.
func New(env screen.Env, l *lessons.Lesson) *Model {
	return &Model{env: env, lesson: l, sheets: reading.New(env, l)}
}

// Init prepares the lesson.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(begin(m.env, m.lesson), m.sheets.Render())
}

// Update takes answers and outcomes.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		m.note = ""
		cmd = m.typed(msg)
	case begun:
		m.opened(msg)
	case outcomeKnown:
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
	if msg.err != nil {
		m.phase, m.broken = phaseBroken, render.CleanLine(msg.err.Error())
		return
	}
	m.attempt, m.phase = msg.attempt, phaseAsking
	m.sheets.SetHints(msg.hints)
	m.sheets.Put("Policies", msg.policies)
	m.sheets.Put("Cluster", msg.cluster)
	if len(m.lesson.Questions) == 0 {
		m.phase, m.broken = phaseBroken, "it asks nothing"
	}
}

// give hands in an answer to the question in view.
func (m *Model) give(answer string) tea.Cmd {
	m.phase = phaseAnswering
	return judge(m.attempt, m.at, answer)
}

func (m *Model) allow() tea.Cmd { return m.give("allow") }
func (m *Model) deny() tea.Cmd  { return m.give("deny") }

func (m *Model) took(msg outcomeKnown) {
	if msg.attempt != m.attempt || msg.question != m.at || m.phase != phaseAnswering {
		return
	}
	if msg.err != nil {
		m.note = render.CleanLine(msg.err.Error())
		if msg.outcome.Answer == "" {
			m.phase = phaseAsking
			return
		}
	}
	m.phase = phaseAnswered
	m.answers = append(m.answers, msg.outcome)
}

// onward goes to the next question, to the score, and from there to what there is to learn.
func (m *Model) onward() tea.Cmd {
	switch {
	case m.phase == phaseScore:
		m.Want(screen.Show{Screen: debrief.New(m.env, debrief.Passed{
			Lesson: m.lesson,
			Score:  m.scoreWords(),
			Missed: m.right() < len(m.lesson.Questions),
			Back:   New(m.env, m.lesson),
		})})
	case m.at+1 < len(m.lesson.Questions):
		m.at++
		m.phase = phaseAsking
	default:
		m.phase = phaseScore
	}
	return nil
}

func (m *Model) hint() tea.Cmd { return giveHint(m.attempt) }

func (m *Model) hinted(msg hintGiven) {
	if msg.attempt != m.attempt {
		return
	}
	m.sheets.SetHints(msg.hints)
	m.layout()
	m.sheets.ShowHints()
}

func (m *Model) nextSheet() tea.Cmd {
	m.sheets.Turn()
	return nil
}

func (m *Model) lineUp() tea.Cmd   { m.sheets.By(-1); return nil }
func (m *Model) lineDown() tea.Cmd { m.sheets.By(1); return nil }
func (m *Model) pageUp() tea.Cmd   { m.sheets.Pages(-1); return nil }
func (m *Model) pageDown() tea.Cmd { m.sheets.Pages(1); return nil }

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
	if m.note == "" && m.phase == phaseOpening {
		return "opening the lesson …"
	}
	return m.note
}
