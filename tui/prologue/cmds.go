package prologue

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/screen"
)

// built brings the cluster of the story.
type built struct {
	scene *story.Scene
	err   error
}

func build() tea.Cmd {
	return func() tea.Msg {
		s, err := story.Build()
		return built{s, err}
	}
}

// nextFound brings the lesson to go on with; nil if all are done.
type nextFound struct{ lesson *lessons.Lesson }

func findNext(env screen.Env) tea.Cmd {
	return func() tea.Msg { return nextFound{env.Recall().Next(nil).Lesson} }
}

// checked brings the grader's answer to a try.
type checked struct {
	seq int
	story.Try
}

func check(s *story.Scene, f filling) tea.Cmd {
	return func() tea.Msg { return checked{f.seq, s.Try(f.values())} }
}

// kept says that the place was saved, or why not.
type kept struct{ err error }
