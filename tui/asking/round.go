package asking

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/debrief"
	"netpol-tutor/tui/screen"
)

// Phase is what a question in view is waiting for.
type Phase uint8

const (
	PhaseAsking    Phase = iota // the question waits for its answer
	PhaseAnswering              // the answer is being judged
	PhaseAnswered               // the verdict is shown
	PhaseScore                  // all questions are answered
)

// Words are what a screen calls what it does.
type Words struct {
	Question string // one of those asked, as a title: "Question"
	Answered string // what the learner has done to it: "predicted"
	First    string // what to do before going on: "answer y or n first"
}

// Round is the questions of a lesson, answered one after the other.
type Round struct {
	Sitting
	Phase   Phase
	At      int            // the question in view
	Answers []play.Outcome // to the first questions, in their order
	words   Words
}

// NewRound is a round before its first question.
func NewRound(env screen.Env, l *lessons.Lesson, w Words) Round {
	return Round{Sitting: Sit(env, l), words: w}
}

// Open takes a lesson that was begun, and tells whether it can be played.
func (r *Round) Open(msg Begun) bool {
	return r.Sitting.Open(msg, len(r.Lesson.Questions), "it asks nothing")
}

// Unanswered tells whether the question in view has no verdict yet.
func (r *Round) Unanswered() bool { return r.Phase == PhaseAsking || r.Phase == PhaseAnswering }

// Give hands in an answer to the question in view, which ends in a Judged.
func (r *Round) Give(answer string) tea.Cmd {
	r.Phase = PhaseAnswering
	return judge(r.Attempt, r.At, answer)
}

// Take takes a verdict, and tells whether there is one now on the question in view.
func (r *Round) Take(msg Judged) bool {
	if msg.attempt != r.Attempt || msg.question != r.At || r.Phase != PhaseAnswering {
		return false
	}
	if msg.err != nil {
		r.Remark = render.CleanLine(msg.err.Error())
		if msg.outcome.Answer == "" {
			r.Phase = PhaseAsking
			return false
		}
	}
	r.Phase = PhaseAnswered
	r.Answers = append(r.Answers, msg.outcome)
	return true
}

// Next goes to the next question or to the score, and tells whether there was either.
func (r *Round) Next() bool {
	switch {
	case r.Phase == PhaseScore:
		return false
	case r.more():
		r.At++
		r.Phase = PhaseAsking
	default:
		r.Phase = PhaseScore
	}
	return true
}

func (r *Round) more() bool { return r.At+1 < len(r.Lesson.Questions) }

// Finish goes on to what there is to learn; back is the lesson to be played again.
func (r *Round) Finish(back screen.Screen) {
	r.Debrief(debrief.Passed{Score: r.scoreWords(), Missed: r.right() < len(r.Lesson.Questions), Back: back})
}

func (r *Round) right() int {
	n := 0
	for _, a := range r.Answers {
		if a.Right {
			n++
		}
	}
	return n
}

func (r *Round) scoreWords() string {
	return fmt.Sprintf("%d of %d %s right.", r.right(), len(r.Lesson.Questions), r.words.Answered)
}

func (r *Round) onwardWords() string {
	switch {
	case r.Phase == PhaseScore:
		return "what there is to learn"
	case r.more():
		return "next " + strings.ToLower(r.words.Question)
	}
	return "your score"
}
