package home

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
)

// standingsRead brings where the learner stands with all lessons.
type standingsRead struct {
	standings map[string]standing
	notice    string // of the store, once
}

// resetAgreed is the learner's yes to a question; without a lesson, about all of them.
type resetAgreed struct{ lesson string }

type notKept struct{ err error }

func readStandings(s progress.Store, path []*lessons.Lesson) tea.Cmd {
	return func() tea.Msg { return standingsRead{standings(s, path), screen.Notice(s)} }
}

func standings(s progress.Store, path []*lessons.Lesson) map[string]standing {
	records := s.All()
	all := map[string]standing{}
	for _, l := range path {
		record, tried := records[l.ID]
		_, draft, _ := s.Look(l.ID)
		if tried || draft {
			all[l.ID] = standing{record, draft}
		}
	}
	return all
}

func reset(s progress.Store, lesson string, path []*lessons.Lesson) tea.Cmd {
	return func() tea.Msg {
		err := error(nil)
		if lesson == "" {
			err = s.ResetAll()
		} else {
			err = s.Reset(lesson)
		}
		if err != nil {
			return notKept{err}
		}
		return standingsRead{standings(s, path), screen.Notice(s)}
	}
}
