// Package editor is a text editor for policy YAML, small enough to sit in a pane and
// quick enough to be drawn at every key. The text is a document of lines (document.go)
// that only changes by steps (editing.go) which the history remembers (history.go);
// keys.go says which key makes which step; indent.go knows how YAML is laid out,
// lexer.go how it is coloured, paint.go and view.go draw the rows that are seen.
//
// The editor does no IO and reads no clock. All text that enters it is cleaned, so that
// nothing in its view can be obeyed by a terminal.
package editor

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"netpol-tutor/grader/diagnostic"
)

// Model is an editor. Copies are independent of one another.
type Model struct {
	keys    KeyMap
	actions map[string]func(*Model)
	paint   *paint
	limits  Limits

	doc     document
	history history
	saved   []string
	version int
	clip    clip
	decor   decor

	caret    caret
	goal     int // column in cells that vertical moves keep to, or -1
	keepGoal bool
	prompt   prompt
	notice   string

	width, height int
	top, from     int // first line and first cell that are seen
	placeholder   string
	readOnly      bool
	blurred       bool
}

// New is an empty, focused editor of no size.
func New(s Styles, k KeyMap) Model {
	return Model{
		keys:    k,
		actions: k.actions(),
		paint:   newPaint(s),
		limits:  DefaultLimits(),
		doc:     newDocument(""),
		saved:   []string{""},
		goal:    -1,
		prompt:  prompt{now: -1},
	}
}

// Text is what stands in the editor.
func (m Model) Text() string { return m.doc.text() }

// Version grows with every change of the text, those by undo included.
func (m Model) Version() int { return m.version }

// Modified tells whether the text differs from what was last loaded or marked as saved.
func (m Model) Modified() bool { return !slices.Equal(m.doc.lines, m.saved) }

// MarkSaved makes the text of now the one that Modified compares with.
func (m *Model) MarkSaved() { m.saved = m.doc.lines }

// Load begins anew with text: no history, nothing selected, not modified. Text beyond
// the limits is refused.
func (m *Model) Load(text string) error {
	doc, err := m.checked(text)
	if err != nil {
		return err
	}
	m.doc, m.history, m.decor = doc, history{}, decor{}
	m.prompt = prompt{now: -1}
	m.version++
	m.top, m.from = 0, 0
	m.settle(caret{})
	m.MarkSaved()
	return nil
}

func (m *Model) checked(text string) (document, error) {
	text, _ = clean(text)
	refused := m.limits.refuse(len(text), strings.Count(text, "\n")+1)
	if refused != "" {
		m.notice = refused
		return document{}, fmt.Errorf("load text into the editor: %s", refused)
	}
	return newDocument(text), nil
}

// SetText makes text what stands in the editor, as one undo step that leaves cursor
// and marks where they are as far as the text around them stays.
func (m *Model) SetText(text string) error {
	next, err := m.checked(text)
	if err != nil {
		return err
	}
	a, b, added := difference(m.doc, next)
	m.write(single, func(e *editing) {
		p, behind := e.caret.cursor, e.replace(a, b, added)
		if p.line > b.line {
			p.line += behind.line - b.line
		}
		e.caret = at(p)
	})
	return nil
}

// difference is the stretch of whole lines of old that next has otherwise.
func difference(old, next document) (a, b place, added string) {
	o, n := old.lines, next.lines
	head := 0
	for head < len(o)-1 && head < len(n)-1 && o[head] == n[head] {
		head++
	}
	tail := 0
	for tail < len(o)-head-1 && tail < len(n)-head-1 && o[len(o)-1-tail] == n[len(n)-1-tail] {
		tail++
	}
	return old.start(head), old.finish(len(o) - 1 - tail), next.block(head, len(n)-1-tail)
}

// Insert puts text at the cursor, in place of a selection, as one undo step.
func (m *Model) Insert(text string) { m.insertText(text, single) }

// Apply makes edits, whose offsets are bytes of Text, as one undo step and puts the
// cursor behind the first of them. It fails, and changes nothing, if an edit lies
// outside the text or overlaps another.
func (m *Model) Apply(edits []diagnostic.Edit) error {
	if _, err := diagnostic.Apply(m.Text(), edits); err != nil {
		return err
	}
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b diagnostic.Edit) int { return a.Start - b.Start })
	m.notice = ""
	done := m.edit(single, func(e *editing) {
		for i := len(sorted) - 1; i >= 0; i-- {
			text, _ := clean(sorted[i].Text)
			e.caret = at(e.replace(e.doc.offset(sorted[i].Start), e.doc.offset(sorted[i].End), text))
		}
	})
	if !done {
		return fmt.Errorf("apply edits: %s", m.notice)
	}
	return nil
}

// Cursor is where the cursor stands: line and column from 1, columns in characters as
// diagnostics count them.
func (m Model) Cursor() diagnostic.Position { return m.position(m.caret.cursor) }

func (m Model) position(p place) diagnostic.Position {
	return diagnostic.Position{Line: p.line + 1, Column: utf8.RuneCountInString(m.doc.lines[p.line][:p.at]) + 1}
}

// Selection is what is selected; ok tells whether anything is.
func (m Model) Selection() (span diagnostic.Span, ok bool) {
	a, b, ok := m.caret.selection()
	return diagnostic.Span{Start: m.position(a), End: m.position(b)}, ok
}

// Select selects a stretch of the text and puts the cursor at its end.
func (m *Model) Select(s diagnostic.Span) {
	m.history.sealed = true
	m.settle(caret{cursor: m.place(s.End), anchor: m.place(s.Start), selecting: true})
}

// GoTo puts the cursor at a line and column, or as near as the text allows.
func (m *Model) GoTo(line, column int) {
	m.history.sealed = true
	p := m.place(diagnostic.Position{Line: line, Column: column})
	m.settle(at(p))
}

func (m *Model) place(p diagnostic.Position) place {
	line := max(0, min(p.Line-1, len(m.doc.lines)-1))
	if p.Line > len(m.doc.lines) {
		return m.doc.end()
	}
	return place{line, byteAtColumn(m.doc.lines[line], p.Column)}
}

// SetLimits bounds the text from now on; text that is there already stays.
func (m *Model) SetLimits(l Limits) { m.limits = l }

// SetReadOnly locks the text against the learner, or unlocks it.
func (m *Model) SetReadOnly(on bool) { m.readOnly = on }

// SetStyles changes how things look, for instance for another background.
func (m *Model) SetStyles(s Styles) { m.paint = newPaint(s) }

// SetPlaceholder is the faint line that is shown while the text is empty.
func (m *Model) SetPlaceholder(text string) { m.placeholder, _ = clean(text) }

// Focus shows the cursor, Blur takes it away.
func (m *Model) Focus() { m.blurred = false }

// Blur takes the cursor from view, for while another pane has the keys.
func (m *Model) Blur() { m.blurred = true }

// Focused tells whether the cursor is shown.
func (m Model) Focused() bool { return !m.blurred }

// Asking tells whether a prompt (find, go to line) is open, which needs esc itself.
func (m Model) Asking() bool { return m.prompt.asks != nothing }

// Selecting tells whether esc would let go of a mark or a selection.
func (m Model) Selecting() bool { return m.caret.selecting }

// Notice is what the editor has to say about the last key, or "".
func (m Model) Notice() string { return m.notice }

// Clipboard is what was last copied or cut in this editor.
func (m Model) Clipboard() string { return m.clip.text }

// Keys is the key map, for help.
func (m Model) Keys() KeyMap { return m.keys }
