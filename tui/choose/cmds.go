package choose

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/lessons/play"
)

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

func reveal(a *play.Attempt) tea.Cmd {
	return func() tea.Msg {
		a.Solution()
		return nil
	}
}
