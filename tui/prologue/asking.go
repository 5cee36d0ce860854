package prologue

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/story"
)

// asking is the question of the very first start.
type asking struct {
	chosen     int
	date       string // as typed
	fault      string // why the date cannot be
	experience string // new, some or exam; "" before the answer
	examDate   string
	example    string
}

func (a *asking) begin(now time.Time) { a.example = story.ExampleDate(now) }

func (m *Model) chooseUp() tea.Cmd   { return m.choose(-1) }
func (m *Model) chooseDown() tea.Cmd { return m.choose(1) }

func (m *Model) choose(by int) tea.Cmd {
	n := len(story.Experiences())
	m.asking.chosen = (m.asking.chosen + by + n) % n
	return nil
}

func (m *Model) answerChosen() tea.Cmd { return m.answer(m.asking.chosen) }
func (m *Model) answerNew() tea.Cmd    { return m.answer(story.New) }
func (m *Model) answerSome() tea.Cmd   { return m.answer(story.Some) }
func (m *Model) answerExam() tea.Cmd   { return m.answer(story.ExamAhead) }

// answer takes the answer to the question. Only those who are new are kept here.
func (m *Model) answer(i int) tea.Cmd {
	m.asking.chosen = i
	switch i {
	case story.New:
		m.asking.experience = story.Experiences()[i].Setting
		return m.goTo(story.Flat1)
	case story.Some:
		m.asking.experience = story.Experiences()[i].Setting
		return m.skip()
	}
	m.frame = story.Date
	return nil
}

func (m *Model) backToQuestion() tea.Cmd {
	m.frame, m.asking.fault = story.Ask, ""
	return nil
}

func (m *Model) eraseDate() tea.Cmd {
	if n := len(m.asking.date); n > 0 {
		m.asking.date = m.asking.date[:n-1]
	}
	m.asking.fault = ""
	return nil
}

// typeDate takes digits and dashes; nothing else can belong to a date.
func (m *Model) typeDate(k tea.KeyMsg) {
	for _, r := range k.Runes {
		if strings.ContainsRune("0123456789-", r) && len(m.asking.date) < len(story.DateForm) {
			m.asking.date += string(r)
			m.asking.fault = ""
		}
	}
}

// takeDate ends the question; without a date the exam is just somewhere ahead.
func (m *Model) takeDate() tea.Cmd {
	a := &m.asking
	if a.examDate, a.fault = story.ReadDate(a.date, m.env.Now()); a.fault != "" {
		return nil
	}
	a.experience = story.Experiences()[story.ExamAhead].Setting
	return m.skip()
}
