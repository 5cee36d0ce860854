package choose

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
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

// chosen brings what came of a file, and what all of them do.
type chosen struct {
	attempt *play.Attempt
	option  int
	outcome play.Outcome
	all     grader.Comparison
	err     error
}

func choose(a *play.Attempt, option int) tea.Cmd {
	return func() tea.Msg {
		outcome, err := a.Choose(option)
		return chosen{a, option, outcome, a.Compare(), err}
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

func reveal(a *play.Attempt) tea.Cmd {
	return func() tea.Msg {
		a.Solution()
		return nil
	}
}
