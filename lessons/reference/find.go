package reference

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Find answers the page that somebody names: by its path, or by the end of one if that
// tells it from all others, or if all that it ends say the same. Upper and lower case are the same, spec. may be left out,
// and indices and the name of the object, as kubectl explain wants it, do no harm. If
// the name fits several pages alike, or none, it answers nil and those that were
// perhaps meant.
func Find(name string) (*Page, []*Page) {
	path := normal(name)
	if path == "" {
		return Root(), nil
	}
	var ends []*Page
	for p := range Root().All() {
		switch lower := strings.ToLower(p.Path); {
		case lower == path:
			return p, nil
		case strings.HasSuffix(lower, "."+path):
			ends = append(ends, p)
		}
	}
	if top := shallowest(ends); len(top) > 0 && alike(top) {
		return top[0], nil
	}
	if len(ends) > 0 {
		return nil, ends
	}
	return nil, above(path)
}

var index = regexp.MustCompile(`\[\d*\]`)

func normal(name string) string {
	path := index.ReplaceAllString(strings.ToLower(strings.TrimSpace(name)), "")
	for _, object := range []string{"networkpolicies", "networkpolicy", "netpol"} {
		if rest, ok := strings.CutPrefix(path, object); ok && (rest == "" || rest[0] == '.') {
			path = rest
			break
		}
	}
	return strings.Trim(path, ".")
}

// shallowest are the pages with the fewest above them.
func shallowest(pages []*Page) []*Page {
	if len(pages) == 0 {
		return nil
	}
	least := slices.MinFunc(pages, byDepth).Depth()
	return slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return p.Depth() > least })
}

// alike tells whether pages say the same, as those of a selector in several places do.
func alike(pages []*Page) bool {
	return !slices.ContainsFunc(pages, func(p *Page) bool { return p.Says != pages[0].Says })
}

func byDepth(a, b *Page) int { return cmp.Compare(a.Depth(), b.Depth()) }

// above are the pages below the deepest one that a path leads to.
func above(path string) []*Page {
	for {
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			return nil
		}
		path = path[:cut]
		if p, _ := Find(path); p != nil {
			return p.Pages
		}
	}
}

// mostQuery bounds what is searched for, in bytes; nobody types more than a few words.
const mostQuery = 200

// Search answers the pages that hold every word, the most fitting first. Of pages that
// say the same, such as those of a selector in several places, it answers the first.
func Search(query string) []*Page {
	words := strings.Fields(strings.ToLower(query[:min(len(query), mostQuery)]))
	if len(words) == 0 {
		return nil
	}
	type hit struct {
		page   *Page
		weight int
	}
	var hits []hit
	said := map[string]bool{}
	for p := range Root().All() {
		if w := p.weight(words); w > 0 && !said[p.Says] {
			said[p.Says] = true
			hits = append(hits, hit{p, w})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.weight, a.weight) })
	found := make([]*Page, len(hits))
	for i, h := range hits {
		found[i] = h.page
	}
	return found
}

// weight is how well a page fits the words, 0 if one of them is not on it.
func (p *Page) weight(words []string) int {
	sum := 0
	for _, w := range words {
		one := p.weightOf(w)
		if one == 0 {
			return 0
		}
		sum += one
	}
	return sum
}

func (p *Page) weightOf(word string) int {
	name := strings.ToLower(p.Name)
	switch {
	case name == word:
		return 16
	case strings.Contains(name, word):
		return 6
	case holds(word, p.keywords, p.Trap):
		return 4
	case holds(word, p.Says, p.LeftOut, p.Empty):
		return 2
	case holds(word, p.API, p.Example, p.Type):
		return 1
	}
	return 0
}

func holds(word string, texts ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(strings.ToLower(t), word) })
}
