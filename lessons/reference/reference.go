// Package reference is the NetworkPolicy object as a reference work: a page for every
// field, with our words beside those of the API, and a page for every pattern that comes
// up again and again. It knows nothing about lessons, so that it may be read anywhere,
// in an exam too.
//
//	reference.go   what a page is
//	tree.go        the pages of the fields, made from the Go types of the API
//	notes*.go      our words about each field
//	patterns.go    deny all, allow DNS, both selectors ...
//	find.go        a page by its path, and by words
//	place.go       the field that a place in a text speaks of
//	lines.go       a page as lines
package reference

import (
	"iter"
	"strings"
	"sync"
)

// Page is one page: a field, a pattern, or what gathers those below it. Pages must not
// be changed.
type Page struct {
	Path     string // spec.egress.to, or patterns.allow-dns; "" for the whole
	Name     string // the last part of the path
	Type     string // of a field, as kubectl explain writes it: []NetworkPolicyPeer
	Says     string // what it means
	LeftOut  string // of a field: what is true without it
	Empty    string // of a field: what {} or [] means, where somebody would wonder
	API      string // of a field: how the Kubernetes API describes it
	Example  string // a few lines of YAML, or of a shell
	Trap     string // the diagnostic of whoever gets it wrong, for explain; or ""
	Parent   *Page
	Pages    []*Page
	keywords string // what else it may be searched by
}

// Root is the first page, with all others below it.
func Root() *Page { return root() }

var root = sync.OnceValue(func() *Page {
	top := fields()
	top.adopt(patterns())
	return top
})

func (p *Page) adopt(child *Page) {
	child.Parent = p
	p.Pages = append(p.Pages, child)
}

// All goes through a page and all below it, in order of reading.
func (p *Page) All() iter.Seq[*Page] {
	return func(yield func(*Page) bool) { p.visit(yield) }
}

func (p *Page) visit(yield func(*Page) bool) bool {
	if !yield(p) {
		return false
	}
	for _, child := range p.Pages {
		if !child.visit(yield) {
			return false
		}
	}
	return true
}

// Depth is the number of pages above.
func (p *Page) Depth() int {
	if p.Parent == nil {
		return 0
	}
	return p.Parent.Depth() + 1
}

// Title is the path, or of the first page what it is all about.
func (p *Page) Title() string {
	if p.Path == "" {
		return "NetworkPolicy"
	}
	return p.Path
}

// Gist is the first sentence of what a page says.
func (p *Page) Gist() string {
	first, _, found := strings.Cut(p.Says, ". ")
	if found {
		return first + "."
	}
	return p.Says
}
