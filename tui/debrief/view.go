package debrief

import (
	"fmt"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// Lines longer than this tire the eye.
const widestText = 84

const margin = 3

func (m *Model) textWidth() int { return min(widestText, m.width-2*margin) }

// layout fits the text to the room there is.
func (m *Model) layout() {
	m.scroll.SetHeight(max(1, m.height-4))
	m.scroll.SetLines(m.lines())
}

// View is the screen.
func (m *Model) View() string {
	t := m.env.Theme
	body := widget.Page(widget.Indent(m.scroll.Visible(), margin), m.width, m.height-4)
	lines := []string{widget.Ends(m.head(), t.Faint.Render(m.scroll.Mark()+" "), m.width), widget.Rule(t, m.width)}
	lines = append(lines, body...)
	return widget.Join(append(lines, widget.Rule(t, m.width), widget.Fit(m.nextLine(), m.width)))
}

func (m *Model) head() string {
	t := m.env.Theme
	title := t.Strong.Render(render.CleanLine(m.passed.Lesson.Title))
	if m.passed.Missed {
		return " " + title + t.Faint.Render("  not passed yet")
	}
	return " " + t.Allow.Render("✓") + " " + title + t.Faint.Render("  passed")
}

func (m *Model) lines() []string {
	switch {
	case !m.looked:
		return nil // there may be a question, which what follows would give away
	case m.quiz.first():
		return m.asking()
	}
	lines := append([]string{""}, m.told()...)
	lines = append(lines, m.proved()...)
	if m.mastery != "" && !m.passed.Missed {
		lines = append(lines, m.hanging(m.env.Theme.Allow.Render("✓"), m.mastery)...)
	}
	lines = append(lines, "")
	lines = append(lines, m.debrief()...)
	if m.passed.Report != nil {
		lines = append(lines, m.remarkLines(remarks(m.passed.Report))...)
	}
	return append(lines, "")
}

func (m *Model) proved() []string {
	if m.passed.Report == nil {
		return []string{m.passed.Score}
	}
	var lines []string
	for _, sentence := range proof(m.passed.Report) {
		lines = append(lines, m.hanging(m.env.Theme.Allow.Render("✓"), sentence)...)
	}
	return lines
}

func (m *Model) remarkLines(all []diagnostic.Diagnostic) []string {
	if len(all) == 0 {
		return nil
	}
	t := m.env.Theme
	lines := []string{"", t.Accent.Render("Your answer passes. Worth knowing about it")}
	for _, d := range all {
		where := ""
		if d.Span.Known() {
			where = fmt.Sprintf("line %d: ", d.Span.Start.Line)
		}
		text := where + render.CleanLine(d.Message)
		if d.Help != "" {
			text += " " + render.CleanLine(d.Help)
		}
		lines = append(lines, m.hanging("·", text)...)
	}
	return lines
}

func (m *Model) nextLine() string {
	t := m.env.Theme
	switch {
	case !m.looked, m.quiz.first():
		return ""
	case m.env.Recalls != "" && m.due > 0:
		return "   next  " + t.Accent.Render(fmt.Sprintf("%d more due today", m.due))
	case m.env.Recalls != "":
		return "   " + t.Accent.Render("Nothing more is due today.")
	case m.twin != nil && m.owed:
		return "   next  " + t.Accent.Render(m.twinWords()) + t.Faint.Render(aboutMinutes(m.twin.Minutes))
	case m.next == nil:
		return "   " + t.Accent.Render("Every lesson is done.")
	}
	return "   next  " + t.Accent.Render(render.CleanLine(m.next.Title)) + t.Faint.Render(aboutMinutes(m.next.Minutes))
}

// twinWords say what the twin is: one that is made shares the trap, and may ask in another
// way.
func (m *Model) twinWords() string {
	if m.twin.Made() {
		return "the same trap, somewhere else"
	}
	return "once more, with other names"
}

func aboutMinutes(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "  about a minute"
	}
	return fmt.Sprintf("  about %d minutes", n)
}

// Note says what went wrong with the last key.
func (m *Model) Note() string { return m.note }
