// Package play is one attempt at one lesson: the draft, submits, hints, the solution,
// answers to questions, and what it all comes to. Everything that lets a learner play,
// on whatever kind of screen, goes through it, so that the same deeds count the same.
// It does nothing on its own: time and memory come with the store.
//
//	play.go       an attempt, its draft and its submits
//	help.go       hints, the solution, starting over
//	rung.go       what went wrong, told step by step
//	twin.go       the same idea once more
//	questions.go  lessons that ask
//	result.go     what the attempt comes to
package play

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// Attempt is one attempt at one lesson. Its methods may be called from several
// goroutines.
type Attempt struct {
	lesson *lessons.Lesson
	store  progress.Store
	task   *task.Compiled

	recalls string // the cause that is to be recalled; "" if the lesson is played for itself

	mu      sync.Mutex
	draft   string
	left    string         // the text that passed before, if the attempt began with it
	report  *grader.Report // of the last submit
	tries   int
	passed  bool
	aid     progress.Aid // of the pass
	best    int
	answers map[int]Outcome
}

// Begin starts an attempt with the draft that the store holds, or with what the lesson
// puts into the editor. It fails if the lesson is at fault.
func Begin(l *lessons.Lesson, s progress.Store) (*Attempt, error) {
	compiled, err := l.Task()
	if err != nil {
		return nil, fmt.Errorf("begin lesson %q: %w", l.ID, err)
	}
	a := &Attempt{lesson: l, store: s, task: compiled, draft: l.Start, answers: map[int]Outcome{}}
	if !l.Kind.Edited() {
		return a, nil
	}
	text, ok, err := s.Draft(l.ID)
	if err != nil {
		return nil, fmt.Errorf("begin lesson %q: %w", l.ID, err)
	}
	if ok {
		a.draft = text
	}
	if progress.Digest(a.draft) == s.Lesson(l.ID).Answer {
		a.left = a.draft
	}
	return a, nil
}

// BeginFor is Begin for a lesson that is played to see whether a cause is remembered; ""
// is none. An answer that passed before is put away: remembering is not reading.
func BeginFor(l *lessons.Lesson, s progress.Store, cause string) (*Attempt, error) {
	a, err := Begin(l, s)
	if err != nil || cause == "" {
		return a, err
	}
	a.recalls = cause
	if a.left != "" {
		a.Restart()
	}
	return a, nil
}

// Lesson is the lesson that is played.
func (a *Attempt) Lesson() *lessons.Lesson { return a.lesson }

// Task is the lesson as the grader sees it.
func (a *Attempt) Task() *task.Compiled { return a.task }

// Draft is the text as last saved, submitted or started over.
func (a *Attempt) Draft() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.draft
}

// Save keeps a text as the draft. It answers progress.ErrDraftChanged if the draft's
// file was changed meanwhile; the text is then beside it. See Reread.
func (a *Attempt) Save(text string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.save(text)
}

func (a *Attempt) save(text string) error {
	a.draft = text
	if err := a.store.SaveDraft(a.lesson.ID, text); err != nil {
		return fmt.Errorf("save the draft of lesson %q: %w", a.lesson.ID, err)
	}
	return nil
}

// SaveOver is Save with leave to replace one text of another program: that which the
// learner has seen and decided about.
func (a *Attempt) SaveOver(text, over string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.draft = text
	if err := a.store.ReplaceDraft(a.lesson.ID, over, text); err != nil {
		return fmt.Errorf("save the draft of lesson %q: %w", a.lesson.ID, err)
	}
	return nil
}

// Copies are texts that were kept beside the draft because another program had changed
// it, and that nobody has decided about: whoever offers them drops them afterwards.
// One that equals the draft is dropped at once.
func (a *Attempt) Copies() ([]progress.Copy, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	all, err := a.store.Copies(a.lesson.ID)
	if err != nil {
		return nil, fmt.Errorf("open lesson %q: %w", a.lesson.ID, err)
	}
	return slices.DeleteFunc(all, func(c progress.Copy) bool {
		return c.Text == a.draft && a.store.DropCopy(a.lesson.ID, c) == nil
	}), nil
}

// Drop removes a text beside the draft.
func (a *Attempt) Drop(c progress.Copy) error {
	if err := a.store.DropCopy(a.lesson.ID, c); err != nil {
		return fmt.Errorf("remove a text beside the draft of lesson %q: %w", a.lesson.ID, err)
	}
	return nil
}

// Reread is the draft as its file holds it now; changed tells whether that is another
// text than ours. Save goes on to refuse to replace it; SaveOver may.
func (a *Attempt) Reread() (text string, changed bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	text, ok, err := a.store.Look(a.lesson.ID)
	if err != nil || !ok {
		return a.draft, false, err
	}
	return text, text != a.draft, nil
}

// Submit saves a text, grades it and records the try. The report is there whenever the text
// could be graded; an error beside it says that something could not be saved.
func (a *Attempt) Submit(text string) (*grader.Report, error) {
	if err := a.takesFiles(); err != nil {
		return nil, err
	}
	var saved error
	if a.lesson.Kind.Edited() {
		saved = a.Save(text) // first, since a newer text may be saved while this one is graded
	}
	file := a.lesson.ID + ".yaml"
	s := grader.Submission{Name: file, Files: []manifest.Source{{Name: file, Text: text}}}
	report, err := a.graded(s, text, a.left != "" && text == a.left)
	return report, errors.Join(saved, err)
}

// SubmitFiles grades files that the learner keeps elsewhere, and records the try. The
// draft stays as it is.
func (a *Attempt) SubmitFiles(s grader.Submission) (*grader.Report, error) {
	if err := a.takesFiles(); err != nil {
		return nil, err
	}
	texts := make([]string, len(s.Files))
	for i, f := range s.Files {
		texts[i] = f.Text
	}
	text := strings.Join(texts, "\n---\n")
	return a.graded(s, text, progress.Digest(text) == a.store.Lesson(a.lesson.ID).Answer)
}

func (a *Attempt) takesFiles() error {
	if a.lesson.Kind.Graded() {
		return nil
	}
	return fmt.Errorf("submit to lesson %q: a %s lesson asks questions and takes no file", a.lesson.ID, a.lesson.Kind)
}

// graded grades a submission and records the try; text is what is kept of it, and kept
// tells that it passed before and was left as it was.
func (a *Attempt) graded(s grader.Submission, text string, kept bool) (*grader.Report, error) {
	report := grader.Grade(a.task, s)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.report = report
	return report, a.tried(progress.Event{
		Passed: report.Passed, Score: report.Score, Cause: cause(report), Text: text,
		Kept: kept,
	})
}

func cause(r *grader.Report) string {
	if r.Passed || len(r.Diagnostics) == 0 {
		return ""
	}
	return r.Diagnostics[0].Code
}

// tried records a submit, or a round of questions.
func (a *Attempt) tried(e progress.Event) error {
	a.tries++
	a.best = max(a.best, e.Score)
	e.Kind = progress.Submitted
	if e.Passed {
		e.Trains = a.lesson.Causes
	}
	if !a.passed {
		e.For = a.recalls // once passed, it was recalled or not
	}
	if e.Passed && !a.passed {
		a.passed, a.aid = true, a.store.Lesson(a.lesson.ID).Help()
	}
	return a.record(e)
}

func (a *Attempt) record(e progress.Event) error {
	if err := a.store.Record(a.lesson.ID, e); err != nil {
		return fmt.Errorf("record progress in lesson %q: %w", a.lesson.ID, err)
	}
	return nil
}

// Report is that of the last submit, nil before the first.
func (a *Attempt) Report() *grader.Report {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.report
}

// Picture is who reaches whom with a text applied, beside the lesson's start, on the
// port that the task speaks of. What is refused of the text is not applied.
func (a *Attempt) Picture(text string) (*grader.Picture, error) {
	return a.PictureOn(text, grader.BestPort(a.task))
}

// PictureOn is the Picture on another port.
func (a *Attempt) PictureOn(text string, port task.Port) (*grader.Picture, error) {
	read := a.task.Read([]manifest.Source{{Name: a.lesson.ID + ".yaml", Text: text}})
	return grader.NewPicture(a.task, a.task.Judge(task.Of(read)), port), nil
}
