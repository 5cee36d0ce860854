// Package docs is the pane in which the reference of the NetworkPolicy object is read
// and searched. It is a part of a screen, which hands it keys, or a page above one.
//
//	model.go    what it knows; going from page to page
//	search.go   looking for words
//	keys.go     what the keys do, by mode
//	view.go     how the pane is laid out
//	page.go     the pane as a page above another screen
package docs

import (
	"slices"

	"netpol-tutor/lessons/reference"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

type mode uint8

const (
	modePage   mode = iota // a page is read
	modeSearch             // words are typed
)

// Model is the pane. It begins at the first page.
type Model struct {
	theme *theme.Theme
	mode  mode

	page  *reference.Page
	query string
	links []*reference.Page // that can be opened: those below the page, or what was found
	at    int               // the chosen link
	rows  []stretch         // where each link stands

	scroll        widget.Scroll
	width, height int
}

// stretch is the lines [first, last] of a link.
type stretch struct{ first, last int }

// New is a pane of no size.
func New(t *theme.Theme) *Model {
	m := &Model{theme: t}
	m.Open(reference.Root())
	return m
}

// Open shows a page from its top.
func (m *Model) Open(p *reference.Page) {
	m.mode, m.page, m.links, m.at = modePage, p, p.Pages, 0
	m.lay()
	m.scroll.Top()
}

// SetSize tells the room there is.
func (m *Model) SetSize(width, height int) {
	if width == m.width && height == m.height {
		return
	}
	m.width, m.height = width, height
	m.lay()
}

func (m *Model) openLink() { m.Open(m.links[m.at]) }

// back goes to the page above, where the page that was left is the chosen one.
func (m *Model) back() {
	from := m.page
	m.Open(from.Parent)
	m.choose(max(0, slices.Index(m.links, from)))
}

// down goes on: to the next link once the chosen one is in sight, else a line.
func (m *Model) down() {
	if m.at+1 < len(m.links) && m.scroll.Sees(m.rows[m.at].first) {
		m.choose(m.at + 1)
		return
	}
	m.scroll.By(1)
}

func (m *Model) up() {
	if m.at > 0 && m.scroll.Sees(m.rows[m.at].first) {
		m.choose(m.at - 1)
		return
	}
	m.scroll.By(-1)
}

// choose marks a link and brings it into sight.
func (m *Model) choose(i int) {
	m.at = i
	m.lay()
	if i < len(m.rows) {
		m.scroll.Show(m.rows[i].last)
		m.scroll.Show(m.rows[i].first)
	}
}

func (m *Model) pageUp()   { m.scroll.Pages(-1) }
func (m *Model) pageDown() { m.scroll.Pages(1) }
func (m *Model) top()      { m.scroll.Top() }
func (m *Model) bottom()   { m.scroll.Bottom() }
