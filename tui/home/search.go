package home

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"netpol-tutor/tui/screen"
)

// mostQuery bounds what is searched for; nobody types more than a few words.
const mostQuery = 60

func (m *Model) search() {
	m.phase, m.query = phaseSearching, ""
	m.find()
}

func (m *Model) find() {
	m.found = m.kept(m.env.Catalogue.Search(m.query))
	m.lesson = 0
}

func (m *Model) searchKey(k tea.KeyMsg) {
	is := m.searchKeys()
	switch {
	case key.Matches(k, is.Stop):
		m.stopSearch()
	case key.Matches(k, is.Open):
		if l := m.chosen(); l != nil {
			m.Want(screen.Open{Lesson: l.ID})
		}
	case key.Matches(k, is.Up):
		m.lesson = clamp(m.lesson-1, len(m.found))
	case key.Matches(k, is.Down):
		m.lesson = clamp(m.lesson+1, len(m.found))
	case key.Matches(k, is.Erase):
		m.erase()
	case k.Type == tea.KeyRunes || k.Type == tea.KeySpace:
		m.extend(k)
	}
}

// stopSearch goes back to the tracks, to the lesson found if there is one.
func (m *Model) stopSearch() {
	l := m.chosen()
	m.phase, m.lesson = phaseLessons, 0
	if l != nil {
		m.touched = true
		m.choose(l.ID)
	}
}

func (m *Model) erase() {
	if q := []rune(m.query); len(q) > 0 {
		m.query = string(q[:len(q)-1])
		m.find()
	}
}

func (m *Model) extend(k tea.KeyMsg) {
	if len([]rune(m.query))+len(k.Runes) > mostQuery {
		return
	}
	m.query += string(k.Runes)
	m.find()
}
