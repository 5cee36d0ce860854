package play

import (
	"fmt"
	"slices"

	"netpol-tutor/grader"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// Outcome is what comes of an answer.
type Outcome struct {
	Given   string
	Right   bool
	Answer  string // the right one
	Why     string
	Journey *journey.Journey // of the connection asked about; nil where there is none
	Report  *grader.Report   // of the option chosen; nil for questions
}

// Answer answers a question, counted from 0, of a predict or symptom lesson. Only the
// first answer counts. With the last question the round is recorded as a try.
func (a *Attempt) Answer(question int, answer string) (Outcome, error) {
	if question < 0 || question >= len(a.lesson.Questions) {
		return Outcome{}, fmt.Errorf("answer lesson %q: it has no question %d", a.lesson.ID, question+1)
	}
	q := a.lesson.Questions[question]
	if !slices.Contains(a.Choices(), answer) {
		return Outcome{}, fmt.Errorf("answer lesson %q: %q is none of %v", a.lesson.ID, answer, a.Choices())
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if before, ok := a.answers[question]; ok {
		return before, nil
	}
	o := Outcome{Given: answer, Right: answer == q.Answer, Answer: q.Answer, Why: q.Why, Journey: a.lesson.Walk(q)}
	a.answers[question] = o
	e := progress.Event{Kind: progress.Answered, Question: question, Right: o.Right}
	if !o.Right {
		e.Cause = q.Cause
	}
	err := a.record(e)
	if err == nil && len(a.answers) == len(a.lesson.Questions) {
		err = a.tried(progress.Event{Score: a.share(), Passed: a.share() == 100})
	}
	return o, err
}

// Choices are the answers that the lesson's questions take.
func (a *Attempt) Choices() []string {
	switch a.lesson.Kind {
	case lessons.Predict:
		return []string{"allow", "deny"}
	case lessons.Symptom:
		return lessons.Stages()
	}
	return nil
}

// Answers are the outcomes so far, by question.
func (a *Attempt) Answers() map[int]Outcome {
	a.mu.Lock()
	defer a.mu.Unlock()
	answers := make(map[int]Outcome, len(a.answers))
	for i, o := range a.answers {
		answers[i] = o
	}
	return answers
}

// share is how many of the questions were answered rightly, per cent.
func (a *Attempt) share() int {
	right := 0
	for _, o := range a.answers {
		if o.Right {
			right++
		}
	}
	return right * 100 / len(a.lesson.Questions)
}

// Choose applies one of the options, counted from 0, of a choose lesson.
func (a *Attempt) Choose(option int) (Outcome, error) {
	if option < 0 || option >= len(a.lesson.Options) {
		return Outcome{}, fmt.Errorf("choose in lesson %q: it has no option %d", a.lesson.ID, option+1)
	}
	o := a.lesson.Options[option]
	report, err := a.Submit(o.Text)
	if report == nil {
		return Outcome{}, err
	}
	return Outcome{Given: o.File, Right: report.Passed, Answer: a.lesson.Model().File, Why: o.Why, Report: report}, err
}

// Compare is what each option of a choose lesson would do, side by side.
func (a *Attempt) Compare() grader.Comparison {
	var all []*task.Judgement
	for _, o := range a.lesson.Options {
		read := a.task.Read([]manifest.Source{{Name: o.File, Text: o.Text}})
		all = append(all, a.task.Judge(task.Of(read)))
	}
	return grader.Compare(all)
}
