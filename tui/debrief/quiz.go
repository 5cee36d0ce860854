package debrief

import (
	"fmt"
	"strconv"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

type quizPhase uint8

const (
	quizNone  quizPhase = iota // there is no question
	quizOpen                   // it waits for its answer
	quizGiven                  // the answer is being recorded
	quizRight                  // it was answered
	quizWrong
	quizSkipped
)

// quiz is the question on the cause that comes before everything else.
type quiz struct {
	question  recall.Question
	phase     quizPhase
	comesBack string // when the cause comes back; "" if it does not
}

// first tells whether the question has the screen to itself.
func (q *quiz) first() bool { return q.phase == quizOpen || q.phase == quizGiven }

func (q *quiz) answered() bool { return q.phase == quizRight || q.phase == quizWrong }

// answer takes a key while the question has the screen to itself.
func (m *Model) answer(k tea.KeyMsg) tea.Cmd {
	is := m.quizKeys()
	switch {
	case key.Matches(k, is.Name):
		m.quiz.phase = quizGiven
		n, _ := strconv.Atoi(k.String())
		return nameCause(m.env, m.quiz.question, n-1)
	case key.Matches(k, is.Skip):
		m.quiz.phase = quizSkipped
		m.layout()
	case key.Matches(k, is.Home):
		m.Want(screen.GoHome{Lesson: m.homeLesson()})
	case key.Matches(k, is.Help):
		m.Want(screen.Help{})
	default:
		m.note = "a number answers, enter skips the question"
	}
	return nil
}

func (m *Model) named(msg causeNamed) {
	m.quiz.phase, m.quiz.comesBack, m.due = quizWrong, msg.comesBack, msg.due
	if msg.right {
		m.quiz.phase = quizRight
	}
	if msg.err != nil {
		m.note = render.CleanLine(msg.err.Error())
	}
	m.layout()
}

// asking shows the question alone, since what follows would give it away.
func (m *Model) asking() []string {
	t, q := m.env.Theme, m.quiz.question
	text := "Which of these three is the trap that this lesson sets?"
	if q.Failed {
		text = "Before it passed, your answer had a fault. Which of these three was it?"
	}
	lines := append([]string{"", t.Strong.Render("One question first"), ""}, widget.Wrap(text, m.textWidth())...)
	lines = append(lines, "")
	for i, o := range q.Options {
		lines = append(lines, m.hanging(t.Key.Render(strconv.Itoa(i+1)), recall.Name(o))...)
	}
	return lines
}

// told is what came of the question, and when its cause comes back.
func (m *Model) told() []string {
	t, q := m.env.Theme, m.quiz.question
	var lines []string
	switch m.quiz.phase {
	case quizRight:
		lines = m.hanging(t.Allow.Render("✓"), "Right: "+recall.Name(q.Cause())+".")
	case quizWrong:
		lines = m.hanging(t.Deny.Render("✗"), fmt.Sprintf("Not that one. It was %d: %s.", q.Right+1, recall.Name(q.Cause())))
	case quizSkipped:
		if m.quiz.comesBack == "" {
			return nil
		}
		lines = m.hanging("·", "It was "+strconv.Itoa(q.Right+1)+": "+recall.Name(q.Cause())+".")
	default:
		return nil
	}
	if m.quiz.answered() {
		lines = append(lines, m.hanging(" ", q.Say())...)
	}
	if s := m.passed.Lesson.Sentence(); m.quiz.answered() && s != "" {
		lines = append(append(lines, ""), m.hanging(" ", "Remember: "+markdown.Words(s))...)
	}
	if m.quiz.comesBack != "" {
		lines = append(append(lines, ""), m.hanging(" ", m.quiz.comesBack)...)
	}
	return append(lines, "")
}

// hanging wraps a text behind a mark of one cell.
func (m *Model) hanging(mark, text string) []string {
	lines := widget.Wrap(text, m.textWidth()-2)
	for i, l := range lines {
		lines[i] = widget.Spaces(2) + l
		if i == 0 {
			lines[i] = mark + " " + l
		}
	}
	return lines
}
