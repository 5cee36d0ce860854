package prologue

import (
	"fmt"
	"strings"

	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/widget"
)

const (
	widestPage    = 108 // longer lines tire the eye
	wideFrom      = 92  // from here on words stand beside a file
	terminalsFrom = 108 // and two terminals side by side
)

// View is the screen.
func (m *Model) View() string {
	t := m.env.Theme
	lines := []string{m.head(), widget.Rule(t, m.width)}
	return widget.Join(append(lines, widget.Page(m.body(t.Cursor.Render("_")), m.width, m.height-len(lines))...))
}

// head is the title, and how far the story has come.
func (m *Model) head() string {
	t := m.env.Theme
	left := " " + t.Strong.Render("netpol-tutor") + t.Faint.Render(" › ") + m.frame.Title()
	chapter := m.frame.Chapter()
	if chapter == 0 {
		return widget.Fit(left, m.width)
	}
	dots := strings.Repeat("●", chapter) + strings.Repeat("○", story.Chapters-chapter)
	return widget.Ends(left, t.Faint.Render(fmt.Sprintf("%d of %d ", chapter, story.Chapters))+t.Accent.Render(dots)+" ", m.width)
}

// body is the page within its margins.
func (m *Model) body(cursor string) []string {
	margin := m.margin()
	top := max(0, (m.height-20)/4)
	room := m.height - 2 - top
	page := fit(m.page(m.width-2*margin, room, cursor), room)
	return append(make([]string, top), widget.Indent(page, margin)...)
}

func (m *Model) margin() int {
	switch {
	case m.width < 70:
		return 1
	case m.width <= widestPage+6:
		return 3
	}
	return (m.width - widestPage) / 2
}

// block is a part of a page, set apart by an empty line.
type block struct {
	lines   []string
	elastic bool // its first lines give way where room is scarce
	least   int  // of an elastic block
	spare   bool // it may be left out altogether
}

// fit makes a page of blocks. Where it would be too high, first the elastic block gives
// way, then the empty lines from the end, then what is spare.
func fit(blocks []block, height int) []string {
	over := total(blocks) - height
	for i, b := range blocks {
		if b.elastic && over > 0 {
			cut := min(over, max(0, len(b.lines)-b.least))
			blocks[i].lines = b.lines[cut:]
			over -= cut
		}
	}
	if gaps := len(blocks) - 1; over > gaps {
		for i := len(blocks) - 1; i >= 0; i-- {
			if blocks[i].spare {
				return fit(append(blocks[:i:i], blocks[i+1:]...), height)
			}
		}
	}
	return stack(blocks, max(0, over))
}

func total(blocks []block) int {
	n := len(blocks) - 1
	for _, b := range blocks {
		n += len(b.lines)
	}
	return n
}

// stack joins blocks, with an empty line between all but the last few.
func stack(blocks []block, tight int) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 && i < len(blocks)-tight {
			lines = append(lines, "")
		}
		lines = append(lines, b.lines...)
	}
	return lines
}

// mark stands for the cursor while its place is looked for.
const mark = "\ue000"

// Cursor is where the text cursor stands.
func (m *Model) Cursor() (x, y int, shown bool) {
	if p := m.phase(); p != phaseFilling && p != phaseDating {
		return 0, 0, false
	}
	for i, l := range m.body(mark) {
		if before, _, found := strings.Cut(l, mark); found {
			return widthOf(before), i + 2, true
		}
	}
	return 0, 0, false
}
