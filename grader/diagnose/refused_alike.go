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

// fixed is one thing that a cure does, in a list of its own.
func fixed(words string) []string { return []string{words} }

// addFixes are the phrases of two cures, each once.
func addFixes(all, more []string) []string {
	sum := slices.Clone(all)
	for _, one := range more {
		if !slices.Contains(sum, one) {
			sum = append(sum, one)
		}
	}
	return sum
}

// listedFixes says what is done.
func listedFixes(fixes []string) string {
	groups := groupedFixes(fixes)
	if len(groups) > 2 {
		return strings.Join(groups, "; ")
	}
	return strings.Join(groups, ", and ")
}

// groupedFixes says of neighbours that differ in one word what is the same only once:
// podSelector and ingress under spec.
func groupedFixes(fixes []string) []string {
	var groups []string
	for i := 0; i < len(fixes); {
		first, n := fixes[i], i+1
		if words, rest := sameButWord(fixes[i:], splitFirst); len(words) > 1 {
			first, n = joined(words, "and")+rest, i+len(words)
		} else if words, rest := sameButWord(fixes[i:], splitLast); len(words) > 1 {
			first, n = rest+joined(words, "and"), i+len(words)
		}
		groups = append(groups, first)
		i = n
	}
	return groups
}

// sameButWord are the words in which the first phrases differ, and what they have in common.
func sameButWord(phrases []string, split func(phrase string) (word, rest string)) (words []string, rest string) {
	word, rest := split(phrases[0])
	words = append(words, word)
	for _, phrase := range phrases[1:] {
		next, same := split(phrase)
		if rest == "" || same != rest {
			break
		}
		words = append(words, next)
	}
	return words, rest
}

// splitFirst and splitLast part a word from the rest of a phrase, which is "" if there is none.
func splitFirst(phrase string) (word, rest string) {
	i := strings.IndexByte(phrase, ' ')
	if i < 0 {
		return phrase, ""
	}
	return phrase[:i], phrase[i:]
}

func splitLast(phrase string) (word, rest string) {
	i := strings.LastIndexByte(phrase, ' ')
	return phrase[i+1:], phrase[:i+1]
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
