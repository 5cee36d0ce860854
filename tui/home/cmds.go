package home

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
)

// standingsRead brings where the learner stands with all lessons.
type standingsRead struct {
	standings map[string]recall.Standing
	due       int    // causes that have come back
	notice    string // of the store, once
}

// resetAgreed is the learner's yes to a question; without a lesson, about all of them.
type resetAgreed struct{ lesson string }

type notKept struct{ err error }

func readStandings(env screen.Env) tea.Cmd {
	return func() tea.Msg { return standingsOf(env) }
}

func standingsOf(env screen.Env) standingsRead {
	desk := env.Recall()
	return standingsRead{desk.Standings(), len(desk.Deck().Due()), screen.Notice(env.Store)}
}

func reset(env screen.Env, lesson string) tea.Cmd {
	return func() tea.Msg {
		err := error(nil)
		if lesson == "" {
			err = env.Store.ResetAll()
		} else {
			err = env.Store.Reset(lesson)
		}
		if err != nil {
			return notKept{err}
		}
		return standingsOf(env)
	}
}
