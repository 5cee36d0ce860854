package predict

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/world"
)

// begun brings a lesson that is ready to be played, and what there is to read.
type begun struct {
	attempt  *play.Attempt
	policies []string
	cluster  []string
	err      error
}

func begin(t *theme.Theme, l *lessons.Lesson, s progress.Store) tea.Cmd {
	return func() tea.Msg {
		a, err := play.Begin(l, s)
		if err != nil {
			return begun{err: err}
		}
		return begun{attempt: a, policies: world.Policies(t, l), cluster: world.Cluster(t, a.Task().Cluster)}
	}
}

// outcomeKnown brings the verdict on an answer.
type outcomeKnown struct {
	attempt  *play.Attempt
	question int
	outcome  play.Outcome
	err      error
}

func judge(a *play.Attempt, question int, answer string) tea.Cmd {
	return func() tea.Msg {
		outcome, err := a.Answer(question, answer)
		return outcomeKnown{a, question, outcome, err}
	}
}

type textRendered struct {
	key   markdown.Key
	lines []string
}

func renderText(t *theme.Theme, key markdown.Key, text string) tea.Cmd {
	return func() tea.Msg { return textRendered{key, markdown.Render(t, text, key.Width)} }
}
