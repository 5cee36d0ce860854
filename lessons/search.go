package lessons

import (
	"slices"
	"strings"
)

// Search lists the lessons of the path that hold every word of the query somewhere in
// their title, id, track, kind, difficulty, the causes they train, what their step
// teaches, or the names of their objects: first those that have them in the title or id,
// each kind in the order of the path. An empty query finds them all.
func (c *Catalogue) Search(query string) []*Lesson {
	words := strings.Fields(strings.ToLower(query))
	var called, others []*Lesson
	for _, l := range c.lessons {
		switch {
		case holdsAll(l.Title+"\n"+l.ID, words):
			called = append(called, l)
		case holdsAll(l.searchable(), words):
			others = append(others, l)
		}
	}
	return append(called, others...)
}

func holdsAll(text string, words []string) bool {
	text = strings.ToLower(text)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

func (l *Lesson) searchable() string {
	step, _ := l.Step()
	parts := slices.Concat(
		[]string{l.Title, l.ID, trackTitle(l.Track), l.Track, string(l.Kind), l.Difficulty, step.Teaches},
		l.Causes, l.Objects, namesIn(l.Cluster),
	)
	return strings.Join(parts, "\n")
}

// namesIn lists what stands behind name: in a text. Reading the manifests would tell more,
// and cost more than a key of a search may.
func namesIn(manifests string) []string {
	var all []string
	for line := range strings.Lines(manifests) {
		if _, name, ok := strings.Cut(line, "name: "); ok {
			all = append(all, strings.TrimRight(name, " }\n"))
		}
	}
	return all
}
