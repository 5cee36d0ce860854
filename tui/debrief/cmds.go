package debrief

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
)

type textRendered struct {
	key   markdown.Key
	lines []string
}

func renderText(t *theme.Theme, key markdown.Key, text string) tea.Cmd {
	return func() tea.Msg { return textRendered{key, markdown.Render(t, text, key.Width)} }
}

// nextFound brings the lesson to go on with, nil if all are done, and the twin of the one
// just played, nil if it has none; owed tells that the twin comes first. Beside it, the
// question on the cause.
type nextFound struct {
	lesson, twin *lessons.Lesson
	owed         bool
	quiz         quiz
	due          int    // causes that are due today
	mastery      string // how far it is; "" if this pass does not count
}

func findNext(env screen.Env, p Passed) tea.Cmd {
	return func() tea.Msg {
		after := p.Lesson
		desk := env.Recall()
		found := nextFound{quiz: askOn(env, p), due: len(desk.Deck().Due()), mastery: desk.Mastery(after)}
		if sibling := after.TwinOf(); sibling != nil {
			found.lesson = desk.Next(sibling).Lesson
			return found
		}
		found.lesson = desk.Next(after).Lesson
		if env.Recalls == "" {
			found.twin, found.owed = play.Twin(env.Catalogue, env.Store, after)
		}
		return found
	}
}

func askOn(env screen.Env, p Passed) quiz {
	if p.Missed {
		return quiz{}
	}
	q, ok := recall.Ask(p.Lesson, env.Store.Lesson(p.Lesson.ID), env.Recalls)
	if !ok {
		return quiz{}
	}
	return quiz{question: q, phase: quizOpen, comesBack: comesBack(env, q)}
}

// comesBack says when the cause of a question comes back; "" if it was never missed.
func comesBack(env screen.Env, q recall.Question) string {
	deck := env.Recall().Deck()
	if card, ok := deck.Of(q.Cause()); ok {
		return deck.Explained(card)
	}
	return ""
}

// causeNamed says what came of an answer to the question.
type causeNamed struct {
	right     bool
	comesBack string
	due       int
	err       error
}

func nameCause(env screen.Env, q recall.Question, option int) tea.Cmd {
	return func() tea.Msg {
		right, err := q.Answer(env.Store, option)
		return causeNamed{right, comesBack(env, q), len(env.Recall().Deck().Due()), err}
	}
}
