package prologue

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
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
	right   [2]bool // of a try that did not pass: the values that need not change
	applied string
	view    view
}

func check(s *scene, f filling) tea.Cmd {
	return func() tea.Msg {
		r := s.grade(f.text())
		v, err := look(r.Judgement.World)
		if err != nil {
			v = s.cut // the same connections were followed in the same cluster before
		}
		msg := checked{seq: f.seq, values: f.values(), report: r, applied: r.Read.Stdout, view: v}
		if !r.Passed {
			msg.right = s.rightValues(f)
		}
		return msg
	}
}

func (s *scene) grade(text string) *grader.Report {
	return grader.Grade(s.task, grader.Submission{Name: policyFile, Files: submitted(text)})
}

// passes is grade without the causes, which take by far the most time.
func (s *scene) passes(text string) bool {
	read := s.task.Read(submitted(text))
	return len(read.Refusals) == 0 && s.task.Judge(task.Of(read)).Passed
}

func submitted(text string) []manifest.Source {
	return []manifest.Source{{Name: policyFile, Text: text}}
}

// rightValues tells which values are right by trying each beside our own other one.
func (s *scene) rightValues(f filling) (right [2]bool) {
	ours := f.valuesIn(s.lesson.Solution)
	for i := range right {
		try := f
		try.holes[1-i] = hole{ours[1-i]}
		right[i] = s.passes(try.text())
	}
	return right
}

// kept says that the place was saved, or why not.
type kept struct{ err error }
