package home

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// skipChosen brings lessons that the learner knows already, or wants to play after all.
type skipChosen struct {
	lessons []string
	kind    progress.EventKind // Skipped or Unskipped
}

// askSkip offers to skip a lesson, or all before it, and to take that back.
func (m *Model) askSkip() {
	l := m.chosen()
	m.touched = true // the choice stays where it is, so that the same keys take it back
	kind := progress.Skipped
	if m.stands[l.ID].Skipped {
		kind = progress.Unskipped
	}
	before, skipped := m.skippable(l), m.skipped()
	is := m.skipKeys(l, len(before), len(skipped))
	m.Want(screen.Push{Overlay: widget.NewMenu(m.env.Theme, "Skip", []widget.Item{
		{Binding: is.this, Then: skipChosen{[]string{l.ID}, kind}},
		{Binding: is.before, Then: skipChosen{before, progress.Skipped}},
		{Binding: is.back, Then: skipChosen{skipped, progress.Unskipped}},
	})})
}

// skippable are the lessons of the path before another that are still to do.
func (m *Model) skippable(before *lessons.Lesson) []string {
	var ids []string
	for _, l := range m.path {
		if l == before {
			break
		}
		if (filter{todo: true}).keeps(l, m.stands[l.ID]) {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

func (m *Model) skipped() []string {
	var ids []string
	for _, l := range m.path {
		if m.stands[l.ID].Skipped {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

func skip(env screen.Env, c skipChosen) tea.Cmd {
	return func() tea.Msg {
		for _, id := range c.lessons {
			if err := env.Store.Record(id, progress.Event{Kind: c.kind}); err != nil {
				return notKept{err}
			}
		}
		return standingsOf(env)
	}
}
