package prologue

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/widget"
)

// widestPort and widestName align the roads.
const (
	widestPort  = 7
	widestName  = 16
	widestWhere = 12
)

// picture is the cluster as app1-0 sees it: a line for each road, the arrow its verdict.
func (m *Model) picture(width int) []string {
	t := m.env.Theme
	box := []string{"╭─ space1 ─╮", "│          │", "│  app1-0  │", "╰──────────╯"}
	if width < 64 {
		box = []string{"╭ space1 ╮", "│        │", "│ app1-0 │", "╰────────╯"}
	}
	lines := make([]string, story.Roads)
	for i, r := range m.scene.Rows(m.frame, m.given, m.run.done) {
		road := story.AllRoads()[i]
		name := widget.Fit(road.To, widestName)
		if r.Asked {
			name = t.Strong.Render(name)
		}
		lines[i] = m.boxed(box[i]) + " " + m.arrow(road.Port, r) + " " + name +
			t.Faint.Render(widget.Fit(road.Where, widestWhere)) + m.changeWord(r)
	}
	return lines
}

// boxed is a line of the box, drawn faintly but for the name in it.
func (m *Model) boxed(line string) string {
	t := m.env.Theme
	for _, name := range []string{"space1", "app1-0"} {
		if left, right, found := strings.Cut(line, name); found {
			return t.Border.Render(left) + t.Text.Render(name) + t.Border.Render(right)
		}
	}
	return t.Border.Render(line)
}

// arrow names the port and ends in the verdict.
func (m *Model) arrow(port string, r story.Row) string {
	t := m.env.Theme
	shaft := "─ " + port + " " + strings.Repeat("─", widestPort-ansi.StringWidth(port)) + "──"
	switch {
	case !r.Known && r.Asked:
		return t.Accent.Render(shaft + "?")
	case !r.Known:
		return t.Faint.Render(shaft + "?")
	case r.Open:
		return t.Allow.Render(shaft + "▶")
	}
	return t.Deny.Render(shaft + "✗")
}

func (m *Model) changeWord(r story.Row) string {
	t := m.env.Theme
	switch {
	case r.Asked:
		return t.Accent.Render("◂ ?")
	case r.Open:
		return t.Allow.Render(r.Word())
	}
	return t.Deny.Render(r.Word())
}
