package prologue

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/widget"
)

// row is a road as far as the learner knows it.
type row struct {
	known, open, was bool
	changed          bool // was counts
	asked            bool // the learner is to say what it is
}

// rows are the roads in the state that this frame shows. Nothing is shown before the
// learner has said what it will be.
func (m *Model) rows() [roads]row {
	s := m.scene
	switch {
	case m.frame == frameFlat1, m.frame == frameFlat2:
		return m.flatRows()
	case m.frame >= frameAgain:
		return after(s.cut, s.mended)
	case m.frame < frameRun, m.frame == frameRun && !m.run.done:
		all := after(s.flat, s.cut)
		all[roadDNS], all[roadService] = row{}, row{}
		return all
	}
	return after(s.flat, s.cut)
}

func (m *Model) flatRows() [roads]row {
	all := [roads]row{}
	said := func(b bet) bool { return m.given[b] != guessNone }
	for i := range all {
		known := said(betOutside) || i == roadNeighbour && said(betNeighbour)
		all[i] = row{known: known, open: m.scene.flat.open[i]}
	}
	all[roadNeighbour].asked = m.frame == frameFlat1 && !said(betNeighbour)
	all[roadOutside].asked = m.frame == frameFlat2 && !said(betOutside)
	return all
}

func after(before, now view) [roads]row {
	var all [roads]row
	for i := range all {
		all[i] = row{known: true, open: now.open[i], was: before.open[i], changed: true}
	}
	return all
}

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
	lines := make([]string, roads)
	for i, r := range m.rows() {
		road := allRoads()[i]
		name := widget.Fit(road.to, widestName)
		if r.asked {
			name = t.Strong.Render(name)
		}
		lines[i] = m.boxed(box[i]) + " " + m.arrow(road.port, r) + " " + name +
			t.Faint.Render(widget.Fit(road.where, widestWhere)) + m.changeWord(r)
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
func (m *Model) arrow(port string, r row) string {
	t := m.env.Theme
	shaft := "─ " + port + " " + strings.Repeat("─", widestPort-ansi.StringWidth(port)) + "──"
	switch {
	case !r.known && r.asked:
		return t.Accent.Render(shaft + "?")
	case !r.known:
		return t.Faint.Render(shaft + "?")
	case r.open:
		return t.Allow.Render(shaft + "▶")
	}
	return t.Deny.Render(shaft + "✗")
}

func (m *Model) changeWord(r row) string {
	t := m.env.Theme
	switch {
	case r.asked:
		return t.Accent.Render("◂ ?")
	case r.known && r.changed && r.was && !r.open:
		return t.Deny.Render("lost")
	case r.known && r.changed && !r.was && r.open:
		return t.Allow.Render("new")
	}
	return ""
}
