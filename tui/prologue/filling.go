package prologue

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
)

// gap stands for a missing value in the file of the lesson.
const gap = "___"

// filling is the file with two holes. Nothing else of it can change.
type filling struct {
	pieces  [3]string // what stands before, between and after the holes
	holes   [2]hole
	at      int
	chosen  bool // what stands in the hole goes when something is typed
	seq     int
	pending bool           // a try is being graded
	report  *grader.Report // of the last try that did not pass
	tried   [2]string      // what stood in the holes then
	right   [2]bool        // which of that is right
	tries   int
}

// hole is a value being typed. Its cursor is always at the end.
type hole struct{ text string }

// A value is a protocol or a port; more than this is a mistake of the keyboard.
const widestValue = 16

func (h *hole) insert(text string) {
	text = strings.TrimSpace(render.CleanLine(text))
	if ansi.StringWidth(h.text+text) <= widestValue {
		h.text += text
	}
}

func (h *hole) erase() {
	if runes := []rune(h.text); len(runes) > 0 {
		h.text = string(runes[:len(runes)-1])
	}
}

func (f *filling) open(start string) {
	parts := strings.SplitN(start, gap, len(f.pieces))
	copy(f.pieces[:], parts)
}

// text is the file as it would be handed in.
func (f *filling) text() string {
	return f.pieces[0] + f.holes[0].text + f.pieces[1] + f.holes[1].text + f.pieces[2]
}

func (f *filling) values() [2]string { return [2]string{f.holes[0].text, f.holes[1].text} }

// valuesIn are the values that stand in the holes of a file which is filled in.
func (f *filling) valuesIn(text string) [2]string {
	first, rest, _ := strings.Cut(strings.TrimPrefix(text, f.pieces[0]), f.pieces[1])
	return [2]string{first, strings.TrimSuffix(rest, f.pieces[2])}
}

// lines are the numbers, from 1, of the lines that have holes.
func (f *filling) lines() [2]int {
	first := strings.Count(f.pieces[0], "\n") + 1
	return [2]int{first, first + strings.Count(f.pieces[1], "\n")}
}

// focus goes to a hole. As in any form, what stands there is replaced by what is typed.
func (f *filling) focus(i int) {
	f.at = i
	f.chosen = f.holes[i].text != ""
}

func (m *Model) nextHole() tea.Cmd {
	m.fill.focus(1 - m.fill.at)
	return nil
}

func (m *Model) eraseHole() tea.Cmd {
	f := &m.fill
	if f.chosen {
		f.holes[f.at] = hole{}
	}
	f.chosen = false
	f.holes[f.at].erase()
	return nil
}

// typeText takes a letter, or what was pasted.
func (f *filling) typeText(text string) {
	if f.chosen {
		f.holes[f.at] = hole{}
	}
	f.chosen = false
	f.holes[f.at].insert(text)
}

// enter goes to a hole that needs a value, or hands in what was typed.
func (m *Model) enter() tea.Cmd {
	f := &m.fill
	for _, i := range []int{f.at, 1 - f.at} {
		if f.holes[i].text == "" {
			f.focus(i)
			m.note = "a value is missing here"
			return nil
		}
	}
	switch {
	case f.otherIsWrong():
		m.note = "this one, too"
		f.focus(1 - f.at)
	case f.unchanged():
		f.tries++ // the answer would be the same; a hint may help
	default:
		return m.check()
	}
	return nil
}

// otherIsWrong tells whether the value of this hole was mended and the other was not.
func (f *filling) otherIsWrong() bool {
	return f.knownWrong(1-f.at) && !f.knownWrong(f.at) && !f.right[f.at]
}

func (f *filling) unchanged() bool { return f.report != nil && f.values() == f.tried }

// knownWrong tells whether a hole still holds what did not do at the last try.
func (f *filling) knownWrong(i int) bool {
	return f.report != nil && !f.right[i] && f.holes[i].text == f.tried[i]
}

func (m *Model) check() tea.Cmd {
	m.fill.seq++
	m.fill.pending = true
	return tea.Batch(check(m.scene, m.fill), m.keep())
}

// took receives the grader's answer to a try.
func (m *Model) took(msg checked) tea.Cmd {
	if msg.seq != m.fill.seq || !m.fill.pending {
		return nil
	}
	m.fill.pending = false
	if msg.report.Passed {
		m.scene = m.scene.with(msg)
		m.fill.report = nil
		return m.goTo(frameAgain)
	}
	m.fill.tries++
	m.fill.report, m.fill.tried, m.fill.right = msg.report, msg.values, msg.right
	m.note = "type it anew"
	if msg.right[0] {
		m.fill.focus(1)
	} else {
		m.fill.focus(0)
	}
	return m.goTo(frameFill)
}
