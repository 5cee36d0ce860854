package prologue

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/home"
	"netpol-tutor/tui/screen"
)

// built brings the cluster of the story.
type built struct {
	scene *scene
	err   error
}

func build() tea.Cmd {
	return func() tea.Msg {
		s, err := newScene()
		return built{s, err}
	}
}

// nextFound brings the lesson to go on with; nil if all are done.
type nextFound struct{ lesson *lessons.Lesson }

func findNext(env screen.Env) tea.Cmd {
	return func() tea.Msg { return nextFound{home.Next(env, "")} }
}

// checked brings the grader's answer to a try, and what is so with it applied.
type checked struct {
	seq     int
	values  [2]string
	report  *grader.Report
	applied string
	view    view
}

func check(s *scene, text string, values [2]string, seq int) tea.Cmd {
	return func() tea.Msg {
		r := grader.Grade(s.task, grader.Submission{Name: policyFile, Files: []manifest.Source{{Name: policyFile, Text: text}}})
		v, err := look(r.Judgement.World)
		if err != nil {
			v = s.cut // the same connections were followed in the same cluster before
		}
		return checked{seq, values, r, r.Read.Stdout, v}
	}
}

// kept says that the place was saved, or why not.
type kept struct{ err error }
