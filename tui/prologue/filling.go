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

// enter goes to a hole that is still empty, or hands in what was typed.
func (m *Model) enter() tea.Cmd {
	for _, i := range []int{m.fill.at, 1 - m.fill.at} {
		if m.fill.holes[i].text == "" {
			m.fill.focus(i)
			m.note = "a value is missing here"
			return nil
		}
	}
	return m.check()
}

func (m *Model) check() tea.Cmd {
	m.fill.seq++
	m.fill.pending = true
	return tea.Batch(check(m.scene, m.fill.text(), m.fill.values(), m.fill.seq), m.keep())
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
	m.fill.report, m.fill.tried = msg.report, msg.values
	m.fill.focus(m.suspect())
	m.note = "what you type replaces the value"
	return m.goTo(frameFill)
}

// suspect is the hole that the grader's answer points at.
func (m *Model) suspect() int {
	place := 0
	if refused := m.fill.report.Read.Refusals; len(refused) > 0 {
		place = refused[0].Span.Start.Line
	} else if d := m.finding(); d != nil {
		place = d.Span.Start.Line
	}
	for i, line := range m.fill.lines() {
		if line == place {
			return i
		}
	}
	return m.fill.at
}
