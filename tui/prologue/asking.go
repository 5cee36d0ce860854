package prologue

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
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

// experiences are the answers, in the words of the settings.
var experiences = []struct{ key, setting, says, means string }{
	{"n", "new", "I am new to this", "four minutes: the trap that nearly everybody falls into"},
	{"s", "some", "I know some of it", "straight to the lessons"},
	{"e", "exam", "I have an exam ahead", "the date, if there is one, then the lessons"},
}

const dateForm = "2006-01-02"

func (a *asking) begin(now time.Time) { a.example = now.AddDate(0, 1, 0).Format(dateForm) }

func (m *Model) chooseUp() tea.Cmd   { return m.choose(-1) }
func (m *Model) chooseDown() tea.Cmd { return m.choose(1) }

func (m *Model) choose(by int) tea.Cmd {
	n := len(experiences)
	m.asking.chosen = (m.asking.chosen + by + n) % n
	return nil
}

func (m *Model) answerChosen() tea.Cmd { return m.answer(m.asking.chosen) }
func (m *Model) answerNew() tea.Cmd    { return m.answer(0) }
func (m *Model) answerSome() tea.Cmd   { return m.answer(1) }
func (m *Model) answerExam() tea.Cmd   { return m.answer(2) }

// answer takes the answer to the question. Only those who are new are kept here.
func (m *Model) answer(i int) tea.Cmd {
	m.asking.chosen = i
	switch i {
	case 0:
		m.asking.experience = experiences[i].setting
		return m.goTo(frameFlat1)
	case 1:
		m.asking.experience = experiences[i].setting
		return m.skip()
	}
	m.frame = frameDate
	return nil
}

func (m *Model) backToQuestion() tea.Cmd {
	m.frame, m.asking.fault = frameAsk, ""
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
		if strings.ContainsRune("0123456789-", r) && len(m.asking.date) < len(dateForm) {
			m.asking.date += string(r)
			m.asking.fault = ""
		}
	}
}

// takeDate ends the question; without a date the exam is just somewhere ahead.
func (m *Model) takeDate() tea.Cmd {
	a := &m.asking
	if a.date != "" {
		day, err := time.Parse(dateForm, a.date)
		switch {
		case err != nil:
			a.fault = "There is no such day. Write year-month-day, as in " + a.example + "."
			return nil
		case a.date < m.env.Now().Format(dateForm):
			a.fault = "That day is over. If there is no date yet, leave it empty."
			return nil
		}
		a.examDate = day.Format(dateForm)
	}
	a.experience = experiences[2].setting
	return m.skip()
}
