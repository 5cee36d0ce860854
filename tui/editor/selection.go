package editor

import "strings"

// selection is what is selected, in the order of the text.
func (c caret) selection() (a, b place, ok bool) {
	if !c.selecting || c.anchor == c.cursor {
		return c.cursor, c.cursor, false
	}
	if c.cursor.before(c.anchor) {
		return c.cursor, c.anchor, true
	}
	return c.anchor, c.cursor, true
}

// lines is the first and the last line that the caret touches; a selection that ends
// before the first character of a line does not touch it.
func (c caret) lines() (first, last int) {
	a, b, ok := c.selection()
	if ok && b.at == 0 {
		b.line--
	}
	return a.line, b.line
}

// clip is what was copied; whole lines go in above the line of the cursor.
type clip struct {
	text  string
	lines bool
}

func toggleMark(m *Model) {
	c := at(m.caret.cursor)
	if !m.caret.marking {
		c.selecting, c.marking, c.anchor = true, true, c.cursor
		m.notice = "Mark set: move to select, then copy, cut or type. Esc lets go."
	}
	m.settle(c)
}

func selectAll(m *Model) {
	m.settle(caret{cursor: m.doc.end(), selecting: true})
}

// letGo ends a selection; the cursor stays.
func letGo(m *Model) { m.settle(at(m.caret.cursor)) }

// copied is the selection, or the whole line where nothing is selected.
func (m *Model) copied() clip {
	if a, b, ok := m.caret.selection(); ok {
		return clip{text: m.doc.slice(a, b)}
	}
	return clip{m.doc.lines[m.caret.cursor.line] + "\n", true}
}

func copyText(m *Model) {
	m.clip = m.copied()
	m.notice = "Copied " + m.clip.String() + "."
	letGo(m)
}

func (c clip) String() string {
	switch n := strings.Count(c.text, "\n"); {
	case c.lines:
		return "the line"
	case n > 0:
		return plural(n+1, "line")
	}
	return "the selection"
}

func cut(m *Model) {
	if m.refuseReadOnly() {
		return
	}
	m.clip = m.copied()
	if m.clip.lines {
		deleteLines(m)
		return
	}
	m.edit(single, (*editing).dropSelection)
}

func pasteClip(m *Model) {
	c := m.clip
	if c.text == "" {
		m.notice = "Nothing was copied yet. To paste from outside, use your terminal's own paste key."
		return
	}
	m.edit(single, func(e *editing) {
		if _, _, selected := e.caret.selection(); c.lines && !selected {
			here := place{e.caret.cursor.line, 0}
			e.replace(here, here, c.text)
			e.caret = at(place{here.line + 1, e.caret.cursor.at})
			return
		}
		e.dropSelection()
		e.insert(c.text)
	})
}
