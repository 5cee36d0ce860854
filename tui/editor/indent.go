package editor

import "strings"

// indentStep is one level of YAML as Kubernetes people write it.
const indentStep = "  "

// indentOf is the number of leading spaces; tabs are no indentation to YAML.
func indentOf(line string) int {
	return len(line) - len(strings.TrimLeft(line, " "))
}

// contentColumn is where the first thing behind the dashes of a line stands, and dashes
// tells whether there are any.
func contentColumn(line string) (column int, dashes bool) {
	column = indentOf(line)
	for strings.HasPrefix(line[column:], "- ") || line[column:] == "-" {
		column++
		column += indentOf(line[column:])
		dashes = true
	}
	return column, dashes
}

// enter breaks the line and indents what comes next as YAML is likely to want it.
func enter(m *Model) {
	m.edit(single, func(e *editing) {
		e.dropSelection()
		p := e.caret.cursor
		line := e.line(p.line)
		before, after := line[:p.at], strings.TrimLeft(line[p.at:], " ")
		if emptyItem(before) && after == "" {
			e.caret = at(e.replace(e.doc.start(p.line), e.doc.finish(p.line), spaces(e.doc.outer(p.line))))
			return
		}
		if strings.TrimSpace(before) == "" {
			e.replace(e.doc.start(p.line), p, "\n"+before)
			e.caret = at(place{p.line + 1, p.at})
			return
		}
		kept := strings.TrimRight(before, " ")
		indent := e.doc.nextIndent(p.line, kept)
		e.caret = at(e.replace(place{p.line, len(kept)}, place{p.line, len(line) - len(after)}, "\n"+spaces(indent)))
	})
}

func spaces(n int) string { return strings.Repeat(" ", n) }

// emptyItem tells a list item with nothing behind its dash.
func emptyItem(line string) bool {
	column, dashes := contentColumn(line)
	return dashes && column == len(line)
}

// nextIndent is the indentation below text, which is the front of the given line: deeper
// below a key or bracket that opens something, beside the first key of a list item,
// else the same.
func (d document) nextIndent(line int, text string) int {
	indent := indentOf(text)
	if d.states[line].block != 0 && lexLine(text, d.states[line], nil).block == d.states[line].block {
		return indent
	}
	var spans []span
	after := lexLine(text, d.states[line], &spans)
	column, dashes := contentColumn(text)
	switch {
	case after.block != 0, after.flow > d.states[line].flow, opens(text, spans):
		return column + len(indentStep)
	case emptyItem(text):
		return strings.LastIndexByte(text, '-') + len(indentStep)
	case dashes && keyAt(spans, column):
		return column
	}
	return indent
}

// opens tells whether the text ends with the colon of a key, comments aside.
func opens(text string, spans []span) bool {
	for i := len(spans) - 1; i >= 0; i-- {
		switch s := spans[i]; s.kind {
		case kindComment, kindAnchor:
		case kindPunct:
			return text[s.from:s.to] == ":"
		default:
			return false
		}
	}
	return false
}

func keyAt(spans []span, column int) bool {
	for _, s := range spans {
		if s.kind == kindKey && s.from == column {
			return true
		}
	}
	return false
}

// outer is the indentation of what comes after the list that the given line's empty item
// would have continued: the level of the key that owns the list.
func (d document) outer(line int) int {
	dash := indentOf(d.lines[line])
	for i := line - 1; i >= 0; i-- {
		above := d.lines[i]
		if trimmed := strings.TrimSpace(above); trimmed == "" || trimmed[0] == '#' {
			continue
		}
		indent := indentOf(above)
		column, dashes := contentColumn(above)
		switch {
		case indent > dash, indent == dash && dashes:
		case dashes && column <= dash:
			return column
		default:
			return indent
		}
	}
	return max(0, dash-len(indentStep))
}

// backspace takes the character before the cursor, or one step of indentation.
func backspace(m *Model) {
	if _, _, ok := m.caret.selection(); ok {
		m.edit(single, (*editing).dropSelection)
		return
	}
	m.edit(erasing, func(e *editing) {
		p := e.caret.cursor
		line := e.line(p.line)
		from := e.doc.left(p)
		if p.at > 0 && strings.Trim(line[:p.at], " ") == "" {
			from.at = (p.at - 1) / len(indentStep) * len(indentStep)
		}
		e.caret = at(e.replace(from, p, ""))
	})
}

// tab indents what is selected, or writes spaces up to the next step.
func tab(m *Model) {
	if _, _, ok := m.caret.selection(); ok {
		indentLines(m)
		return
	}
	m.edit(typing, func(e *editing) {
		p := e.caret.cursor
		n := len(indentStep)
		if strings.Trim(e.line(p.line)[:p.at], " ") == "" {
			n -= p.at % n
		}
		e.caret = at(p)
		e.insert(spaces(n))
	})
}
