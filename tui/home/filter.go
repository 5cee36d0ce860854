package home

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/keys"
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

func (f filter) keeps(l *lessons.Lesson, s standing) bool {
	return (f.kind == "" || l.Kind == f.kind) && (!f.todo || !s.Passed() && !s.Skipped)
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
	todo := m.filter
	todo.todo = !todo.todo
	does := "only what is to do"
	if m.filter.todo {
		does = "what is done as well"
	}
	items := []widget.Item{
		{Binding: keys.Bind("a", "all lessons", "a", "f"), Then: filterChosen{}},
		{Binding: keys.Bind("t", does, "t"), Then: filterChosen{todo}},
	}
	for _, k := range lessons.Kinds() {
		items = append(items, widget.Item{Binding: m.kindKey(k), Then: filterChosen{filter{k, m.filter.todo}}})
	}
	m.Want(screen.Push{Overlay: widget.NewMenu(m.env.Theme, "Show", items)})
}

// kindKey is the letter of a kind in the menu, off where there is no such lesson.
func (m *Model) kindKey(k lessons.Kind) key.Binding {
	letter, does := kindWords(k)
	n := 0
	for _, l := range m.path {
		if l.Kind == k {
			n++
		}
	}
	return keys.When(keys.Bind(letter, "only "+string(k)+": "+does, letter), n > 0, "there is none")
}

// kindWords are the letter of a kind, and what one does in such a lesson.
func kindWords(k lessons.Kind) (letter, does string) {
	switch k {
	case lessons.Write:
		return "w", "a policy of your own"
	case lessons.Complete:
		return "c", "a file with holes"
	case lessons.Fix:
		return "x", "a wrong file to mend"
	case lessons.Debug:
		return "d", "wrong policies are applied"
	case lessons.Choose:
		return "o", "one file of several"
	case lessons.Predict:
		return "p", "say the verdict"
	}
	return "s", "say which stage failed"
}
