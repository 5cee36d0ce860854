package diagnose

import (
	"slices"
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// cureAlike goes on with a cure as long as what is refused next has the same one, for whoever
// does not know something writes it in every document. It answers where that was.
func (s *scene) cureAlike(first cured) (cured, []diagnostic.Span) {
	var others []diagnostic.Span
	now := first
	for now.after != nil && len(now.after.read.Refusals) > 0 {
		next := now.after.firstCure()
		if next.cure == nil || !next.cure.like(first.cure) {
			break
		}
		others = append(others, now.after.read.Refusals[0].Span)
		sum := *now.cure
		sum.fixes = addFixes(sum.fixes, next.cure.fixes)
		now = cured{&sum, next.after}
	}
	if len(others) > 0 && slices.Equal(now.cure.fixes, first.cure.fixes) {
		now.cure.fixes = append(slices.Clone(now.cure.fixes), "the same in "+counted(len(others), "other document", "other documents"))
	}
	return now, others
}

// like tells whether two cures are for the same slip.
func (c *cure) like(d *cure) bool {
	return c.code == d.code && (slices.Equal(c.fixes, d.fixes) || c.message != "" && c.slip() == d.slip())
}

// slip is what is the matter, wherever in a document it is.
func (c *cure) slip() string {
	key := c.path[strings.LastIndexByte(c.path, '.')+1:]
	return strings.ReplaceAll(c.message, c.path, key)
}

// ahead takes over from one of several cures what is the matter and where: from that which
// is nearest to what the server names.
func (c *cure) ahead(r *manifest.Refusal, parts []*cure) {
	best := parts[0]
	for _, part := range parts[1:] {
		if commonPath(part.path, r.Path) > commonPath(best.path, r.Path) {
			best = part
		}
	}
	c.code, c.message, c.help, c.path, c.span = best.code, best.message, best.help, best.path, best.span
}

// commonPath is how many parts two paths have in common from the front, and a little more if
// they are the same.
func commonPath(a, b string) int {
	if a == b {
		return 2 * len(a)
	}
	n := 0
	for i := 0; i < min(len(a), len(b)) && a[i] == b[i]; i++ {
		if a[i] == '.' || a[i] == '[' {
			n = i
		}
	}
	if len(a) < len(b) && strings.HasPrefix(b, a) {
		n = len(a)
	}
	return n
}
