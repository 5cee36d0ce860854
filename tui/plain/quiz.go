package plain

import (
	"strconv"
	"strings"

	"netpol-tutor/lessons/recall"
)

// quiz is the question that follows a pass, and whether it waits for its answer.
type quiz struct {
	recall.Question
	put   bool // there is a question
	waits bool
}

// askCause puts the question on the cause, if there is one, and otherwise goes on.
func (r *room) askCause() {
	q, ok := recall.Ask(r.lesson, r.env.Store.Lesson(r.lesson.ID), r.recalls)
	r.quiz = quiz{q, ok, ok}
	if !ok {
		r.learnt()
		return
	}
	r.blank()
	if q.Failed {
		r.say("One question. Before it passed, your answer had a fault. Which of these was it? A number answers, Enter skips the question.")
	} else {
		r.say("One question. Which of these is the trap that this lesson sets? A number answers, Enter skips the question.")
	}
	for i, o := range q.Options {
		r.item("%d. %s", i+1, sentence(recall.Name(o)))
	}
}

// causeNamed takes a line while the question waits: a number is an answer, and anything
// else skips the question. It answers what is still to be obeyed.
func (r *room) causeNamed(line string) (rest string) {
	r.quiz.waits = false
	n, err := strconv.Atoi(strings.TrimSuffix(line, "."))
	if err != nil {
		r.learnt()
		return line
	}
	if n < 1 || n > len(r.quiz.Options) {
		r.quiz.waits = true
		r.say("The answers go from 1 to %d. Enter skips the question.", len(r.quiz.Options))
		return ""
	}
	right, err := r.quiz.Answer(r.env.Store, n-1)
	if err != nil {
		r.say("%s.", capital(err.Error()))
	}
	word := "Right"
	if !right {
		word = "Not that one. It was " + strconv.Itoa(r.quiz.Right+1)
	}
	r.say("%s: %s", word, sentence(recall.Name(r.quiz.Cause())))
	r.say("%s", sentence(r.quiz.Say()))
	r.learnt()
	return ""
}

// mastery says how far it is, if this pass counts.
func (r *room) mastery() {
	if r.env.Now == nil {
		return
	}
	if text := r.desk().Mastery(r.lesson); text != "" {
		r.say("%s", text)
	}
}

// comesBack says when the cause of the question comes back.
func (r *room) comesBack() {
	if !r.quiz.put {
		return
	}
	deck := r.deck()
	if card, ok := deck.Of(r.quiz.Cause()); ok {
		r.say("The cause was: %s %s", sentence(recall.Name(card.Cause)), deck.Explained(card))
	}
}
