package mistakes_test

import (
	"slices"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/mistakes"
)

// exercise is a lesson in which a file is written or changed.
type exercise struct {
	*lessons.Lesson
	task *task.Compiled
}

func exercises(t *testing.T) []exercise {
	t.Helper()
	all, err := lessons.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var found []exercise
	for _, l := range all.Lessons() {
		if !l.Kind.Edited() || l.Solution == "" {
			continue
		}
		compiled, err := l.Task()
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, exercise{l, compiled})
	}
	return found
}

// mistakes are those that the model answer has room for, and the tightest one.
func (e exercise) mistakes() []mistakes.Wrong {
	all := e.in(e.Solution)
	if e.Tightest != "" {
		all = append(all, e.in(e.Tightest)...)
	}
	return slices.DeleteFunc(all, func(w mistakes.Wrong) bool { return e.passes(w.Text) })
}

// in makes every mistake in one right answer.
func (e exercise) in(right string) []mistakes.Wrong {
	var applied []*networkingv1.NetworkPolicy
	for _, o := range e.Applied() {
		applied = append(applied, o.Policy())
	}
	return mistakes.Of(mistakes.Answer{
		Text: right, Namespace: e.Namespace, Objects: e.Objects, Cluster: e.task.Cluster, Applied: applied,
	})
}

func source(text string) []manifest.Source {
	return []manifest.Source{{Name: "answer.yaml", Text: text}}
}

// passes judges without looking for causes.
func (e exercise) passes(text string) bool {
	read := e.task.Read(source(text))
	return len(read.Refusals) == 0 && e.task.Judge(task.Of(read)).Passed
}

func (e exercise) grade(text string) *grader.Report {
	return grader.Grade(e.task, grader.Submission{Name: "answer.yaml", Files: source(text)})
}

// told is the cause that is named first.
func told(r *grader.Report) string {
	if len(r.Diagnostics) == 0 {
		return "nothing"
	}
	return r.Diagnostics[0].Code
}

// shows tells whether a known wrong answer has a cause.
func (e exercise) shows(cause string) bool {
	return slices.ContainsFunc(e.Wrong(), func(w lessons.Wrong) bool { return w.Cause == cause })
}
