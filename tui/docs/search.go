package docs

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/reference"
)

// mostQuery bounds what is searched for, in characters; nobody types more than a few words.
const mostQuery = 40

func (m *Model) search() {
	m.mode = modeSearch
	m.find("")
}

func (m *Model) find(query string) {
	m.query, m.links, m.at = query, reference.Search(query), 0
	m.lay()
	m.scroll.Top()
}

// stop goes back to the page that was read before.
func (m *Model) stop() { m.Open(m.page) }

func (m *Model) erase() {
	if q := []rune(m.query); len(q) > 0 {
		m.find(string(q[:len(q)-1]))
	}
}

// extend takes what was typed into the query.
func (m *Model) extend(k tea.KeyMsg) {
	if len([]rune(m.query))+len(k.Runes) <= mostQuery {
		m.find(m.query + string(k.Runes))
	}
}
