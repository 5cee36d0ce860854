package lessons

import (
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// Verify proves that a lesson asks what it means to ask: that its model answer and the
// other right ones pass, that no answer passes for free, that every known wrong answer
// fails for its stated cause, and that every predicted verdict is true. It answers what
// is wrong, in the order of the files, and nothing for a lesson that is sound.
func Verify(l *Lesson) []Problem {
	w := l.whole()
	v := &verifier{l: w.lesson, twin: l.twin}
	if w.lesson != l {
		v.problems = slices.Clone(w.problems)
	}
	v.words()
	if v.clusterReads() {
		v.proofs()
	}
	v.unseen()
	sortProblems(v.problems)
	return v.problems
}

// VerifyAll is Verify for many lessons, several at a time. The problems come in the
// order of the lessons.
func VerifyAll(all []*Lesson) []Problem {
	found := make([][]Problem, len(all))
	work := make(chan int)
	var workers sync.WaitGroup
	for range min(len(all), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range work {
				found[i] = Verify(all[i])
			}
		})
	}
	for i := range all {
		work <- i
	}
	close(work)
	workers.Wait()
	return slices.Concat(found...)
}

// verifier collects the problems of one lesson.
type verifier struct {
	l        *Lesson
	twin     *Lesson
	task     *task.Compiled
	problems []Problem
}

func (v *verifier) proofs() {
	if ready := v.guarded(); !v.checksRun() || !v.answersRead() || !ready {
		return
	}
	compiled, err := v.l.Task()
	if err != nil {
		v.atFile(lessonFile, Fault, "", "%v", err)
		return
	}
	v.task = compiled
	v.plugins()
	switch {
	case v.l.Kind == Predict:
		v.predictions()
	case v.l.Kind == Symptom:
		v.symptoms()
	case v.l.Kind == Choose:
		v.options()
	default:
		v.answers()
	}
	v.twins()
}

func (v *verifier) add(p Problem) {
	p.Lesson = v.l.ID
	v.problems = append(v.problems, p)
}

// atField reports something about a value of lesson.yaml.
func (v *verifier) atField(at string, s Severity, help, format string, args ...any) {
	p := v.l.problem(at, help, format, args...)
	p.Severity = s
	v.add(p)
}

// atFile reports something about a file of the lesson as a whole.
func (v *verifier) atFile(file string, s Severity, help, format string, args ...any) {
	v.atLine(file, 0, s, help, format, args...)
}

func (v *verifier) atLine(file string, line int, s Severity, help, format string, args ...any) {
	v.add(Problem{Severity: s, File: path.Join(v.l.Folder, file), Line: line, Message: fmt.Sprintf(format, args...), Help: help})
}

// read reads an answer as the API server of the lesson would.
func (v *verifier) read(a Answer) *manifest.Result {
	return v.task.Read([]manifest.Source{{Name: path.Base(a.File), Text: a.Text}})
}

// judge answers what handing in an answer achieves.
func (v *verifier) judge(a Answer) verdict {
	read := v.read(a)
	return verdict{v.task.Judge(task.Of(read)), read}
}

// verdict is a judgement, and what was refused before it.
type verdict struct {
	*task.Judgement
	read *manifest.Result
}

func (d verdict) passed() bool { return d.Passed && len(d.read.Refusals) == 0 }

// shortfall says in one clause why an answer does not pass.
func (d verdict) shortfall() string {
	if len(d.read.Refusals) > 0 {
		first, _, _ := strings.Cut(d.read.Refusals[0].Message, "\n")
		return "it is refused: " + first
	}
	for _, c := range d.Checks {
		if !c.Passed {
			return fmt.Sprintf("the check %q answers %s", c.Connection.Text, c.Got)
		}
	}
	if len(d.Bounds.Examples) > 0 {
		e := d.Bounds.Examples[0]
		return fmt.Sprintf("the bounds want %s for %s", e.Expect, e.Connection)
	}
	if len(d.Objects) > 0 {
		return fmt.Sprintf("%s is %s", d.Objects[0].Object, d.Objects[0].Problem)
	}
	return "it is out of bounds"
}
