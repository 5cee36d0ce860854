package diagnose

import (
	"cmp"
	"slices"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// remedy changes a document by its shape. It is offered for a spot of the document and
// repeated on a fresh copy by path, so that every remedy starts from the same text.
type remedy struct {
	code    string
	message string
	fix     string
	effort  effort
	help    string // what to know about it; "" where the server or the code says it best
	at      string // the path that it is about, where that is not the one it is offered for
	strange bool   // it takes away what no policy has
	do      func(root *rewrite.Value)
}

// doctor knows remedies for one kind of fault.
type doctor = func(x *spot, offer func(remedy))

// doctors are all of them.
func (s *scene) doctors() []doctor {
	return []doctor{
		s.rightPeer, rightEntry, rightAll, rightSelector, rightWords, rightKeys, rightAction, rightPlace, rightLabels, s.rightPorts, rightRange, s.rightBlock,
		s.rightOperator, rightItems, s.rightExpressionKey, rightKind, s.rightName,
	}
}

// curesByShape goes through a document and tries what its shape suggests.
func (s *scene) curesByShape(r *manifest.Refusal, text string, offer func(*cure)) {
	top := topOf(r.Root())
	for _, own := range bodies(r.Root()) {
		for _, x := range spots(rewrite.Read(own)) {
			for _, ask := range s.doctors() {
				ask(x, func(m remedy) {
					root := rewrite.Read(top)
					m.do(find(root, top, own))
					offerEdited(text, top, root, m.cure(own, x), offer)
				})
			}
		}
	}
	for _, one := range s.doctors() {
		s.everyCure(r, text, []doctor{one}, offer)
	}
	s.everyCure(r, text, s.doctors(), offer)
}

// cure is a remedy as a cure of the document that it is made in.
func (m remedy) cure(own *manifest.Node, x *spot) *cure {
	c := &cure{code: m.code, message: m.message, help: m.help, fixes: fixed(m.fix), effort: m.effort, path: x.name()}
	if m.at != "" {
		c.path = m.at
	}
	if n := own.At(c.path); n != nil && c.path != "" {
		if x.shape == nil && m.at == "" {
			n = keyOf(n)
		}
		c.span = [2]int{n.Start, max(n.End, n.Start+1)}
	}
	return c
}

// keyOf is the key of a value in its mapping.
func keyOf(n *manifest.Node) *manifest.Node {
	if i := n.Index(); i >= 0 && n.Parent.Kind == manifest.Mapping {
		return n.Parent.Keys[i]
	}
	return n
}

// bodies are the objects of a document: itself, or the items of a List.
func bodies(root *manifest.Node) []*manifest.Node {
	if kind := root.Get("kind"); kind == nil || kind.Value != "List" {
		return []*manifest.Node{root}
	}
	if items := root.Get("items"); items != nil {
		return items.Values
	}
	return nil
}

func offerEdited(text string, top *manifest.Node, root *rewrite.Value, c *cure, offer func(*cure)) {
	edits, err := rewrite.Edits(text, top, root)
	if err != nil || len(edits) == 0 {
		return
	}
	c.edits = edits
	offer(c)
}

// mostKinds is how many remedies a document is thought to need: what takes more of them
// is more likely one slip of another kind.
const mostKinds = 3

// everyCure makes the first remedy of every spot at once, round after round: the same
// slip is seldom made only once.
func (s *scene) everyCure(r *manifest.Refusal, text string, doctors []doctor, offer func(*cure)) {
	const rounds = 12
	top := topOf(r.Root())
	root := rewrite.Read(top)
	var parts []*cure
	var fixes []string
	for range rounds {
		for _, own := range bodies(r.Root()) {
			body := find(root, top, own)
			if m, x := firstRemedy(body, doctors); x != nil {
				m.do(body)
				parts = append(parts, m.cure(own, x))
				fixes = addFixes(fixes, fixed(m.fix))
			}
		}
	}
	if len(parts) == 0 {
		return
	}
	most := slices.MaxFunc(parts, func(a, b *cure) int { return cmp.Compare(a.effort, b.effort) }).effort
	sum := &cure{fixes: fixes, effort: most + 1, many: len(groupedFixes(fixes)) > mostKinds}
	sum.ahead(r, parts)
	offerEdited(text, top, root, sum, offer)
}

// firstRemedy is the first thing to do about a document, and where, or nil; made again and
// again it ends where nothing is left to do.
func firstRemedy(root *rewrite.Value, doctors []doctor) (first remedy, where *spot) {
	for _, x := range spots(root) {
		for _, ask := range doctors {
			ask(x, func(m remedy) {
				if where == nil && (m.effort <= splitJoin || m.strange) {
					first, where = m, x
				}
			})
			if where != nil {
				return first, where
			}
		}
	}
	return remedy{}, nil
}
