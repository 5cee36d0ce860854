package home

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/screen"
)

// mostQuery bounds what is searched for; nobody types more than a few words.
const mostQuery = 60

func (m *Model) search() {
	m.phase, m.query = phaseSearching, ""
	m.find()
}

func (m *Model) find() {
	m.found = matching(m.path, m.query)
	m.lesson = 0
}

// matching lists the lessons that hold every word of the query somewhere in their
// title, id, track, kind or the causes they train.
func matching(all []*lessons.Lesson, query string) []*lessons.Lesson {
	words := strings.Fields(strings.ToLower(query))
	var found []*lessons.Lesson
	for _, l := range all {
		if holdsAll(searchable(l), words) {
			found = append(found, l)
		}
	}
	return found
}

func searchable(l *lessons.Lesson) string {
	parts := append([]string{l.Title, l.ID, l.Track, string(l.Kind), l.Difficulty}, l.Causes...)
	return strings.ToLower(strings.Join(parts, "\n"))
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
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
