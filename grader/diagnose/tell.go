package diagnose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/task"
)

// tell makes a diagnostic of a step. A later one was made on a copy: where the same
// change helps the submission itself, it is that; else all changes together are. A
// change that breaks something by itself, or is seen to help only with the next ones, is
// offered together with those after it. It is hidden if nothing of it is to be seen in
// the submission as it stands.
func (s *scene) tell(st step, rest []step, later bool) (d diagnostic.Diagnostic, hidden bool) {
	c, a, in := st.change, st.attempt, st.on
	if later {
		if own := s.translate(c); own != nil {
			c, in = own, s
		} else if own := s.counterpart(c, st.on); own != nil {
			c, in = own, s
		}
		if b := s.tryOwn(c, in); b != nil {
			a, later = b, false
		}
	}
	d = diagnostic.Diagnostic{Code: c.code, Severity: diagnostic.Error, Message: c.message, Help: say(c.code)}
	if c.policy != nil {
		d.Policy = c.policy.Key()
		d.Span = s.originOf(in, in.place(c.policy.Object, c.at))
		d.Labels = s.labels(in, c)
	}
	if hidden = !s.show(&d, st, a) && st.on != s; hidden {
		d.Message = "once that is mended, " + d.Message
	}
	if c.policy != nil {
		d.Labels = append(d.Labels, s.labelsAt(in, c.policy, c.also)...)
	}
	if later || a.breaks || !a.mends() {
		for i := 0; i < len(rest) && d.Fix == nil; i++ {
			d.Fix = s.fixTogether(st, rest[:i+1])
		}
	} else {
		d.Fix = s.fix(a, len(st.rivals) == 0 && !isGeneral(c.code))
	}
	for _, r := range st.rivals[:min(len(st.rivals), 1)] {
		if r.policy != nil && r.message != "" {
			span := s.originOf(st.on, st.on.place(r.policy.Object, r.at))
			d.Related = append(d.Related, diagnostic.Related{Span: span, Message: "another way to see it: " + r.message})
		}
	}
	return d, hidden
}

// tryOwn tries a change of the submission's own text; nil if it does not help there.
func (s *scene) tryOwn(c *change, in *scene) *attempt {
	if in != s {
		return nil
	}
	if b := s.try(c, patient); b != nil && !b.breaks && b.mends() {
		return b
	}
	return nil
}

// translate is the same change of the submission's own text.
func (s *scene) translate(c *change) *change {
	own := *c
	own.edits = nil
	for _, e := range c.edits {
		if e.add == nil {
			i := slices.IndexFunc(s.policies, func(p *policy) bool { return s.sameDocument(p.Object, e.object) })
			if i < 0 || e.raw != nil {
				return nil
			}
			e.object = s.policies[i].Object
		}
		own.edits = append(own.edits, e)
	}
	if c.policy != nil {
		i := slices.IndexFunc(s.policies, func(p *policy) bool { return s.sameDocument(p.Object, c.policy.Object) })
		if i < 0 || !samePlace(s.policies[i], c.policy, c.at.path) {
			return nil
		}
		own.policy = s.policies[i]
	}
	own.also = slices.Clone(c.also)
	for k, m := range own.also {
		i := slices.IndexFunc(s.policies, func(p *policy) bool { return s.sameDocument(p.Object, m.policy.Object) })
		if i < 0 || !samePlace(s.policies[i], m.policy, m.path) {
			return nil
		}
		own.also[k].policy = s.policies[i]
	}
	return &own
}

// counterpart is what is proposed for the submission itself for the same cause at the same
// place as a change of a copy in which the rules stand otherwise.
func (s *scene) counterpart(c *change, in *scene) *change {
	if c.policy == nil || c.effort == rework {
		return nil
	}
	there := s.originOf(in, in.place(c.policy.Object, c.at))
	if !there.Known() {
		return nil
	}
	all := s.propose()
	if len(c.also) > 0 {
		all = inAllPlaces(all)
	}
	i := slices.IndexFunc(all, func(own *change) bool {
		same := own.code == c.code || own.code == "" && isGeneral(c.code)
		return same && own.fix == c.fix && own.policy != nil && s.sameDocument(own.policy.Object, c.policy.Object) &&
			s.place(own.policy.Object, own.at) == there
	})
	if i < 0 {
		return nil
	}
	own := *all[i]
	own.code = c.code
	return &own
}

// samePlace tells whether a path leads to the same part of two texts of a policy: a
// repair in between may have moved the rules.
func samePlace(a, b *policy, path string) bool {
	for _, d := range directions {
		if len(a.rules(d)) != len(b.rules(d)) {
			return false
		}
	}
	if end := strings.IndexByte(path, ']'); end >= 0 {
		path = path[:end+1]
		return rewrite.Read(a.Root()).At(path).Equal(rewrite.Read(b.Root()).At(path))
	}
	return (a.Root().At(path) == nil) == (b.Root().At(path) == nil)
}

func (s *scene) sameDocument(a, b *manifest.Object) bool {
	return together(a, b) && a.Root().Index() == b.Root().Index()
}

// place is the span of a mark.
func (s *scene) place(o *manifest.Object, m mark) diagnostic.Span {
	if m.key && o.Root().At(m.path) != nil {
		return o.KeySpan(m.path)
	}
	return o.Span(m.path)
}

// labels are the marks of a change that was made in a scene, at their places in the
// submission.
func (s *scene) labels(in *scene, c *change) []diagnostic.Label {
	return s.labelsAt(in, c.policy, append(slices.Clone(c.marks), c.at))
}

// labelsAt are the labels of marks, those without a policy of their own of the one given.
func (s *scene) labelsAt(in *scene, p *policy, marks []mark) []diagnostic.Label {
	var labels []diagnostic.Label
	for _, m := range marks {
		there := in.place(cmp.Or(m.policy, p).Object, m)
		if span := s.originOf(in, there); m.text != "" && span.Known() && s.spelt(span) == in.spelt(there) {
			labels = append(labels, diagnostic.Label{Span: span, Text: m.text})
		}
	}
	return labels
}

// spelt is the text at a place.
func (s *scene) spelt(span diagnostic.Span) string {
	text := s.text(span.File)
	start := offsetOf(text, span.Start)
	return text[start:max(start, offsetOf(text, span.End))]
}

// fix offers an attempt. A change of more than one file cannot be shown as one.
func (s *scene) fix(a *attempt, only bool) *diagnostic.Fix {
	texts, ok := s.patched(a.draft)
	if !ok || len(texts) != 1 {
		return nil
	}
	for file, text := range texts {
		return &diagnostic.Fix{
			Message: a.fix,
			Edits:   a.draft.edits[file],
			File:    file, Patched: text,
			Mends: mended(a), Passes: a.passes, Only: only,
		}
	}
	return nil
}

// mended counts failing checks, pairs and objects that an attempt puts right.
func mended(a *attempt) int {
	n := max(a.checks, 0) + max(a.pairs, 0)
	if n == 0 || a.aside {
		n++
	}
	return n
}

// fixTogether offers all changes up to the last of some steps at once, for the sake of
// the first of them.
func (s *scene) fixTogether(st step, steps []step) *diagnostic.Fix {
	last := steps[len(steps)-1]
	after, ok := last.on.after(last.attempt)
	if !ok || s.breaksBeyond(after.wrong, s.wrong) || s.breaksChecks(after.wrong) {
		return nil
	}
	checks := s.wrong.failed() - after.wrong.failed()
	pairs, _ := s.righted(after.wrong)
	refused := s.wrong.refused - after.wrong.refused
	if checks+pairs+refused <= 0 {
		return nil
	}
	words := "together with the other change: " + st.fix
	if len(steps) > 1 {
		var fixes []string
		for _, one := range steps {
			fixes = addFixes(fixes, fixed(one.fix))
		}
		words = listedFixes(fixes)
	}
	var fix *diagnostic.Fix
	for i, f := range after.files {
		if f.Text == s.files[i].Text {
			continue
		}
		if fix != nil {
			return nil
		}
		fix = &diagnostic.Fix{
			Message: words,
			File:    f.Name, Patched: f.Text, Edits: between(s.files[i].Text, f.Text),
			Mends: max(checks, 0) + max(pairs, 0) + refused, Passes: after.wrong.passes(),
		}
	}
	return fix
}

func (s *scene) breaksChecks(now *wrong) bool {
	for i, held := range s.wrong.held {
		if held && !now.held[i] {
			return true
		}
	}
	return false
}

// between are edits that turn one text into another.
func between(before, after string) []diagnostic.Edit {
	var edits []diagnostic.Edit
	for _, e := range udiff.Strings(before, after) {
		edits = append(edits, diagnostic.Edit{Start: e.Start, End: e.End, Text: e.New})
	}
	if applied(before, edits) != after { // texts that are not UTF-8
		return []diagnostic.Edit{{End: len(before), Text: after}}
	}
	return edits
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// leftovers say what no repair was found for.
func (s *scene) leftovers(told []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	for _, d := range told {
		if d.Fix != nil && d.Fix.Passes {
			return nil
		}
	}
	var all []diagnostic.Diagnostic
	for _, key := range s.absentNames() {
		if len(s.read.Refusals) > 0 {
			break // it may be what is refused
		}
		if !slices.ContainsFunc(told, func(d diagnostic.Diagnostic) bool {
			return d.Code == "half-solution" || d.Code == "required-name-missing" || d.Code == "policy-in-wrong-namespace" || d.Code == "protected-changed"
		}) {
			all = append(all, diagnostic.Diagnostic{
				Code: "object-missing", Severity: diagnostic.Error, Policy: key,
				Message: fmt.Sprintf("the task asks for %s, and nothing carries that name", key), Help: say("object-missing"),
				Sight: notFound(key),
			})
			break
		}
	}
	if len(told) > 0 {
		return all
	}
	for _, e := range []task.Expect{task.Allow, task.Deny} {
		if d, ok := s.plain(e); ok {
			all = append([]diagnostic.Diagnostic{d}, all...)
		}
	}
	return all
}

// plain names one connection that is not as the task wants, without a cause.
func (s *scene) plain(e task.Expect) (diagnostic.Diagnostic, bool) {
	x, ok := s.witness(func(x witness) bool { return x.expect == e })
	if !ok {
		return diagnostic.Diagnostic{}, false
	}
	d := diagnostic.Diagnostic{Code: x.code(), Severity: diagnostic.Error, Message: x.words(), Help: say(x.code()), Sight: s.sight(x)}
	s.blame(&d, x, nil)
	return d, true
}
