package drill

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
)

// dueRead brings what is due, and what there is instead.
type dueRead struct {
	deck        recall.Deck
	due         []row
	first, next *lessons.Lesson
	notice      string // of the store, once
}

func readDue(env screen.Env) tea.Cmd {
	return func() tea.Msg {
		desk := env.Recall()
		read := dueRead{deck: desk.Deck(), next: desk.Next(nil).Lesson}
		for _, c := range read.deck.Due() {
			read.due = append(read.due, row{c, desk.Where(c)})
		}
		if len(read.due) > 0 {
			read.first = desk.Lesson(read.due[0].Card)
		}
		read.notice = screen.Notice(env.Store)
		return read
	}
}
