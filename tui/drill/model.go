// Package drill is what has come back: which causes are due, and the way into the first of
// them. What a cause is called is not said before it was played, since recognising it is
// half of the answer. When nothing is due it says so, and offers the next lesson.
//
//	model.go   what the screen knows, and what the keys do
//	view.go    how it looks
//	keys.go    the keys
//	cmds.go    what is due, read from the store
package drill

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// Model is the screen.
type Model struct {
	screen.Desk
	env      screen.Env
	straight bool // go on into the first lesson without waiting for a key
	read     bool // what follows is known
	deck     recall.Deck
	due      []row
	first    *lessons.Lesson // in which the first of them comes back
	next     *lessons.Lesson // on the path; nil if all are done
	scroll   widget.Scroll
	note     string

	width, height int
}

// row is a cause that is due, and where it was missed.
type row struct {
	recall.Card
	where string // the title of a lesson; "" if it is not on the path
}

// New is the list of what is due, or straight the first lesson of it.
func New(env screen.Env, straight bool) *Model { return &Model{env: env, straight: straight} }

// Init reads what is due.
func (m *Model) Init() tea.Cmd { return readDue(m.env) }

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	m.layout()
	return m
}

// Update takes what was read, and keys.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case dueRead:
		m.took(msg)
	case tea.KeyMsg:
		m.note = ""
		m.typed(msg)
	}
	return m, nil
}

func (m *Model) took(msg dueRead) {
	m.read, m.deck, m.due, m.first, m.next = true, msg.deck, msg.due, msg.first, msg.next
	m.note = render.CleanLine(msg.notice)
	m.layout()
	if m.straight && m.first != nil {
		m.play()
	}
}

func (m *Model) typed(k tea.KeyMsg) {
	is := m.keys()
	switch {
	case key.Matches(k, is.Play):
		m.play()
	case key.Matches(k, is.Next):
		m.Want(screen.Open{Lesson: m.next.ID})
	case key.Matches(k, is.Home):
		m.Want(screen.GoHome{})
	case key.Matches(k, is.Help):
		m.Want(screen.Help{})
	case key.Matches(k, is.Up):
		m.scroll.By(-1)
	case key.Matches(k, is.Down):
		m.scroll.By(1)
	default:
		m.note = keys.Refusal(k, keys.Flat(m.FullHelp())...)
	}
}

func (m *Model) play() { m.Want(screen.Open{Lesson: m.first.ID, Recalls: m.due[0].Cause}) }

// Note says what went wrong.
func (m *Model) Note() string { return m.note }
