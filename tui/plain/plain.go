// Package plain is the tutor as a conversation in lines, for screen readers, terminals
// that show lines only, slow links and pipes: plain sentences, no frames, no colours, one
// question at a time with the cursor behind it. Everything that is played goes through
// play, everything that is written goes through render.Clean.
//
//	plain.go                  the conversation from its start to its end
//	talk.go, words.go         asking and saying
//	markdown.go, prose.go     lesson texts as plain paragraphs
//	story.go, story_ask.go, story_fill.go   the first four minutes
//	home.go, next.go          the list of lessons, and what is next
//	room.go, commands.go      a lesson, and the commands that it takes
//	file.go, entry.go         the learner's file, line by line
//	other.go                  two texts, one file
//	submit.go, ladder.go      what came of a submit, rung by rung
//	change.go                 a repair in words
//	picture.go, world.go      who reaches whom, and who there is
//	questions.go, choose.go   lessons that ask
//	debrief.go, quiz.go       what follows a pass
//	drill.go                  what comes back, one after the other
//	docs.go                   the reference of the fields
package plain

import (
	"io"
	"time"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// Env is what a conversation works with. It is read-only.
type Env struct {
	Catalogue *lessons.Catalogue
	Store     progress.Store
	Now       func() time.Time // nil: nothing ever comes back
	Width     int              // cells of a line; 0 means 80
	Lesson    string           // the lesson to begin in; "" begins at home
	Drill     bool             // begin with what is due

	// Echo repeats what is read, for input that no terminal shows, so that the output
	// reads as a session.
	Echo bool
	// Edit lets the learner change a file in an editor of their own, and answers when
	// that has ended; nil: there is none.
	Edit func(file string) error
	// Read answers the text of a file of the learner; nil: there is none to be read.
	Read func(name string) (string, error)
}

// Run holds the conversation until the learner leaves or the input ends. The error is
// that of writing, since nothing else ends it early.
func Run(in io.Reader, out io.Writer, env Env) error {
	p := &player{env: env, talk: newTalk(in, out, env)}
	at := home
	if l, ok := env.Catalogue.Find(env.Lesson); ok {
		at = place{lesson: l}
	}
	if env.Drill {
		at = due
	}
	p.notice()
	if at == home && !env.Store.Settings().Introduced {
		at = p.first()
	}
	for !at.left && !p.ended() {
		at = p.visit(at)
	}
	p.notice()
	p.say("Goodbye.")
	return p.err
}

// notice says, once, that the store could not save something.
func (p *player) notice() {
	if s, ok := p.env.Store.(interface{ Notice() string }); ok {
		if text := s.Notice(); text != "" {
			p.say("%s", text)
		}
	}
}

// player is the learner's side of a conversation.
type player struct {
	*talk
	env   Env
	heard bool   // the list of lessons was read out once
	meant string // for the list of lessons, said before it
}

// place is where a learner is: in a lesson, in the introduction, at home, before what is
// due, or gone.
type place struct {
	lesson  *lessons.Lesson
	recalls string // the cause that the lesson is played to recall
	story   bool   // the first four minutes
	due     bool
	left    bool
}

var (
	home         = place{}
	introduction = place{story: true}
	due          = place{due: true}
	gone         = place{left: true}
)

func (p *player) visit(at place) place {
	switch {
	case at.due:
		return p.drill()
	case at.story:
		return p.story()
	case at.lesson == nil:
		return p.home()
	}
	return p.play(at)
}
