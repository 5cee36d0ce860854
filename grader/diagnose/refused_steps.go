package diagnose

import (
	"cmp"
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// mostSlips bounds how many slips of one document are mended one after the other, and
// mostAdvances how many ways are followed at each of them.
const (
	mostSlips    = 3
	mostAdvances = 7
)

// cureInSteps mends slips one after the other, where no single change makes the server
// accept the document: each change has to bring the server further.
func (s *scene) cureInSteps(r *manifest.Refusal, text string, slips int) (*cure, *scene) {
	var best *cure
	var bestAfter *scene
	for _, c := range s.advances(r, text) {
		next := s.afterCure(r, text, c)
		if next == nil {
			continue
		}
		again := next.refusalLike(r)
		if again == nil {
			continue
		}
		second, after := next.smallCure(again, next.text(r.File))
		if second == nil && slips > 2 {
			second, after = next.cureInSteps(again, next.text(r.File), slips-1)
		}
		if second == nil {
			continue
		}
		sum := *c
		sum.fixes = addFixes(c.fixes, second.fixes)
		sum.effort = max(c.effort, second.effort)
		sum.many = c.many || second.many || len(groupedFixes(sum.fixes)) > mostKinds
		sum.ahead(r, []*cure{c, second})
		sum.edits = between(text, after.text(r.File))
		if bestAfter == nil || likelier(&sum, after, best, bestAfter) {
			best, bestAfter = &sum, after
		}
	}
	return best, bestAfter
}

// smallCure is the ordinary cure of a document, if it keeps all words.
func (s *scene) smallCure(r *manifest.Refusal, text string) (*cure, *scene) {
	c, after := s.cureAtOnce(r, text)
	if c == nil || c.effort >= remove {
		return nil, nil
	}
	return c, after
}

// refusalLike is the refusal of the document that another one was about.
func (s *scene) refusalLike(r *manifest.Refusal) *manifest.Refusal {
	i := slices.IndexFunc(s.read.Refusals, func(own manifest.Refusal) bool { return own.File == r.File && own.Document == r.Document })
	if i < 0 {
		return nil
	}
	return &s.read.Refusals[i]
}

// progress is how far the server gets with a document.
type progress struct {
	stage  manifest.Stage
	causes int
	line   int
}

func progressOf(r *manifest.Refusal) progress {
	return progress{r.Stage, len(r.Causes), r.Span.Start.Line}
}

func (p progress) compare(q progress) int {
	if p.stage == manifest.StageParse && q.stage == p.stage {
		return cmp.Compare(p.line, q.line)
	}
	return cmp.Or(cmp.Compare(p.stage, q.stage), cmp.Compare(q.causes, p.causes), cmp.Compare(p.line, q.line))
}

// advances are changes after which the server gets further with a document that it
// still refuses, the smallest first, and of these
// those that get furthest.
func (s *scene) advances(r *manifest.Refusal, text string) []*cure {
	type advance struct {
		*cure
		reached progress
	}
	var all []advance
	start, end := pieceOf(r, text)
	here, known := s.progressIn(r, text[start:end])
	if !known {
		return nil
	}
	for _, propose := range s.curers(r, text) {
		tried := 0
		propose(func(c *cure) {
			if tried++; tried > mostCures || c.whole || c.effort > swap {
				return
			}
			piece, ok := s.curedPiece(r, text, c)
			if !ok || !s.spend(len(piece)) {
				return
			}
			if to, known := s.progressIn(r, piece); known && to.compare(here) > 0 {
				all = append(all, advance{c, to})
			}
		})
	}
	slices.SortStableFunc(all, func(a, b advance) int {
		return cmp.Or(cmp.Compare(a.effort, b.effort), b.reached.compare(a.reached))
	})
	var cures []*cure
	for _, a := range all[:min(len(all), mostAdvances)] {
		cures = append(cures, a.cure)
	}
	return cures
}

// progressIn reads a document on its own; not known if it is not refused, or has keys twice
// that it had once.
func (s *scene) progressIn(r *manifest.Refusal, piece string) (progress, bool) {
	read := s.reader.read(manifest.Source{Name: r.File, Text: piece})
	if len(read.Refusals) == 0 {
		return progress{}, false
	}
	before, after := topOf(r.Root()), topOf(read.Refusals[0].Root())
	if before != nil && repeatedKeys(after) > repeatedKeys(before) {
		return progress{}, false
	}
	return progressOf(&read.Refusals[0]), true
}

// leftOut is the change that leaves a refused document out, where others remain.
func (s *scene) leftOut(r *manifest.Refusal, text string) (*cure, *scene) {
	start, end := pieceOf(r, text)
	out := rewrite.RemoveDocument(text, &manifest.Node{Start: start})
	c := &cure{
		code: "refused", fixes: fixed("this document left out"), effort: remove,
		span: [2]int{start, max(end, start+1)}, edits: []diagnostic.Edit{out},
	}
	after := s.afterCure(r, text, c)
	if after == nil || len(after.policies) == 0 || !s.further(after, r) {
		return nil, nil
	}
	return c, after
}

// emptyOfPolicy tells whether a document holds nothing of an object.
func emptyOfPolicy(piece string) bool {
	return !strings.Contains(piece, "metadata") && !strings.Contains(piece, "spec")
}
