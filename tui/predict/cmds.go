package predict

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/world"
)

// begun brings a lesson that is ready to be played, and what there is to read.
type begun struct {
	attempt           *play.Attempt
	hints             []string
	policies, cluster []string
	err               error
}

func begin(env screen.Env, l *lessons.Lesson) tea.Cmd {
	return func() tea.Msg {
		a, err := play.BeginFor(l, env.Store, env.Recalls)
		if err != nil {
			return begun{err: err}
		}
		return begun{attempt: a, hints: a.Hints(), policies: world.Policies(env.Theme, l), cluster: world.Cluster(env.Theme, a.Task().Cluster)}
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

// hintGiven brings the hints that were given so far.
type hintGiven struct {
	attempt *play.Attempt
	hints   []string
}

func giveHint(a *play.Attempt) tea.Cmd {
	return func() tea.Msg {
		_, number, _ := a.Hint()
		return hintGiven{a, a.Lesson().Hints[:number]}
	}
}
