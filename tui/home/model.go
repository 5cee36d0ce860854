// Package home is the first screen: the tracks at left, their lessons at right, what
// is done, and which lesson comes next and why.
//
//	model.go   what the screen knows, and how keys change it
//	path.go    the path as a track, and what a step teaches
//	search.go  lessons by words
//	filter.go  lessons of one kind, or only what is to do
//	skip.go    lessons that the learner knows already
//	reset.go   starting again, with a question first
//	state.go   where the learner stands with a lesson, in words
//	view.go    how it looks
//	keys.go    what the keys do
//	cmds.go    reading and resetting records
package home

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
)

type phase uint8

const (
	phaseLessons   phase = iota // the keys move through the lessons of a track
	phaseTracks                 // the keys move through the tracks
	phaseSearching              // the keys are letters of a search
)

// Model is the home screen.
type Model struct {
	screen.Desk
	env    screen.Env
	tracks []lessons.Track
	path   []*lessons.Lesson // all lessons in the recommended order
	stands map[string]recall.Standing
	due    int // causes that have come back
	next   recall.Suggestion

	phase         phase
	track, lesson int
	touched       bool // the learner has moved, so that the choice is theirs
	query         string
	found         []*lessons.Lesson
	filter        filter
	note          string
	width, height int
}

// New is the home screen with a lesson chosen, or with the next one if lesson is empty.
func New(env screen.Env, lesson string) *Model {
	m := &Model{env: env, path: env.Catalogue.Lessons()}
	m.tracks = withPath(m.path, env.Catalogue.Tracks())
	m.next = recall.Next(m.path, nil, nil)
	m.chooseNext()
	if lesson != "" && m.choose(lesson) {
		m.touched = true
	}
	return m
}

// Init reads the records.
func (m *Model) Init() tea.Cmd { return readStandings(m.env) }

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) screen.Screen {
	m.width, m.height = width, height
	return m
}

// Update takes keys and standings.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case standingsRead:
		m.setStandings(msg.standings)
		m.due = msg.due
		m.note = render.CleanLine(msg.notice)
	case resetAgreed:
		return m, reset(m.env, msg.lesson)
	case filterChosen:
		m.setFilter(msg.filter)
	case skipChosen:
		return m, skip(m.env, msg)
	case notKept:
		m.note = "that could not be kept: " + render.CleanLine(msg.err.Error())
	case tea.KeyMsg:
		m.note = ""
		m.typed(msg)
	}
	return m, nil
}

func (m *Model) setStandings(all map[string]recall.Standing) {
	m.stands = all
	m.next = recall.Next(m.path, all, nil)
	if m.phase == phaseSearching {
		return
	}
	m.lesson = clamp(m.lesson, len(m.list()))
	if !m.touched {
		m.chooseNext()
	}
}

func (m *Model) chooseNext() {
	if m.next.Lesson != nil {
		m.choose(m.next.Lesson.ID)
	}
}

// choose makes a lesson the chosen one, and tells whether there is such a lesson.
func (m *Model) choose(id string) bool {
	for i, t := range m.tracks {
		for j, l := range m.kept(t.Lessons) {
			if l.ID == id {
				m.track, m.lesson = i, j
				return true
			}
		}
	}
	return false
}

// chosen is the lesson that enter opens; nil if there is none.
func (m *Model) chosen() *lessons.Lesson {
	list := m.list()
	if m.lesson < len(list) {
		return list[m.lesson]
	}
	return nil
}

// list is the lessons shown at right.
func (m *Model) list() []*lessons.Lesson {
	if m.phase == phaseSearching {
		return m.found
	}
	if m.track < len(m.tracks) {
		return m.kept(m.tracks[m.track].Lessons)
	}
	return nil
}

func (m *Model) typed(k tea.KeyMsg) {
	if m.phase == phaseSearching {
		m.searchKey(k)
		return
	}
	keys := m.keys()
	switch {
	case key.Matches(k, keys.Open):
		m.open()
	case key.Matches(k, keys.Next):
		m.Want(screen.Open{Lesson: m.next.Lesson.ID})
	case key.Matches(k, keys.Drill):
		m.Want(screen.Drill{})
	case key.Matches(k, keys.Search):
		m.search()
	case key.Matches(k, keys.Filter):
		m.askFilter()
	case key.Matches(k, keys.Skip):
		m.askSkip()
	case key.Matches(k, keys.Reset):
		m.askReset()
	case key.Matches(k, keys.ResetAll):
		m.askResetAll()
	case key.Matches(k, keys.Intro):
		m.Want(screen.Introduce{})
	case key.Matches(k, keys.Help):
		m.Want(screen.Help{})
	case key.Matches(k, keys.Quit):
		m.Want(screen.Quit{})
	default:
		m.moveOrRefuse(k, keys)
	}
}

func (m *Model) open() {
	if m.phase == phaseTracks {
		m.phase = phaseLessons
		return
	}
	if l := m.chosen(); l != nil {
		m.Want(screen.Open{Lesson: l.ID})
	}
}

// Note says what comes next, or what went wrong.
func (m *Model) Note() string {
	switch {
	case m.note != "":
		return m.note
	case m.phase == phaseSearching:
		return ""
	case m.chosen() != nil && m.chosen() == m.next.Lesson:
		return "▸ " + whyNext(m.next.Why)
	}
	return ""
}

func whyNext(r recall.Reason) string {
	switch r {
	case recall.Start:
		return "start here"
	case recall.GoOn:
		return "go on here"
	}
	return "next on your path"
}
