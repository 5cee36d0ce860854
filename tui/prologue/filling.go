package prologue

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/story"
)

// filling is the file with two holes. Nothing else of it can change.
type filling struct {
	holes   [2]hole
	at      int
	chosen  bool // what stands in the hole goes when something is typed
	seq     int
	pending bool      // a try is being graded
	failed  bool      // last counts
	last    story.Try // that did not pass
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

func (f *filling) values() story.Values { return story.Values{f.holes[0].text, f.holes[1].text} }

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
	return f.knownWrong(1-f.at) && !f.knownWrong(f.at) && !f.last.Right[f.at]
}

func (f *filling) unchanged() bool { return f.failed && f.values() == f.last.Values }

// knownWrong tells whether a hole still holds what did not do at the last try.
func (f *filling) knownWrong(i int) bool {
	return f.failed && !f.last.Right[i] && f.holes[i].text == f.last.Values[i]
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
	if msg.Report.Passed {
		m.scene = m.scene.With(msg.Try)
		m.fill.failed = false
		return m.goTo(story.Again)
	}
	m.fill.tries++
	m.fill.last, m.fill.failed = msg.Try, true
	m.note = "type it anew"
	if msg.Right[0] {
		m.fill.focus(1)
	} else {
		m.fill.focus(0)
	}
	return m.goTo(story.Fill)
}
