package asking

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/world"
)

// Begun brings a lesson that is ready to be played, and what there is to read.
type Begun struct {
	attempt *play.Attempt
	hints   []string
	err     error

	Policies, Cluster []string // lines
}

func begin(env screen.Env, l *lessons.Lesson) tea.Cmd {
	return func() tea.Msg {
		a, err := play.BeginFor(l, env.Store, env.Recalls)
		if err != nil {
			return Begun{err: err}
		}
		return Begun{attempt: a, hints: a.Hints(), Policies: world.Policies(env.Theme, l), Cluster: world.Cluster(env.Theme, a.Task().Cluster)}
	}
}

// Judged brings the verdict on an answer.
type Judged struct {
	attempt  *play.Attempt
	question int
	outcome  play.Outcome
	err      error
}

func judge(a *play.Attempt, question int, answer string) tea.Cmd {
	return func() tea.Msg {
		outcome, err := a.Answer(question, answer)
		return Judged{a, question, outcome, err}
	}
}

// HintGiven brings the hints that were given so far.
type HintGiven struct {
	attempt *play.Attempt
	hints   []string
}

func giveHint(a *play.Attempt) tea.Cmd {
	return func() tea.Msg {
		_, number, _ := a.Hint()
		return HintGiven{a, a.Lesson().Hints[:number]}
	}
}
