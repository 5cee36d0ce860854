package drill

import (
	"fmt"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui/widget"
)

const (
	margin = 3
	// widestText is where lines begin to tire the eye.
	widestText = 84
)

func (m *Model) textWidth() int { return min(widestText, m.width-2*margin) }

// layout fits the text to the room there is.
func (m *Model) layout() {
	m.scroll.SetHeight(max(1, m.height-3))
	m.scroll.SetLines(m.lines())
}

// View is the page.
func (m *Model) View() string {
	t := m.env.Theme
	head := widget.Ends(" "+t.Strong.Render("What comes back"), t.Faint.Render(m.headRight()+m.scroll.Mark()+" "), m.width)
	body := widget.Page(widget.Indent(m.scroll.Visible(), margin), m.width, m.height-3)
	return widget.Join(append(append([]string{head, widget.Rule(t, m.width)}, body...), widget.Rule(t, m.width)))
}

func (m *Model) headRight() string {
	if !m.read {
		return ""
	}
	return fmt.Sprintf("%d due today ", len(m.due))
}

func (m *Model) lines() []string {
	switch {
	case !m.read:
		return nil
	case m.first == nil:
		return m.nothing()
	}
	lines := append([]string{""}, m.say(m.deck.Rule())...)
	lines = append(lines, "")
	for i, r := range m.due {
		lines = append(lines, m.row(i, r))
	}
	lines = append(lines, "")
	return append(lines, m.say("Each is a lesson with other names. Which cause it was is told once you have passed.")...)
}

// row is a cause by where and when it was missed, not by its name.
func (m *Model) row(i int, r row) string {
	t := m.env.Theme
	mark := "  "
	if i == 0 {
		mark = t.Accent.Render("▸ ")
	}
	where := render.CleanLine(r.where)
	if where == "" {
		where = "from a drill"
	}
	right := t.Faint.Render(m.missed(r.Card))
	return mark + widget.Ends(where, right, m.textWidth()-2)
}

func (m *Model) missed(c recall.Card) string {
	if c.Missed > 1 {
		return "missed " + recall.Times(c.Missed) + ", last " + m.deck.On(c.LastMiss)
	}
	return "missed " + m.deck.On(c.LastMiss)
}

// nothing says when something is due, and offers the next lesson.
func (m *Model) nothing() []string {
	t := m.env.Theme
	lines := []string{"", t.Strong.Render("Nothing is due today."), ""}
	if c, ok := m.deck.Coming(); ok {
		lines = append(lines, m.say("What you missed "+m.deck.On(c.LastMiss)+" comes back "+m.deck.In(c.Due)+".")...)
	}
	lines = append(lines, m.say(m.deck.Rule())...)
	lines = append(lines, "")
	if m.next == nil {
		return append(lines, t.Accent.Render("Every lesson is done."))
	}
	return append(lines, "next  "+t.Accent.Render(render.CleanLine(m.next.Title)))
}

func (m *Model) say(text string) []string { return widget.Wrap(text, m.textWidth()) }
