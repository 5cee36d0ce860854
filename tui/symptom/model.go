// Package symptom shows a recorded terminal, command and output as they were, and asks
// how it ended: did DNS fail, was the connection stopped, was it refused, or did it work?
// After the answer, the way is walked step by step.
//
//	model.go     what the screen knows, and what it does with messages
//	keys.go      the keys
//	terminal.go  the terminal and the answers to choose from
//	verdict.go   right or not, why, the way, and the score
//	view.go      how it is laid out
//	cmds.go      everything that touches the attempt
package symptom

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/reading"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

type phase uint8

const (
	phaseOpening   phase = iota
	phaseAsking          // a terminal waits for its answer
	phaseAnswering       // the answer is being judged
	phaseAnswered        // the verdict is shown
	phaseScore           // all terminals are answered
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

	at       int
	answers  []play.Outcome
	policies []string

	sheets *reading.Model
	aside  bool // the keys go to the sheets
	scroll widget.Scroll
	foot   []string // stays in sight below what scrolls

	width, height int
}

// New is the screen of a lesson of symptoms.
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
	switch {
	case msg.err != nil:
		m.phase, m.broken = phaseBroken, render.CleanLine(msg.err.Error())
	case len(m.lesson.Questions) == 0:
		m.phase, m.broken = phaseBroken, "it asks nothing"
	default:
		m.attempt, m.phase, m.policies = msg.attempt, phaseAsking, msg.policies
		m.sheets.SetHints(msg.hints)
		m.sheets.Put("Cluster", msg.cluster)
	}
}

// answer hands in one of the choices.
func (m *Model) answer(i int) tea.Cmd {
	m.phase = phaseAnswering
	return judge(m.attempt, m.at, m.attempt.Choices()[i])
}

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
	m.toTerminal()
	m.scroll.Bottom()
	m.scroll.Show(m.verdictAt()) // the verdict goes before the way, the way before the terminal
	if len(m.answers) == len(m.lesson.Questions) {
		m.sheets.Put("Policies", m.policies) // before, they would be read instead of the terminal
	}
}

// onward goes to the next terminal, to the score, and from there to what there is to learn.
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
		m.toTerminal()
	default:
		m.phase = phaseScore
		m.toTerminal()
	}
	return nil
}

func (m *Model) toTerminal() {
	m.aside = false
	m.layout()
	m.scroll.Top()
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

// turn goes from the terminal to the sheets, through them, and back.
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
	if m.note == "" && m.phase == phaseOpening {
		return "opening the lesson …"
	}
	return m.note
}
