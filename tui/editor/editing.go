package editor

import (
	"fmt"
	"strings"
)

// Limits bound how much text the editor takes.
type Limits struct {
	Bytes int
	Lines int
}

// DefaultLimits are far beyond any policy and well within what stays quick.
func DefaultLimits() Limits { return Limits{Bytes: 1 << 20, Lines: 20000} }

func (l Limits) refuse(bytes, lines int) string {
	switch {
	case bytes > l.Bytes:
		return fmt.Sprintf("That would be more than the %s this editor takes, so nothing was changed.", size(l.Bytes))
	case lines > l.Lines:
		return fmt.Sprintf("That would be more than the %d lines this editor takes, so nothing was changed.", l.Lines)
	}
	return ""
}

func size(bytes int) string {
	switch {
	case bytes >= 1<<20 && bytes%(1<<20) == 0:
		return fmt.Sprintf("%d MB", bytes>>20)
	case bytes >= 1<<10:
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// editing is one step in the making. Either all of its changes become true or none.
type editing struct {
	doc     document
	caret   caret
	changes []change
	limits  Limits
	refused string // why the step cannot be made
}

// replace puts text in place of what stands from a to b and answers the place behind it.
func (e *editing) replace(a, b place, text string) place {
	if b.before(a) {
		a, b = b, a
	}
	old := e.doc.slice(a, b)
	if e.refused != "" || old == text {
		return b
	}
	bytes := e.doc.bytes - len(old) + len(text)
	lines := len(e.doc.lines) - strings.Count(old, "\n") + strings.Count(text, "\n")
	if bytes > e.doc.bytes || lines > len(e.doc.lines) {
		if e.refused = e.limits.refuse(bytes, lines); e.refused != "" {
			return b
		}
	}
	next, behind := e.doc.replace(a, b, text)
	e.doc = next
	e.changes = append(e.changes, change{a, old, text})
	return behind
}

func (e *editing) line(i int) string { return e.doc.lines[i] }

// dropSelection removes what is selected and leaves the cursor in its place.
func (e *editing) dropSelection() {
	if a, b, ok := e.caret.selection(); ok {
		e.caret = at(e.replace(a, b, ""))
	}
	e.caret = at(e.caret.cursor)
}

func (e *editing) insert(text string) {
	e.caret = at(e.replace(e.caret.cursor, e.caret.cursor, text))
}

// edit makes a step with f and tells whether it could be made; a step that changes no
// text only moves the caret.
func (m *Model) edit(how manner, f func(*editing)) bool {
	if m.refuseReadOnly() {
		return false
	}
	return m.write(how, f)
}

// write is edit even for a text that the learner may only read.
func (m *Model) write(how manner, f func(*editing)) bool {
	e := editing{doc: m.doc, caret: m.caret, limits: m.limits}
	f(&e)
	if e.refused != "" {
		m.notice = e.refused
		return false
	}
	e.caret.cursor = e.doc.fitBehind(e.caret.cursor)
	e.caret.anchor = e.doc.fitBehind(e.caret.anchor)
	if len(e.changes) > 0 {
		m.history.add(step{e.changes, m.caret, e.caret, how})
		m.commit(e.doc, e.changes)
	}
	m.settle(e.caret)
	return true
}

func (m *Model) refuseReadOnly() bool {
	if m.readOnly {
		m.notice = "This text is here to be read and cannot be changed."
	}
	return m.readOnly
}

// commit makes doc the text; changes are how it came about.
func (m *Model) commit(doc document, changes []change) {
	m.doc = doc
	m.version++
	for _, c := range changes {
		m.decor = m.decor.shifted(c)
	}
}

func (m *Model) undo() {
	if m.refuseReadOnly() {
		return
	}
	f := m.history.done
	if f == nil {
		m.notice = "Nothing left to undo."
		return
	}
	m.history.done, m.history.undone = f.below, push(m.history.undone, f.step)
	back := make([]change, 0, len(f.changes))
	for i := len(f.changes) - 1; i >= 0; i-- {
		back = append(back, f.changes[i].inverse())
	}
	m.replay(back, f.before)
}

func (m *Model) redo() {
	if m.refuseReadOnly() {
		return
	}
	f := m.history.undone
	if f == nil {
		m.notice = "Nothing to redo."
		return
	}
	m.history.undone, m.history.done = f.below, push(m.history.done, f.step)
	m.replay(f.changes, f.after)
}

func (m *Model) replay(changes []change, to caret) {
	doc := m.doc
	for _, c := range changes {
		doc, _ = doc.replace(c.at, behind(c.at, c.old), c.new)
	}
	m.history.sealed = true
	m.commit(doc, changes)
	to.marking = false
	m.settle(to)
}

// behind is the place after text that stands at p.
func behind(p place, text string) place {
	n := strings.Count(text, "\n")
	if n == 0 {
		return place{p.line, p.at + len(text)}
	}
	return place{p.line + n, len(text) - strings.LastIndexByte(text, '\n') - 1}
}
