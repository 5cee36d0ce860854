package home

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
)

// standingsRead brings where the learner stands with all lessons.
type standingsRead struct {
	standings map[string]standing
	due       int    // causes that have come back
	notice    string // of the store, once
}

// resetAgreed is the learner's yes to a question; without a lesson, about all of them.
type resetAgreed struct{ lesson string }

type notKept struct{ err error }

func readStandings(env screen.Env, path []*lessons.Lesson) tea.Cmd {
	return func() tea.Msg { return standingsOf(env, path) }
}

func standingsOf(env screen.Env, path []*lessons.Lesson) standingsRead {
	deck := env.Recall().Deck()
	return standingsRead{standings(env.Store, path, deck), len(deck.Due()), screen.Notice(env.Store)}
}

func standings(s progress.Store, path []*lessons.Lesson, deck recall.Deck) map[string]standing {
	records := s.All()
	all := map[string]standing{}
	for _, l := range path {
		record, tried := records[l.ID]
		_, draft, _ := s.Look(l.ID)
		if tried || draft {
			all[l.ID] = standing{record, draft, back(deck, l)}
		}
	}
	return all
}

// back says when something that was missed in a lesson comes back; "" if nothing does.
func back(deck recall.Deck, l *lessons.Lesson) string {
	if card, ok := deck.MissedIn(l.ID); ok {
		return deck.In(card.Due)
	}
	return ""
}

func reset(env screen.Env, lesson string, path []*lessons.Lesson) tea.Cmd {
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
		return standingsOf(env, path)
	}
}
