package editor

import (
	"strings"

	"netpol-tutor/grader/diagnostic"
)

// Mark puts the glyph of a severity beside a line, counted from 1.
type Mark struct {
	Line     int
	Severity diagnostic.Severity
}

// Highlight underlines a stretch of the text and writes its label, if any, behind the
// line where it starts. An empty stretch underlines the character it stands before.
type Highlight struct {
	Span     diagnostic.Span
	Severity diagnostic.Severity
	Label    string
}

// decor is what others have said about the text, by lines counted from 0.
type decor struct {
	marks map[int]diagnostic.Severity
	spans map[int][]stretch
}

// stretch is the part of a highlight that lies on one line, in bytes.
type stretch struct {
	from, to int
	severity diagnostic.Severity
	label    string
}

// toEnd is the end of a stretch that goes on to the end of its line.
const toEnd = 1 << 30

// SetMarks says which lines carry a mark; of several on a line the worst is shown.
// Marks move with their lines when the text changes.
func (m *Model) SetMarks(marks []Mark) {
	m.decor.marks = make(map[int]diagnostic.Severity, len(marks))
	for _, mark := range marks {
		if worst, ok := m.decor.marks[mark.Line-1]; !ok || mark.Severity < worst {
			m.decor.marks[mark.Line-1] = mark.Severity
		}
	}
}

// SetHighlights says which stretches are underlined and labelled. A highlight moves
// with its lines and goes when a line of it is edited.
func (m *Model) SetHighlights(highlights []Highlight) {
	m.decor.spans = make(map[int][]stretch, len(highlights))
	for _, h := range highlights {
		m.highlight(h)
	}
}

func (m *Model) highlight(h Highlight) {
	first, last := h.Span.Start.Line-1, h.Span.End.Line-1
	label, _ := clean(h.Label)
	label = strings.Join(strings.Fields(label), " ")
	for i := max(first, 0); i <= max(first, last) && i < len(m.doc.lines); i++ {
		line := m.doc.lines[i]
		s := stretch{from: indentOf(line), to: toEnd, severity: h.Severity}
		if i == first {
			s.from, s.label = byteAtColumn(line, h.Span.Start.Column), label
		}
		if i >= last {
			s.to = byteAtColumn(line, h.Span.End.Column)
		}
		if i == first && s.to <= s.from {
			s.to = max(nextBoundary(line, s.from), s.from+1)
		}
		if s.from < s.to {
			m.decor.spans[i] = append(m.decor.spans[i], s)
		}
	}
}

// shifted is the decoration after a change: what stood below moves with its lines. Marks
// of a line stay while any of it does, highlights only while it is whole.
func (d decor) shifted(c change) decor {
	gone, come := strings.Count(c.old, "\n"), strings.Count(c.new, "\n")
	first, last := c.at.line, c.at.line+gone
	moved := d
	switch {
	case gone == come:
	case c.at.at == 0:
		moved.marks = shiftLines(d.marks, first, last-1, come-gone)
	default:
		moved.marks = shiftLines(d.marks, first+1, last, come-gone)
	}
	if len(d.spans) > 0 {
		if c.at.at == 0 && wholeLines(c.old) && wholeLines(c.new) {
			last--
		}
		moved.spans = shiftLines(d.spans, first, last, come-gone)
	}
	return moved
}

func wholeLines(text string) bool { return text == "" || strings.HasSuffix(text, "\n") }

// shiftLines moves the values of lines after last by delta; those of the lines from
// first to last are dropped.
func shiftLines[T any](values map[int]T, first, last, delta int) map[int]T {
	moved := make(map[int]T, len(values))
	for line, v := range values {
		switch {
		case line < first:
			moved[line] = v
		case line > last:
			moved[line+delta] = v
		}
	}
	return moved
}
