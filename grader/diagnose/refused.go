package diagnose

import (
	"cmp"
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// cure is a change that might make the server accept a document.
type cure struct {
	code    string
	message string // what is the matter; "" where the server says it best
	fix     string
	effort  effort
	span    [2]int // where the matter is, in bytes of the file
	edits   []diagnostic.Edit
}

// refusals tells what the server refuses, and answers the scene in which that is
// mended as far as it can be.
func (s *scene) refusals() ([]diagnostic.Diagnostic, *scene) {
	now := s
	var found []diagnostic.Diagnostic
	for len(now.read.Refusals) > 0 && len(found) < mostDiagnostics {
		r := &now.read.Refusals[0]
		c, after := now.cure(r)
		found = append(found, s.tellRefusal(now, r, c, after))
		if after == nil {
			break
		}
		now = after
	}
	if now == s {
		return append(found, s.plainRefusals(len(found))...), s
	}
	return found, now
}

// plainRefusals tells those that nothing was tried for.
func (s *scene) plainRefusals(told int) []diagnostic.Diagnostic {
	var all []diagnostic.Diagnostic
	for i := range s.read.Refusals {
		if i >= told {
			all = append(all, plainRefusal(&s.read.Refusals[i]))
		}
	}
	return all
}

func plainRefusal(r *manifest.Refusal) diagnostic.Diagnostic {
	help := r.Help
	if help == "" {
		help = say("refused")
	}
	return diagnostic.Diagnostic{
		Code: "refused", Severity: diagnostic.Error, Policy: r.Object, Span: r.Span,
		Message: lastLine(r.Message), Help: help,
	}
}

// lastLine is the part of kubectl's words that names the fault.
func lastLine(message string) string {
	lines := strings.Split(strings.TrimSpace(message), "\n")
	return strings.TrimSpace(lines[0])
}

// mostCures bounds how many changes are read, and mostAccepted how many are judged.
const (
	mostCures    = 600
	mostAccepted = 10
)

// cure looks for the change after which the document is accepted, and the least is
// wrong with what it does.
func (s *scene) cure(r *manifest.Refusal) (*cure, *scene) {
	text := s.text(r.File)
	var accepted []*cure
	seen := map[string]bool{}
	tried := 0
	s.proposeCures(r, text, func(c *cure) {
		if tried++; tried > mostCures || len(accepted) >= 4*mostAccepted {
			return
		}
		piece, ok := s.curedPiece(r, text, c)
		if ok && !seen[piece] && len(s.reader.read(manifest.Source{Name: r.File, Text: piece}).Refusals) == 0 {
			seen[piece] = true
			accepted = append(accepted, c)
		}
	})
	slices.SortStableFunc(accepted, func(a, b *cure) int { return cmp.Compare(a.effort, b.effort) })
	var best *cure
	var bestAfter *scene
	for _, c := range accepted[:min(len(accepted), mostAccepted)] {
		after := s.afterCure(r, text, c)
		if after == nil || len(after.read.Refusals) >= len(s.read.Refusals) && !later(after, r) {
			continue
		}
		if bestAfter == nil || likelier(c, after, best, bestAfter) {
			best, bestAfter = c, after
		}
	}
	return best, bestAfter
}

// later tells whether what is refused now comes after what was refused before: a
// fault of YAML hides the rest of its file.
func later(after *scene, r *manifest.Refusal) bool {
	first := after.read.Refusals[0]
	return first.File == r.File && first.Document > r.Document
}

// likelier orders cures: what passes, what keeps every word, what has a name, and
// then by what is still wrong.
func likelier(c *cure, a *scene, d *cure, b *scene) bool {
	return cmp.Or(
		truth(b.wrong.passes(), a.wrong.passes()),
		truth(c.effort == remove, d.effort == remove),
		truth(c.code == "refused", d.code == "refused"),
		cmp.Compare(a.wrong.refused, b.wrong.refused),
		cmp.Compare(a.wrong.failed(), b.wrong.failed()),
		cmp.Compare(a.wrong.pairs(), b.wrong.pairs()),
		cmp.Compare(a.wrong.objects, b.wrong.objects),
	) < 0
}

// curedPiece is the refused document with a change.
func (s *scene) curedPiece(r *manifest.Refusal, text string, c *cure) (string, bool) {
	start, end := pieceOf(r, text)
	for _, e := range c.edits {
		if e.Start < start || e.End > end {
			return "", false
		}
	}
	piece, err := diagnostic.Apply(text[start:end], shifted(c.edits, -start))
	return piece, err == nil && strings.TrimSpace(piece) != ""
}

func (s *scene) afterCure(r *manifest.Refusal, text string, c *cure) *scene {
	cured, err := diagnostic.Apply(text, c.edits)
	if err != nil {
		return nil
	}
	files := slices.Clone(s.files)
	for i := range files {
		if files[i].Name == r.File {
			files[i].Text = cured
		}
	}
	return newScene(s.lesson, files, s.task.Read(files))
}

// pieceOf is the text of a refused document.
func pieceOf(r *manifest.Refusal, text string) (start, end int) {
	n := topOf(r.Root())
	if n == nil {
		n = &manifest.Node{Start: offsetOf(text, r.Span.Start)}
	}
	return rewrite.Piece(text, n)
}

// offsetOf is the byte offset of a position.
func offsetOf(text string, p diagnostic.Position) int {
	offset := 0
	for line := 1; line < p.Line; line++ {
		i := strings.IndexByte(text[offset:], '\n')
		if i < 0 {
			return len(text)
		}
		offset += i + 1
	}
	for range p.Column - 1 {
		if offset >= len(text) || text[offset] == '\n' {
			break
		}
		offset++
		for offset < len(text) && text[offset]&0xc0 == 0x80 {
			offset++
		}
	}
	return offset
}

// tellRefusal makes the diagnostic of a refusal.
func (s *scene) tellRefusal(on *scene, r *manifest.Refusal, c *cure, after *scene) diagnostic.Diagnostic {
	d := plainRefusal(r)
	if on != s && on.text(r.File) != s.text(r.File) {
		d.Span = s.sameSpan(r)
	}
	if c == nil {
		return d
	}
	d.Code = c.code
	if c.message != "" {
		d.Message = c.message
	}
	if c.code != "refused" {
		d.Help = say(c.code)
	}
	if on == s && c.span[1] > 0 {
		d.Span = diagnostic.SpanOf(r.File, s.text(r.File), c.span[0], c.span[1])
	}
	d.Labels = []diagnostic.Label{{Span: d.Span, Text: "refused, so nothing of this document is in force"}}
	d.Fix = s.fixRefusal(on, r, c, after)
	return d
}

// sameSpan is where the submission itself has a refusal that was met on a copy.
func (s *scene) sameSpan(r *manifest.Refusal) diagnostic.Span {
	for _, own := range s.read.Refusals {
		if own.File == r.File && own.Document == r.Document {
			return own.Span
		}
	}
	return diagnostic.Span{}
}

// fixRefusal offers what makes the server accept the document. Where the document
// would then break something, further repairs are made until nothing is broken.
func (s *scene) fixRefusal(on *scene, r *manifest.Refusal, c *cure, after *scene) *diagnostic.Fix {
	words := c.fix
	if s.breaksChecks(after.wrong) || s.breaksBeyond(after.wrong, s.wrong) {
		for _, st := range after.search() {
			if next, ok := st.on.after(st.attempt); ok {
				after = next
				words += ", and " + st.fix
			}
		}
		if s.breaksChecks(after.wrong) || s.breaksBeyond(after.wrong, s.wrong) {
			return nil
		}
	}
	before, patched := s.text(r.File), after.text(r.File)
	for _, f := range after.files {
		if f.Name != r.File && f.Text != s.text(f.Name) {
			return nil
		}
	}
	fix := &diagnostic.Fix{
		Message: words + s.rest(after.wrong), File: r.File, Patched: patched,
		Mends:  max(s.wrong.failed()-after.wrong.failed(), 0) + max(s.wrong.pairs()-after.wrong.pairs(), 0) + max(s.wrong.refused-after.wrong.refused, 1),
		Passes: after.wrong.passes(),
	}
	if fix.Edits = c.edits; on != s || patched != applied(before, c.edits) {
		fix.Edits = between(before, patched)
	}
	return fix
}

func applied(text string, edits []diagnostic.Edit) string {
	out, _ := diagnostic.Apply(text, edits)
	return out
}

// proposeCures lists changes, those that know what is the matter first.
func (s *scene) proposeCures(r *manifest.Refusal, text string, offer func(*cure)) {
	if root := topOf(r.Root()); root != nil && r.Stage != manifest.StageParse {
		s.curesByShape(r, text, offer)
	}
	if r.Stage == manifest.StageParse || r.Stage == manifest.StageDecode || r.Stage == manifest.StageClient {
		start, end := pieceOf(r, text)
		curesByLine(text, start, end, offsetOf(text, r.Span.Start), offer)
	}
}
