// Package asking is what the screens share that ask about a lesson instead of having a
// policy written. Such a screen embeds a Sitting, or a Round of questions, which has a
// Sitting in it; what it asks and how that is shown is its own.
//
//	sitting.go  a lesson that is opened, played and gone on from
//	round.go    questions that are answered one after the other
//	verdict.go  what is said once something was answered
//	view.go     the frame around it
//	keys.go     the keys that mean the same on each of these screens
//	cmds.go     everything that touches the attempt
package asking

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/docs"
	"netpol-tutor/tui/reading"
	"netpol-tutor/tui/screen"
)

// Sitting is one lesson before one learner.
type Sitting struct {
	screen.Desk
	Env           screen.Env
	Lesson        *lessons.Lesson
	Attempt       *play.Attempt  // nil until the lesson is open
	Broken        string         // why it cannot be played; empty if nothing is known against it
	Remark        string         // what there is to say to the last key
	Sheets        *reading.Model // what there is to read
	Width, Height int            // in cells, the status line left out
}

// Sit is a lesson that is not open yet.
func Sit(env screen.Env, l *lessons.Lesson) Sitting {
	return Sitting{Env: env, Lesson: l, Sheets: reading.New(env, l)}
}

// Init prepares the lesson, which ends in a Begun.
func (s *Sitting) Init() tea.Cmd {
	return tea.Batch(begin(s.Env, s.Lesson), s.Sheets.Render())
}

// Open takes a lesson that was begun, and tells whether it can be played: it cannot where
// there are no things to answer, for which none is the word.
func (s *Sitting) Open(msg Begun, things int, none string) bool {
	switch {
	case msg.err != nil:
		s.Broken = render.CleanLine(msg.err.Error())
	case things == 0:
		s.Broken = none
	default:
		s.Attempt = msg.attempt
		s.Sheets.SetHints(msg.hints)
	}
	return s.Ready()
}

// Ready tells whether the lesson is open.
func (s *Sitting) Ready() bool { return s.Attempt != nil }

// Hinted takes the hints that were given, and tells whether they are of this attempt.
func (s *Sitting) Hinted(msg HintGiven) bool {
	if msg.attempt != s.Attempt {
		return false
	}
	s.Sheets.SetHints(msg.hints)
	return true
}

// Debrief goes on to what there is to learn.
func (s *Sitting) Debrief(p debrief.Passed) {
	p.Lesson = s.Lesson
	s.Want(screen.Show{Screen: debrief.New(s.Env, p)})
}

// Note is the right end of the status line.
func (s *Sitting) Note() string {
	if s.Remark == "" && s.Broken == "" && !s.Ready() {
		return "opening the lesson …"
	}
	return s.Remark
}

func (s *Sitting) hint() tea.Cmd { return giveHint(s.Attempt) }

func (s *Sitting) leave() tea.Cmd {
	s.Want(screen.GoHome{Lesson: s.Lesson.ID})
	return nil
}

func (s *Sitting) docs() tea.Cmd {
	s.Want(screen.Push{Overlay: docs.NewPage(s.Env.Theme)})
	return nil
}

func (s *Sitting) help() tea.Cmd {
	s.Want(screen.Help{})
	return nil
}
