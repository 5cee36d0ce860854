package home

import (
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

func (m *Model) askReset() {
	l := m.chosen()
	text := "The draft, the tries and the result of “" + render.CleanLine(l.Title) + "” go away. The lesson starts as new."
	m.Want(screen.Push{Overlay: widget.NewQuestion(m.env.Theme, "Start this lesson again?", text, "start again", "keep it", resetAgreed{l.ID})})
}

func (m *Model) askResetAll() {
	text := "The drafts, the tries and the results of all lessons go away, and what is due as well. Settings stay."
	m.Want(screen.Push{Overlay: widget.NewQuestion(m.env.Theme, "Start everything again?", text, "start everything again", "keep everything", resetAgreed{})})
}
