package home

import (
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/widget"
)

// withPath puts the path before the tracks: all lessons in the recommended order.
func withPath(path []*lessons.Lesson, tracks []lessons.Track) []lessons.Track {
	if len(tracks) < 2 {
		return tracks
	}
	return append([]lessons.Track{{Title: "Your path", Lessons: path}}, tracks...)
}

// advice says what is new in a lesson, and which lessons make it easier; nothing of a
// lesson that is not on the path.
func (m *Model) advice(l *lessons.Lesson, width int) []string {
	step, ok := l.Step()
	if !ok {
		return nil
	}
	return append(m.named("teaches", step.Teaches, width), m.named("builds on", m.before(step), width)...)
}

// nameWidth is the room for a name before a text, in cells.
const nameWidth = 11

// named is a text behind its name, wrapped beside it; nothing without a text.
func (m *Model) named(name, text string, width int) []string {
	if text == "" {
		return nil
	}
	lines := widget.Wrap(text, width-nameWidth)
	for i, line := range lines {
		lines[i] = widget.Spaces(nameWidth) + line
	}
	lines[0] = m.env.Theme.Faint.Render(widget.Fit(name, nameWidth)) + lines[0][nameWidth:]
	return lines
}

// before names the lessons that a step builds on, those that are passed with a mark.
func (m *Model) before(s lessons.Step) string {
	var titles []string
	for _, id := range s.After {
		l, ok := m.env.Catalogue.Find(id)
		if !ok {
			continue
		}
		title := render.CleanLine(l.Title)
		if m.stands[id].Passed() {
			title = "✓ " + title
		}
		titles = append(titles, title)
	}
	return strings.Join(titles, " · ")
}
