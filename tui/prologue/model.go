// Package prologue shows the story of the first four minutes, which lessons/story tells.
//
//	model.go    what the screen knows, and what it does with messages
//	keys.go     what the keys do, by phase
//	asking.go   the one question, and the day of an exam
//	running.go  the two commands, second by second
//	filling.go  the file with two holes
//	place.go    where the learner is, kept for the next start
//	cmds.go     everything that touches the lesson or the store
//	picture.go, policy.go, terminal.go   the parts that frames are made of
//	pages.go    what each frame says
//	view.go     how it is laid out
package prologue

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/screen"
)

// Model is the screen.
type Model struct {
	screen.Desk
	env     screen.Env
	keeper  *keeper
	scene   *story.Scene // nil until it is built
	next    *lessons.Lesson
	broken  string
	note    string
	resumed bool // the learner was brought back to where they left
	skipped bool // the learner has left the story

	frame    story.Frame
	asking   asking
	given    story.Guesses
	sentence int // of the policy's meaning, in story.Read
	run      running
	fill     filling

	spent time.Duration // until since
	since time.Time     // zero while the story does not run

	width, height int
}

// Wanted tells whether the program should begin with the prologue.
func Wanted(env screen.Env) bool { return !env.Store.Settings().Introduced }

// New begins with the question if it was never answered, else where the story was left.
func New(env screen.Env) *Model {
	m := &Model{env: env, keeper: &keeper{store: env.Store}}
	settings := env.Store.Settings()
	m.asking.begin(env.Now())
	if settings.Experience != "" || settings.Introduced {
		m.resume(settings.Prologue)
	}
	return m
}

// Init builds the cluster and looks for the lesson that follows.
func (m *Model) Init() tea.Cmd { return tea.Batch(build(), findNext(m.env)) }

// Update takes keys, and answers to what was asked earlier.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		m.note = ""
		return m, m.typed(msg)
	case built:
		return m, m.opened(msg)
	case nextFound:
		m.next = msg.lesson
	case ticked:
		return m, m.tick(msg)
	case checked:
		return m, m.took(msg)
	case kept:
		if msg.err != nil {
			m.note = "could not be saved: " + render.CleanLine(msg.err.Error())
		}
	}
	return m, nil
}

func (m *Model) opened(msg built) tea.Cmd {
	if msg.err != nil {
		m.broken = render.CleanLine(msg.err.Error())
		return nil
	}
	m.scene = msg.scene
	if m.frame == story.Again || m.frame == story.End {
		return m.check() // what the learner had filled in is judged anew
	}
	return m.arrived()
}

// goTo shows another frame.
func (m *Model) goTo(f story.Frame) tea.Cmd {
	m.frame, m.resumed = f, false
	return m.arrived()
}

// arrived starts what a frame does by itself.
func (m *Model) arrived() tea.Cmd {
	if m.scene == nil || m.frame < story.Flat1 {
		return nil
	}
	if m.since.IsZero() && !m.scene.IsMended() {
		m.since = m.env.Now()
	}
	var start tea.Cmd
	switch m.frame {
	case story.Run:
		start = m.startRun()
	case story.Again:
		m.stopClock()
	}
	return tea.Batch(start, m.keep())
}

// stopClock ends the time that the story took: the learner has made it work.
func (m *Model) stopClock() {
	m.spent, m.since = m.elapsed(), time.Time{}
}

func (m *Model) elapsed() time.Duration {
	if m.since.IsZero() {
		return m.spent
	}
	return m.spent + m.env.Now().Sub(m.since)
}

func (m *Model) onward() tea.Cmd {
	if m.frame == story.Read && m.sentence+1 < len(m.scene.Meaning) {
		m.sentence++
		return nil
	}
	return m.goTo(m.frame + 1)
}

func (m *Model) back() tea.Cmd {
	switch {
	case m.frame == story.Read && m.sentence > 0:
		m.sentence--
		return nil
	case m.frame > story.End:
		return m.goTo(story.End)
	}
	return m.goTo(m.frame - 1)
}

// bet takes a guess. The two bets on the commands are settled together by running them.
func (m *Model) bet(g story.Guess) tea.Cmd {
	m.given[m.frame.Bet()] = g
	if m.frame == story.BetName || m.frame == story.BetAddress {
		return m.onward()
	}
	return m.keep()
}

func (m *Model) yes() tea.Cmd { return m.bet(story.Yes) }
func (m *Model) no() tea.Cmd  { return m.bet(story.No) }

// skip leaves for home. The place is kept when the screen is left.
func (m *Model) skip() tea.Cmd {
	m.skipped = true
	m.Want(screen.GoHome{})
	return nil
}

// later leaves the question open; it is asked again at the next start.
func (m *Model) later() tea.Cmd {
	m.Want(screen.GoHome{})
	return nil
}

func (m *Model) quit() tea.Cmd {
	m.Want(screen.Quit{})
	return nil
}

func (m *Model) restart() tea.Cmd {
	m.startOver()
	m.scene = m.scene.Unmended()
	return m.goTo(story.Flat1)
}

func (m *Model) learn() tea.Cmd {
	if m.next == nil {
		m.Want(screen.GoHome{})
		return nil
	}
	m.Want(screen.Open{Lesson: m.next.ID})
	return nil
}

func (m *Model) showExam() tea.Cmd { return m.goTo(story.Exam) }
func (m *Model) showOwn() tea.Cmd  { return m.goTo(story.Own) }

func (m *Model) help() tea.Cmd {
	m.Want(screen.Help{})
	return nil
}

// Leave keeps the place before another screen comes, or the program ends.
func (m *Model) Leave() tea.Cmd { return m.keep() }

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	return m
}

// Note is the right end of the status line.
func (m *Model) Note() string {
	switch {
	case m.note != "":
		return m.note
	case !m.resumed:
	case m.phase() == phaseGuessing, m.phase() == phaseReading:
		return "left off here; r restarts"
	case m.phase() == phaseFilling:
		return "left off here"
	}
	return ""
}
