package prologue

import (
	"strings"

	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/widget"
)

// policyLines is the first policy, with the lines marked that the present sentence is about.
func (m *Model) policyLines() []string {
	t := m.env.Theme
	var lines []string
	for i, l := range strings.Split(strings.TrimRight(m.scene.Policy, "\n"), "\n") {
		if m.scene.Meaning[m.sentence].Lines[i+1] {
			lines = append(lines, t.Accent.Render("▸ ")+markdown.YAML(t, l)[0])
		} else {
			lines = append(lines, "  "+t.Faint.Render(l))
		}
	}
	return lines
}

// holeWidth is the room that an empty hole shows.
const holeWidth = 6

// holedLines is the file with its holes. The cursor is whatever the caller wants to see
// at its place.
func (m *Model) holedLines(cursor string) []string {
	t := m.env.Theme
	f := &m.fill
	file := m.scene.File()
	text, now := file.With(story.Values{"\x00", "\x01"}), file.Lines()[f.at]
	var lines []string
	for i, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		at := strings.IndexAny(l, "\x00\x01")
		if at < 0 {
			lines = append(lines, "  "+markdown.YAML(t, l)[0])
			continue
		}
		mark := "  "
		if i+1 == now {
			mark = t.Accent.Render("▸ ")
		}
		lines = append(lines, mark+l[:at]+m.holeText(int(l[at]), cursor)+l[at+1:])
	}
	return lines
}

// holeText is a hole: what was typed in it, the cursor if it has it, and a line to the
// end of the room there is.
func (m *Model) holeText(i int, cursor string) string {
	t := m.env.Theme
	text := m.fill.holes[i].text
	if i != m.fill.at || m.fill.pending {
		return t.Strong.Render(text) + t.Faint.Render(rest(text, 0))
	}
	style := t.TabFocus
	if m.fill.chosen {
		style = t.Selected
	}
	return style.Render(text) + cursor + t.Faint.Render(rest(text, 1))
}

func rest(text string, cursor int) string {
	return strings.Repeat("_", max(0, holeWidth-cursor-len([]rune(text))))
}

// beside puts a file at left and words at its right where there is room, and the words
// below it where there is none.
func beside(file, words []string, width int) []block {
	if width < wideFrom {
		return []block{{lines: file, least: leastFile, elastic: true}, {lines: words}}
	}
	rows := max(len(file), len(words))
	left := 52
	return []block{{lines: widget.Beside(widget.Page(file, left, rows), widget.Page(words, width-left, rows))}}
}

// leastFile is how much of the end of a file must be seen.
const leastFile = 4
