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
	message string   // what is the matter; "" where the server says it best
	help    string   // what to know about it; "" where the server or the code says it best
	fixes   []string // what it does, a phrase for each part of it
	effort  effort
	span    [2]int // where the matter is, in bytes of the file
	path    string // and in the document, where it is at a path
	edits   []diagnostic.Edit
	many    bool // it is made of so many that one slip of another kind is likelier
	whole   bool // the change is about the file rather than one document
}

// refusals tells what the server refuses, and answers the scene in which that is
// mended as far as it can be.
func (s *scene) refusals() ([]diagnostic.Diagnostic, *scene) {
	now := s
	var found []diagnostic.Diagnostic
	for len(now.read.Refusals) > 0 && len(found) < mostDiagnostics {
		first := now.firstCure()
		all, others := now.cureAlike(first)
		d := s.tellRefusal(now, &now.read.Refusals[0], all.cure, all.after)
		for _, span := range others {
			d.Labels = append(d.Labels, diagnostic.Label{Span: s.originOf(now, span), Text: "the same here"})
		}
		if found = append(found, d); all.after == nil {
			break
		}
		now = all.after
	}
	if now == s {
		return append(found, s.plainRefusals(len(found))...), s
	}
	return found, now
}

// cured is a cure and the scene after it; both are nil where there is none.
type cured struct {
	cure  *cure
	after *scene
}

// firstCure is the cure of what is refused first.
func (s *scene) firstCure() cured {
	return s.cureOnce.get(func() cured {
		c, after := s.cure(&s.read.Refusals[0])
		return cured{c, after}
	})
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
		Message: "the server refuses this document: " + fault(r), Help: help,
		Sight: &diagnostic.Sight{Command: "kubectl apply -f " + r.File, Output: r.Message},
	}
}

// fault is the part of kubectl's words that names what is wrong.
func fault(r *manifest.Refusal) string {
	words := r.Message
	if len(r.Causes) > 0 && r.Causes[0].Message != "" {
		words = r.Causes[0].Message
	}
	lines := strings.Split(strings.TrimSpace(words), "\n")
	return strings.TrimPrefix(strings.TrimSpace(lines[len(lines)-1]), "* ")
}

// mostCures bounds how many changes of one kind are read, and mostAccepted how many
// of them are judged.
const (
	mostCures    = 400
	mostAccepted = 8
	mostFaults   = 10 // places of one refusal that changes are tried around
)

// cure looks for the change after which the document is accepted: one, or several
// small ones, or, where nothing of these is right, to leave the document out.
func (s *scene) cure(r *manifest.Refusal) (*cure, *scene) {
	text := s.text(r.File)
	best, after := s.cureAtOnce(r, text)
	if best == nil || best.effort >= remove {
		if c, then := s.cureInSteps(r, text, mostSlips); c != nil && (best == nil || likelier(c, then, best, after)) {
			best, after = c, then
		}
	}
	if best == nil || !after.wrong.passes() {
		start, end := pieceOf(r, text)
		if c, then := s.leftOut(r, text); c != nil && (then.wrong.passes() || best == nil && emptyOfPolicy(text[start:end])) {
			best, after = c, then
		}
	}
	return best, after
}

// cureAtOnce looks for one change after which the document is accepted, and the least
// is wrong with what it does. It asks those first who know what is the matter, and
// stops as soon as one is right.
func (s *scene) cureAtOnce(r *manifest.Refusal, text string) (*cure, *scene) {
	seen := map[string]bool{}
	var best *cure
	var bestAfter *scene
	for _, propose := range s.curers(r, text) {
		accepted := s.acceptedCures(r, text, propose, seen)
		for _, c := range accepted[:min(len(accepted), mostAccepted)] {
			after := s.afterCure(r, text, c)
			if after == nil || !s.further(after, r) {
				continue
			}
			if bestAfter == nil || likelier(c, after, best, bestAfter) {
				best, bestAfter = c, after
			}
		}
		if best != nil && !best.many && (best.code != "refused" || bestAfter.wrong.passes()) {
			break
		}
	}
	return best, bestAfter
}

// acceptedCures are the changes of one kind that make the server accept the document,
// the smallest first.
func (s *scene) acceptedCures(r *manifest.Refusal, text string, propose func(offer func(*cure)), seen map[string]bool) []*cure {
	var accepted []*cure
	tried := 0
	propose(func(c *cure) {
		if tried++; tried > mostCures || len(accepted) >= 4*mostAccepted {
			return
		}
		if piece, ok := s.curedPiece(r, text, c); ok && !seen[piece] && s.spend(len(piece)) {
			seen[piece] = !c.many
			if s.accepts(r, piece, c) {
				accepted = append(accepted, c)
			}
		}
	})
	slices.SortStableFunc(accepted, func(a, b *cure) int { return cmp.Compare(a.effort, b.effort) })
	return accepted
}

// curers are kinds of changes, those that know what is the matter first.
func (s *scene) curers(r *manifest.Refusal, text string) []func(offer func(*cure)) {
	start, end := pieceOf(r, text)
	var all []func(offer func(*cure))
	if topOf(r.Root()) != nil && r.Stage != manifest.StageParse {
		all = append(all, func(offer func(*cure)) { s.curesByShape(r, text, offer) })
	}
	faults := []int{offsetOf(text, r.Span.Start)}
	for _, c := range r.Causes[:min(len(r.Causes), mostFaults)] {
		faults = append(faults, offsetOf(text, c.Span.Start))
	}
	if manifest.UnknownAnchor(r.Message) != "" {
		all = append(all, func(offer func(*cure)) { s.curesByAnchor(r, text, offer) })
	}
	all = append(all, func(offer func(*cure)) { curesOfSeparators(text, offer) }, func(offer func(*cure)) { curesOfPaste(text, offer) })
	for _, slip := range slipsOfWriting() {
		all = append(all, func(offer func(*cure)) { curesByLine(text, start, end, faults, slip, offer) })
	}
	return all
}

// further tells whether the server gets further with a text than before: a fault of
// YAML hides the rest of its file, so that mending it may show others.
func (s *scene) further(after *scene, r *manifest.Refusal) bool {
	if len(after.read.Refusals) < len(s.read.Refusals) || faults(after.read) < faults(s.read) {
		return true
	}
	first := after.read.Refusals[0]
	return first.File == r.File && first.Document > r.Document
}

// faults counts what is no YAML at all.
func faults(r *manifest.Result) int {
	n := 0
	for _, one := range r.Refusals {
		if one.Stage == manifest.StageParse {
			n++
		}
	}
	return n
}

// likelier orders cures: what passes, what keeps every word, what has a name, and
// then by what is still wrong.
func likelier(c *cure, a *scene, d *cure, b *scene) bool {
	return cmp.Or(
		truth(b.wrong.passes(), a.wrong.passes()),
		truth(c.effort >= remove, d.effort >= remove),
		truth(c.many, d.many),
		truth(c.code == "refused", d.code == "refused"),
		cmp.Compare(a.wrong.refused, b.wrong.refused),
		cmp.Compare(a.wrong.failed(), b.wrong.failed()),
		cmp.Compare(a.wrong.pairs(), b.wrong.pairs()),
		cmp.Compare(a.wrong.objects, b.wrong.objects),
	) < 0
}

// accepts tells whether the server takes a text that was refused.
func (s *scene) accepts(r *manifest.Refusal, piece string, c *cure) bool {
	read := s.reader.read(manifest.Source{Name: r.File, Text: piece})
	if c.whole {
		return faults(read) < faults(s.read)
	}
	return len(read.Refusals) == 0 && len(read.Objects) > 0 && repeats(read.Objects) <= repeatedKeys(topOf(r.Root()))
}

// curedPiece is the refused document with a change; or the whole file, where the
// change is about what divides it.
func (s *scene) curedPiece(r *manifest.Refusal, text string, c *cure) (string, bool) {
	start, end := pieceOf(r, text)
	if c.whole {
		start, end = 0, len(text)
	}
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

// tellRefusal makes the diagnostic of a refusal, at the place that the server names.
func (s *scene) tellRefusal(on *scene, r *manifest.Refusal, c *cure, after *scene) diagnostic.Diagnostic {
	d := plainRefusal(r)
	if on != s {
		d.Span = s.originOf(on, r.Span)
		if !s.refusedSo(r) {
			d.Sight = nil // nobody has seen it yet
		}
	}
	if c == nil {
		return d
	}
	d.Code = c.code
	if c.message != "" {
		d.Message = c.message
	}
	if c.code != "refused" && r.Help == "" {
		d.Help = say(c.code) // a refusal's own sentence fits the slip better
	}
	if c.help != "" {
		d.Help = c.help
	}
	if root := r.Root(); on == s && root != nil && (r.Path == "" || root.At(r.Path) == nil) && c.path != "" && c.span[1] > 0 {
		d.Span = diagnostic.SpanOf(r.File, s.text(r.File), c.span[0], c.span[1]) // the server names no place that is there
	}
	if d.Span.Known() {
		d.Labels = []diagnostic.Label{{Span: d.Span, Text: "refused, so nothing of this document is in force"}}
	}
	d.Fix = s.fixRefusal(on, r, c, after)
	if slip := diagnostic.SpanOf(r.File, s.text(r.File), c.span[0], c.span[1]); on == s && c.span[1] > 0 && (c.path == "" || c.path != r.Path) && d.Fix != nil && slip.Start.Line != d.Span.Start.Line {
		d.Labels = append(d.Labels, diagnostic.Label{Span: slip, Text: "what would be changed"})
	}
	return d
}

// refusedSo tells whether the submission as it stands is refused in the same words.
func (s *scene) refusedSo(r *manifest.Refusal) bool {
	return slices.ContainsFunc(s.read.Refusals, func(own manifest.Refusal) bool {
		return own.File == r.File && own.Message == r.Message
	})
}

// fixRefusal offers what makes the server accept the document. Where the document
// would then break something, further repairs are made until nothing is broken.
func (s *scene) fixRefusal(on *scene, r *manifest.Refusal, c *cure, after *scene) *diagnostic.Fix {
	fixes := c.fixes
	for _, st := range after.search() {
		if !s.brokenIn(after) {
			break
		}
		if next, ok := st.on.after(st.attempt); ok {
			after = next
			fixes = append(slices.Clone(fixes), st.fix)
		}
	}
	if s.brokenIn(after) {
		return nil
	}
	if len(after.read.Refusals) > len(s.read.Refusals) {
		return nil // what the fault of YAML hid is worse
	}
	pairs, _ := s.righted(after.wrong)
	if len(after.read.Refusals) == len(s.read.Refusals) && s.wrong.failed() <= after.wrong.failed() && pairs <= 0 {
		return nil
	}
	before, patched := s.text(r.File), after.text(r.File)
	for _, f := range after.files {
		if f.Name != r.File && f.Text != s.text(f.Name) {
			return nil
		}
	}
	fix := &diagnostic.Fix{
		Message: listedFixes(fixes), File: r.File, Patched: patched,
		Mends:  max(s.wrong.failed()-after.wrong.failed(), 0) + max(pairs, 0) + max(s.wrong.refused-after.wrong.refused, 1),
		Passes: after.wrong.passes(),
	}
	if fix.Edits = c.edits; on != s || patched != applied(before, c.edits) {
		fix.Edits = between(before, patched)
	}
	return fix
}

// brokenIn tells whether something is wrong after some changes that was right.
func (s *scene) brokenIn(after *scene) bool {
	return s.breaksChecks(after.wrong) || s.breaksBeyond(after.wrong, s.wrong)
}

func applied(text string, edits []diagnostic.Edit) string {
	out, _ := diagnostic.Apply(text, edits)
	return out
}
