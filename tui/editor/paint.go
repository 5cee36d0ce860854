package editor

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/diagnostic"
)

// cell is one character on the screen, one or more cells wide.
type cell struct {
	text  string
	width int
	look  look
}

// canvas collects the cells of one row and never grows beyond its width.
type canvas struct {
	cells []cell
	left  int  // cells that are still free
	odd   bool // there are characters beyond ASCII
}

func (c *canvas) put(text string, width int, l look) {
	if width > c.left { // a wide character that does not fit
		text, width = spaces(c.left), c.left
	}
	if width > 0 {
		c.cells = append(c.cells, cell{text, width, l})
		c.odd = c.odd || foreign(text)
		c.left -= width
	}
}

// write puts text of any length, cut to what fits.
func (c *canvas) write(text string, l look) {
	for len(text) > 0 && c.left > 0 {
		size, width := firstCluster(text)
		shown, _ := glyph(text[:size], width)
		c.put(shown, width, l)
		text = text[size:]
	}
}

func (c *canvas) fill(l look) { c.put(spaces(c.left), c.left, l) }

// string is the row with its looks switched on and off where they change.
func (c *canvas) string(p *paint, width int) string {
	text := c.join(p)
	if c.odd && ansi.StringWidth(text) != width {
		c.plain()
		return c.join(p)
	}
	return text
}

// plain replaces what is not ASCII. Some characters melt together with a neighbour that
// the row gave them, and the row would not be as wide as it must be.
func (c *canvas) plain() {
	for i, cell := range c.cells {
		if foreign(cell.text) {
			c.cells[i].text = oddGlyph + spaces(cell.width-1)
		}
	}
}

// foreign tells text beyond ASCII; in a cluster either end gives it away.
func foreign(text string) bool {
	return text[0] >= utf8.RuneSelf || text[len(text)-1] >= utf8.RuneSelf
}

func (c *canvas) join(p *paint) string {
	var b strings.Builder
	b.Grow(3 * len(c.cells))
	for i := 0; i < len(c.cells); {
		l, start := c.cells[i].look, b.Len()
		p.on(&b, l)
		styled := b.Len() > start
		for ; i < len(c.cells) && c.cells[i].look == l; i++ {
			b.WriteString(c.cells[i].text)
		}
		if styled {
			b.WriteString(resetSequence)
		}
	}
	return b.String()
}

// compose draws a line.
func (m Model) compose(r row) string {
	c := &canvas{cells: m.paint.scratch[:0], left: m.width}
	defer func() { m.paint.scratch = c.cells }()
	m.putGutter(c, r)
	c.left = m.width - m.gutter()
	if r.line >= 0 {
		m.putText(c, r)
	}
	c.fill(m.background(r))
	return c.string(m.paint, m.width)
}

func (m Model) background(r row) look {
	if r.line >= 0 && r.line == m.caret.cursor.line && !m.blurred {
		return look{layer: layerCurrent}
	}
	return look{}
}

// The glyphs of the gutter.
var (
	errorGlyph   = narrow("▲", "!")
	warningGlyph = narrow("△", "?")
	remarkGlyph  = narrow("·", ".")
)

func severityGlyph(s diagnostic.Severity) (string, look) {
	switch s {
	case diagnostic.Error:
		return errorGlyph, look{base: baseError}
	case diagnostic.Warning:
		return warningGlyph, look{base: baseWarning}
	case diagnostic.Remark:
		return remarkGlyph, look{base: baseRemark}
	}
	return " ", look{}
}

func (m Model) putGutter(c *canvas, r row) {
	if r.gutter == 0 {
		return
	}
	number := ""
	if r.line >= 0 {
		number = strconv.Itoa(r.line + 1)
	}
	l := look{base: baseLineNumber}
	if r.line == m.caret.cursor.line {
		l.base = baseCurrentNumber
	}
	c.write(spaces(r.gutter-2-len(number))+number+" ", l)
	glyph, l := severityGlyph(r.mark)
	c.put(glyph, 1, l)
}

// putText draws the part of the line that is seen, and what is said behind it.
func (m Model) putText(c *canvas, r row) {
	first := len(c.cells)
	s, at, cells := m.styler(r), 0, 0
	for at < len(r.text) && c.left > 0 {
		size, width := firstCluster(r.text[at:])
		if cells+width > r.from {
			text, odd := glyph(r.text[at:at+size], width)
			l := s.look(at, odd)
			if cut := r.from - cells; cut > 0 { // cut in two by the left edge
				text, width, cells = spaces(width-cut), width-cut, r.from
			}
			if cells == r.guide && r.text[at] == ' ' && l.layer&layerCursor == 0 {
				text, l.base = guideGlyph, uint8(kindGuide)
			}
			c.put(text, width, l)
		}
		at, cells = at+size, cells+width
	}
	if len(c.cells) == first && r.from > 0 && len(r.text) > 0 {
		c.put(" ", 1, m.background(r)) // room for the glyph
	}
	if at < len(r.text) {
		m.markCut(c, len(c.cells)-1, moreRight)
	} else {
		m.putBehind(c, r, s, cells)
	}
	if r.from > 0 && len(r.text) > 0 {
		m.markCut(c, first, moreLeft)
	}
}

// markCut puts a glyph in place of the cell at the edge where text goes on unseen.
func (m Model) markCut(c *canvas, i int, glyph string) {
	if i < 0 || i >= len(c.cells) || m.width < 10 || c.cells[i].look.layer&layerCursor != 0 {
		return
	}
	edge := &c.cells[i]
	edge.text = glyph + spaces(edge.width-1)
	edge.look.base = uint8(kindGuide)
}

// putBehind draws the cursor at the end of the line, the guide of an empty line, the
// placeholder and the labels of highlights.
func (m Model) putBehind(c *canvas, r row, s *styler, cells int) {
	if l := s.look(len(r.text), false); l.layer&^layerCurrent != 0 || l.over != 0 {
		c.put(" ", 1, l)
		cells++
	}
	if r.guide >= cells && r.guide >= r.from {
		c.put(spaces(r.guide-max(cells, r.from)), r.guide-max(cells, r.from), m.background(r))
		c.put(guideGlyph, 1, look{base: uint8(kindGuide), layer: m.background(r).layer})
	}
	if m.placeholder != "" && m.doc.bytes == 0 {
		c.write(m.placeholder, look{base: basePlaceholder})
	}
	for _, h := range m.decor.spans[r.line] {
		if h.label != "" {
			m.putLabel(c, h, m.background(r))
		}
	}
}

func (m Model) putLabel(c *canvas, h stretch, under look) {
	_, l := severityGlyph(h.severity)
	l.layer = under.layer
	text := labelGlyph + " " + h.label
	if c.left < 2+ansi.StringWidth(text) {
		text = ansi.Truncate(text, max(0, c.left-2), ellipsis)
	}
	if c.left < 12 {
		return
	}
	c.put("  ", 2, under)
	c.write(text, l)
}

// styler tells how the bytes of one line look.
type styler struct {
	m        Model
	line     int
	spans    []span
	marks    []stretch
	matches  []match
	a, b     place
	selected bool
	layer    uint8
}

func (m Model) styler(r row) *styler {
	s := &styler{m: m, line: r.line, marks: m.decor.spans[r.line], layer: m.background(r).layer}
	lexLine(r.text, r.state, &s.spans)
	s.a, s.b, s.selected = m.caret.selection()
	if m.prompt.asks == forText {
		s.matches = m.matchesOn(r.line)
	}
	return s
}

// look must be asked in the order of the line.
func (s *styler) look(at int, odd bool) look {
	l := look{layer: s.layer}
	for len(s.spans) > 0 && s.spans[0].to <= at {
		s.spans = s.spans[1:]
	}
	if len(s.spans) > 0 && s.spans[0].from <= at {
		l.base = uint8(s.spans[0].kind)
	}
	if odd {
		l.base = uint8(kindOdd)
	}
	p := place{s.line, at}
	for _, h := range s.marks {
		if at >= h.from && at < h.to && (h.to != toEnd || at < len(s.m.doc.lines[s.line])) {
			l.over = worse(l.over, h.severity)
		}
	}
	for _, f := range s.matches {
		if !p.before(f.a) && p.before(f.b) {
			l.layer |= layerMatch
		}
	}
	if s.selected && !p.before(s.a) && p.before(s.b) {
		l.layer |= layerSelected
	}
	if p == s.m.caret.cursor && !s.m.blurred && s.m.prompt.asks == nothing {
		l.layer |= layerCursor
	}
	return l
}

func worse(a, b diagnostic.Severity) diagnostic.Severity {
	if a == 0 || b < a {
		return b
	}
	return a
}

// matchesOn is the matches of the prompt that lie on a line.
func (m Model) matchesOn(line int) []match {
	found := m.prompt.found
	from := sort.Search(len(found), func(i int) bool { return found[i].a.line >= line })
	to := sort.Search(len(found), func(i int) bool { return found[i].a.line > line })
	return found[from:to]
}

// drawFoot is the last row while there is a prompt or a notice.
func (m Model) drawFoot() string {
	c := &canvas{left: m.width}
	if m.prompt.asks == nothing {
		c.write(" "+m.notice, look{base: baseNotice})
		c.fill(look{base: baseNotice})
		return c.string(m.paint, m.width)
	}
	before, after := m.prompt.words()
	c.write(before, look{base: basePrompt})
	c.write(m.prompt.text, look{base: uint8(kindText)})
	if !m.blurred {
		c.put(" ", 1, look{layer: layerCursor})
	}
	c.write(after, look{base: basePrompt})
	c.fill(look{base: basePrompt})
	return c.string(m.paint, m.width)
}
