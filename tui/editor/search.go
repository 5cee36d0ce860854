package editor

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// prompt is a question in the last row of the editor.
type prompt struct {
	asks   asking
	text   string
	origin caret   // where the learner was when it opened
	found  []match // all of them, in the order of the text
	now    int     // the one the cursor stands on, or -1
}

type asking uint8

const (
	nothing asking = iota
	forText
	forLine
)

type match struct{ a, b place }

// maxMatches bounds how many matches are remembered.
const maxMatches = 9999

func find(m *Model) {
	m.prompt = prompt{asks: forText, origin: m.caret, now: -1}
	if a, b, ok := m.caret.selection(); ok && a.line == b.line {
		m.prompt.text = m.doc.slice(a, b)
		m.prompt.origin = at(a)
		m.search()
	}
	m.reveal()
}

func goToLine(m *Model) {
	m.prompt = prompt{asks: forLine, origin: m.caret, now: -1}
	m.reveal()
}

func closePrompt(m *Model) {
	m.prompt = prompt{now: -1}
	m.reveal()
}

// search looks the words of the prompt up again, from where it was opened.
func (m *Model) search() {
	p := &m.prompt
	p.found, p.now = m.doc.find(p.text), -1
	if len(p.found) == 0 {
		m.settle(p.origin)
		return
	}
	first, _, _ := p.origin.selection()
	for i, f := range p.found {
		if !f.a.before(first) {
			m.show(i)
			return
		}
	}
	m.show(0)
}

// show selects match i.
func (m *Model) show(i int) {
	p := &m.prompt
	p.now = i
	m.settle(caret{cursor: p.found[i].b, anchor: p.found[i].a, selecting: true})
}

// step goes to the next match, or to the one before if by is negative, around the ends.
func (m *Model) step(by int) {
	if n := len(m.prompt.found); n > 0 {
		m.show(((m.prompt.now+by)%n + n) % n)
	}
}

// find is every place where words stand. Capitals count only if words has some.
func (d document) find(words string) []match {
	if words == "" {
		return nil
	}
	exact := strings.ContainsFunc(words, unicode.IsUpper)
	var found []match
	for i, line := range d.lines {
		for from := 0; from < len(line); {
			a, b := indexFold(line, words, from, exact)
			if a < 0 || len(found) == maxMatches {
				break
			}
			found = append(found, match{place{i, snap(line, a)}, place{i, d.lineBoundary(i, b)}})
			from = b
		}
	}
	return found
}

// lineBoundary is the character boundary at or behind byte i of a line.
func (d document) lineBoundary(line, i int) int {
	text := d.lines[line]
	if at := snap(text, i); at < i {
		return nextBoundary(text, at)
	}
	return i
}

// indexFold is the first stretch of line at or after from that reads like words.
func indexFold(line, words string, from int, exact bool) (a, b int) {
	if exact {
		if i := strings.Index(line[from:], words); i >= 0 {
			return from + i, from + i + len(words)
		}
		return -1, -1
	}
	for i := from; i < len(line); {
		if n := foldedPrefix(line[i:], words); n > 0 {
			return i, i + n
		}
		_, size := utf8.DecodeRuneInString(line[i:])
		i += size
	}
	return -1, -1
}

// foldedPrefix is the length of the front of s that equals words but for capitals, or 0.
func foldedPrefix(s, words string) int {
	n := 0
	for _, want := range words {
		if n == len(s) {
			return 0
		}
		got, size := utf8.DecodeRuneInString(s[n:])
		if got != want && unicode.ToLower(got) != unicode.ToLower(want) {
			return 0
		}
		n += size
	}
	return n
}

// answer takes the line number of the prompt, or LINE:COLUMN.
func (m *Model) answer() {
	number, column, _ := strings.Cut(m.prompt.text, ":")
	line, err := strconv.Atoi(strings.TrimSpace(number))
	closePrompt(m)
	if err != nil || line < 1 {
		m.notice = "A line is a number from 1 to " + strconv.Itoa(len(m.doc.lines)) + "."
		return
	}
	at, _ := strconv.Atoi(strings.TrimSpace(column))
	m.GoTo(line, max(at, 1))
}

// words is the prompt as it is shown, in front of what was typed and behind it.
func (p prompt) words() (before, after string) {
	if p.asks == forLine {
		return " go to line: ", "   enter goes there, esc goes back"
	}
	switch {
	case p.text == "":
		return " find: ", "   type what you look for, esc closes"
	case len(p.found) == 0:
		return " find: ", "   not in this text"
	}
	return " find: ", fmt.Sprintf("   %d of %d   enter next, up before, esc closes", p.now+1, len(p.found))
}
