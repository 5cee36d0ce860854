package workspace

import (
	"netpol-tutor/grader/reading"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// layReading writes down what the policies in the text mean, and shows the sentence
// that belongs to the line of the cursor.
func (m *Model) layReading() {
	if m.width == 0 {
		return
	}
	s := &m.task.scrolls[tabReading]
	if _, height := m.taskHeights(); height > 0 {
		s.SetHeight(height)
	}
	lines, first, last := m.readingLines(m.taskWidth() - 4)
	s.SetLines(lines)
	if m.pane == paneEditor {
		s.Show(last)
		s.Show(first)
	}
}

// readingLines also answers the first and the last line of the sentence of the cursor's line.
func (m *Model) readingLines(width int) (lines []string, first, last int) {
	t := m.env.Theme
	if len(m.lint.readings) == 0 {
		return widget.Wrap(m.nothingToRead(), width), 0, 0
	}
	here := m.sentenceHere()
	for _, r := range m.lint.readings {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.Strong.Render(render.CleanLine(r.Policy)))
		for i := range r.Sentences {
			words := widget.Wrap(render.CleanLine(r.Sentences[i].Text), width-2)
			mark := "  "
			if &r.Sentences[i] == here {
				mark = t.Accent.Render("▸ ")
				first, last = len(lines), len(lines)+len(words)-1
			}
			lines = append(lines, mark+words[0])
			lines = append(lines, widget.Indent(words[1:], 2)...)
		}
	}
	return lines, first, last
}

func (m *Model) nothingToRead() string {
	switch {
	case m.attempt == nil:
		return ""
	case len(m.lint.refusals) > 0:
		return "The API server would refuse this text as it is, so it means nothing yet."
	}
	return "What your policies mean will stand here in plain words."
}

// sentenceHere is the sentence about the smallest part of the text that holds the line
// of the cursor; nil if there is none.
func (m *Model) sentenceHere() *reading.Sentence {
	line := m.editor.Cursor().Line
	var best *reading.Sentence
	for _, r := range m.lint.readings {
		for i := range r.Sentences {
			s := &r.Sentences[i]
			if !s.Span.Known() || line < s.Span.Start.Line || line > s.Span.End.Line {
				continue
			}
			if best == nil || spanLines(s) < spanLines(best) {
				best = s
			}
		}
	}
	return best
}

func spanLines(s *reading.Sentence) int { return s.Span.End.Line - s.Span.Start.Line }
