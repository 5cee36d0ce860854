package home

import (
	"slices"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// filter narrows every list. The zero value keeps all lessons.
type filter struct {
	kind lessons.Kind // of this kind alone; "" for every kind
	todo bool         // neither passed nor skipped
}

// filterChosen brings what the learner wants to see.
type filterChosen struct{ filter filter }

func (f filter) keeps(l *lessons.Lesson, s recall.Standing) bool {
	return (f.kind == "" || l.Kind == f.kind) && (!f.todo || !s.Done())
}

// words say what is left in the lists; "" while that is everything.
func (f filter) words() string {
	words := ""
	if f.kind != "" {
		words = " · only " + string(f.kind)
	}
	if f.todo {
		words += " · only to do"
	}
	return words
}

// kept are the lessons of a list that the filter keeps.
func (m *Model) kept(all []*lessons.Lesson) []*lessons.Lesson {
	if m.filter == (filter{}) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(l *lessons.Lesson) bool {
		return !m.filter.keeps(l, m.stands[l.ID])
	})
}

// setFilter keeps the chosen lesson chosen, if it is still to be seen.
func (m *Model) setFilter(f filter) {
	l := m.chosen()
	m.filter, m.touched = f, true
	m.lesson = clamp(m.lesson, len(m.list()))
	if l != nil {
		if i := slices.Index(m.list(), l); i >= 0 {
			m.lesson = i
		}
	}
}

func (m *Model) askFilter() {
	is := m.filterKeys()
	items := []widget.Item{
		{Binding: is.all, Then: filterChosen{}},
		{Binding: is.todo, Then: filterChosen{filter{m.filter.kind, !m.filter.todo}}},
	}
	for i, k := range lessons.Kinds() {
		items = append(items, widget.Item{Binding: is.kinds[i], Then: filterChosen{filter{k, m.filter.todo}}})
	}
	m.Want(screen.Push{Overlay: widget.NewMenu(m.env.Theme, "Show", items)})
}

// hasKind tells whether the path has a lesson of a kind.
func (m *Model) hasKind(k lessons.Kind) bool {
	return slices.ContainsFunc(m.path, func(l *lessons.Lesson) bool { return l.Kind == k })
}
