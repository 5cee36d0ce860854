package editor

import (
	"fmt"
	"strings"
)

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// block is the text of the lines from first to last, without the last line end.
func (d document) block(first, last int) string {
	return strings.Join(d.lines[first:last+1], "\n")
}

func (d document) start(line int) place { return place{line, 0} }

func (d document) finish(line int) place { return place{line, len(d.lines[line])} }

// onLines makes one step that rewrites the lines the caret touches. The rewritten lines
// must be as many; the caret keeps its distance to the ends of its lines.
func (m *Model) onLines(rewrite func(lines []string) []string) {
	m.edit(single, func(e *editing) {
		first, last := e.caret.lines()
		old := e.doc.lines[first : last+1]
		from := e.doc.lines
		e.replace(e.doc.start(first), e.doc.finish(last), strings.Join(rewrite(append([]string(nil), old...)), "\n"))
		e.caret.cursor = follow(from, e.doc.lines, e.caret.cursor)
		e.caret.anchor = follow(from, e.doc.lines, e.caret.anchor)
	})
}

// follow is p after its line was rewritten at the front; a place at the very start stays.
func follow(before, after []string, p place) place {
	if p.at == 0 {
		return p
	}
	return place{p.line, max(0, p.at+len(after[p.line])-len(before[p.line]))}
}

func indentLines(m *Model) {
	m.onLines(func(lines []string) []string {
		for i, line := range lines {
			if strings.TrimSpace(line) != "" {
				lines[i] = indentStep + line
			}
		}
		return lines
	})
}

func outdentLines(m *Model) {
	m.onLines(func(lines []string) []string {
		for i, line := range lines {
			lines[i] = line[outdentBytes(line):]
		}
		return lines
	})
}

// outdentBytes is how much of the line's front one step of outdenting takes.
func outdentBytes(line string) int {
	if strings.HasPrefix(line, "\t") {
		return 1
	}
	return min(indentOf(line), len(indentStep))
}

// toggleComment puts "# " before the lines it is asked for, all at one column, or takes
// it away where all of them have it.
func toggleComment(m *Model) {
	m.onLines(func(lines []string) []string {
		column, all := commentColumn(lines)
		for i, line := range lines {
			switch {
			case strings.TrimSpace(line) == "":
			case all:
				lines[i] = uncomment(line)
			default:
				lines[i] = line[:column] + "# " + line[column:]
			}
		}
		return lines
	})
}

func commentColumn(lines []string) (column int, all bool) {
	column, all = -1, true
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		indent := indentOf(line)
		all = all && strings.HasPrefix(line[indent:], "#")
		if column < 0 || indent < column {
			column = indent
		}
	}
	return column, all
}

func uncomment(line string) string {
	indent := indentOf(line)
	rest := line[indent+1:]
	return line[:indent] + strings.TrimPrefix(rest, " ")
}

func duplicate(m *Model) {
	m.edit(single, func(e *editing) {
		first, last := e.caret.lines()
		block := e.doc.block(first, last)
		e.replace(e.doc.start(first), e.doc.start(first), block+"\n")
		n := last - first + 1
		e.caret.cursor.line += n
		e.caret.anchor.line += n
	})
}

func deleteLines(m *Model) {
	m.edit(single, func(e *editing) {
		first, last := e.caret.lines()
		a, b := e.doc.start(first), e.doc.finish(last)
		switch {
		case last+1 < len(e.doc.lines):
			b = e.doc.start(last + 1)
		case first > 0:
			a = e.doc.finish(first - 1)
		}
		cells := cellsOf(e.line(e.caret.cursor.line)[:e.caret.cursor.at])
		e.replace(a, b, "")
		line := min(first, len(e.doc.lines)-1)
		e.caret = at(place{line, byteAtCell(e.line(line), cells)})
	})
}

// moveLines swaps the lines the caret touches with the line above or below.
func moveLines(by int) func(*Model) {
	return func(m *Model) {
		first, last := m.caret.lines()
		if first+min(by, 0) < 0 || last+max(by, 0) >= len(m.doc.lines) {
			return
		}
		m.edit(single, func(e *editing) {
			moved, a, b := e.doc.block(first, last), first, last+1
			if by < 0 {
				e.replace(e.doc.start(a-1), e.doc.finish(last), moved+"\n"+e.line(a-1))
			} else {
				e.replace(e.doc.start(a), e.doc.finish(b), e.line(b)+"\n"+moved)
			}
			e.caret.cursor.line += by
			e.caret.anchor.line += by
		})
	}
}
