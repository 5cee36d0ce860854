package editor

import (
	"strconv"
	"strings"

	"netpol-tutor/grader/diagnostic"
)

// SetSize is the size of the view in cells; View is never larger or smaller.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = max(0, width), max(0, height)
	m.reveal()
}

// row is everything that decides how a line is drawn, as long as nothing of the moment
// (cursor, selection, matches, highlights) lies on it.
type row struct {
	text        string
	state       lexState
	line        int // counted from 0; -1 below the end of the text
	width, from int
	gutter      int
	guide       int // column of the guide, or -1
	mark        diagnostic.Severity
}

// View is the editor, exactly as large as SetSize said.
func (m Model) View() string {
	if m.height == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(m.height * (m.width + 40))
	text := m.textHeight()
	g := m.guide(m.top + text)
	for y := range m.height {
		if y > 0 {
			b.WriteByte('\n')
		}
		if y < text {
			b.WriteString(m.drawLine(m.top+y, g))
		} else {
			b.WriteString(m.drawFoot())
		}
	}
	return b.String()
}

func (m Model) drawLine(line int, g guide) string {
	r := m.row(line, g)
	if m.momentary(line) {
		return m.compose(r)
	}
	if text, ok := m.paint.drawn(r); ok {
		return text
	}
	text := m.compose(r)
	m.paint.keep(r, text)
	return text
}

func (m Model) row(line int, g guide) row {
	r := row{line: -1, width: m.width, from: m.from, gutter: m.gutter(), guide: -1}
	if line >= len(m.doc.lines) {
		return r
	}
	r.text, r.state, r.line = m.doc.lines[line], m.doc.states[line], line
	r.mark = m.decor.marks[line]
	if line >= g.first && line <= g.last {
		r.guide = g.column
	}
	return r
}

// momentary tells lines whose look belongs to this moment only.
func (m Model) momentary(line int) bool {
	if line == m.caret.cursor.line || len(m.decor.spans[line]) > 0 {
		return true
	}
	if a, b, ok := m.caret.selection(); ok && a.line <= line && line <= b.line {
		return true
	}
	return m.prompt.asks == forText && len(m.matchesOn(line)) > 0
}

// gutter is the width of the line numbers and marks; a narrow pane goes without.
func (m Model) gutter() int {
	w := max(4, len(strconv.Itoa(len(m.doc.lines)))+1) + 2
	if m.width < 3*w {
		return 0
	}
	return w
}

// footed tells whether the last row is the prompt or a notice.
func (m Model) footed() bool {
	return m.prompt.asks != nothing || m.notice != "" && m.height > 1
}

// textHeight is the number of rows for text.
func (m Model) textHeight() int {
	if m.footed() {
		return m.height - 1
	}
	return m.height
}

// margin is the number of lines kept in view above and below the cursor.
func (m Model) margin() int { return max(0, min(3, (m.textHeight()-1)/2)) }

// sideMargin is the same for the cells beside the cursor.
func sideMargin(width int) int { return max(0, min(4, (width-1)/2)) }

// reveal moves the view as little as shows the cursor.
func (m *Model) reveal() {
	height, line := max(1, m.textHeight()), m.caret.cursor.line
	last := len(m.doc.lines) - 1
	m.top = min(m.top, line-m.margin(), last-height+1)
	m.top = max(0, m.top, min(line+m.margin(), last)-height+1)
	width := max(1, m.width-m.gutter())
	cell := cellsOf(m.doc.lines[line][:m.caret.cursor.at])
	side := sideMargin(width)
	m.from = max(0, min(m.from, cell-side), cell+side-width+1)
	if cell < width-side {
		m.from = 0
	}
}

// CursorCell is where the cursor stands within the view, from 0, for the terminal's own
// cursor; ok is false while it is not to be seen.
func (m Model) CursorCell() (x, y int, ok bool) {
	if m.blurred || m.width == 0 || m.height == 0 {
		return 0, 0, false
	}
	if m.prompt.asks != nothing {
		before, _ := m.prompt.words()
		return min(cellsOf(before)+cellsOf(m.prompt.text), m.width-1), m.height - 1, true
	}
	p := m.caret.cursor
	x = m.gutter() + cellsOf(m.doc.lines[p.line][:p.at]) - m.from
	y = p.line - m.top
	return x, y, x >= 0 && x < m.width && y >= 0 && y < m.textHeight()
}

// guide is the vertical line that shows to which block the cursor's line belongs.
type guide struct{ column, first, last int }

// guideReach bounds how far up the start of the block is looked for.
const guideReach = 500

// guide finds the block around the cursor, down to the line below which nothing is seen.
func (m Model) guide(below int) guide {
	line := m.caret.cursor.line
	for line > 0 && strings.TrimSpace(m.doc.lines[line]) == "" {
		line--
	}
	indent := indentOf(m.doc.lines[line])
	for up := line - 1; indent > 0 && up >= 0 && up > line-guideReach; up-- {
		text := m.doc.lines[up]
		if column := indentOf(text); column < indent && column < len(text) {
			return guide{column, up + 1, m.blockEnd(line, column, below)}
		}
	}
	return guide{-1, 0, -1}
}

// blockEnd is the last line of the block that contains line and is indented deeper
// than column.
func (m Model) blockEnd(line, column, below int) int {
	end := line
	for i := line + 1; i < len(m.doc.lines) && i < below; i++ {
		text := m.doc.lines[i]
		if strings.TrimSpace(text) == "" {
			continue
		}
		if indentOf(text) <= column {
			break
		}
		end = i
	}
	return end
}
