package diagnose

import (
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// Input is a submission that was read and judged.
type Input struct {
	Task      *task.Compiled
	Files     []manifest.Source
	Read      *manifest.Result
	Judgement *task.Judgement
}

// mostDiagnostics is one primary cause and two more.
const mostDiagnostics = 3

// Run answers what is wrong with a submission: the primary cause first, then at most
// two others: what else the server swallowed comes behind the causes. Of one that passes
// it answers remarks and warnings only.
func Run(in Input) []diagnostic.Diagnostic {
	l := newLesson(in.Task)
	s := newScene(l, in.Files, in.Read)
	switch {
	case s.wrong.passes() && in.Judgement.Passed:
		return append(s.warnings(), s.remarks()...)
	case len(in.Read.Objects) == 0 && len(in.Read.Refusals) == 0:
		return []diagnostic.Diagnostic{s.nothing()}
	}
	if d, ok := s.openHole(); ok {
		return []diagnostic.Diagnostic{d}
	}
	found, mended := s.refusals()
	found = s.causes(mended, found)
	if len(found) < mostDiagnostics {
		found = append(found, s.leftovers(found)...)
	}
	if len(found) < mostDiagnostics {
		found = append(found, s.unexplained(found)...)
	}
	return found[:min(len(found), mostDiagnostics)]
}

func (s *scene) nothing() diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: "nothing-applied", Severity: diagnostic.Error,
		Message: "there is nothing to apply: the text holds no object",
		Help:    say("nothing-applied"),
	}
	if len(s.files) > 0 {
		d.Span = diagnostic.SpanOf(s.files[0].Name, s.files[0].Text, 0, 0)
	}
	return d
}

// causes searches from the submission, or from the copy in which what was refused is
// mended. Of what shows only once something else is mended it tells the cause, if that
// has a name of its own.
func (s *scene) causes(from *scene, told []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	steps := from.search()
	for i, st := range steps {
		if !s.written(st.policy) {
			continue
		}
		d, hidden := s.tell(st, steps[i:], i > 0 || from != s)
		if hidden && (isGeneral(d.Code) || slices.ContainsFunc(told, func(t diagnostic.Diagnostic) bool { return t.Code == d.Code })) && mends(told) {
			continue
		}
		told = append(told, d)
	}
	return told
}

// mends tells whether one of the repairs offered is all that is needed.
func mends(told []diagnostic.Diagnostic) bool {
	return slices.ContainsFunc(told, func(d diagnostic.Diagnostic) bool { return d.Fix != nil && d.Fix.Passes })
}

// written tells whether the submission holds a policy under its name, even if it is
// refused, or had it before it was given another one. Of what a repair made up there is
// nothing to tell.
func (s *scene) written(p *policy) bool {
	return p == nil || strings.Contains(s.text(p.File), p.Name) ||
		slices.ContainsFunc(s.policies, func(q *policy) bool { return s.sameDocument(p.Object, q.Object) })
}
