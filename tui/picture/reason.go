package picture

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

func (m *Model) reason() grader.Reason { return grader.Why(m.task, m.now, m.cell()) }

// toRule puts the cursor of the editor on the rule that decides the chosen connection.
func (m *Model) toRule() tea.Cmd { return m.goTo(m.reason().Span()) }

const (
	leaving  = "leaving   "
	entering = "entering  "
)

// reasonLines say why the chosen connection is open or closed, side by side, in at most
// height lines; the side that closes it goes first where there is no room for both.
func (m *Model) reasonLines(width, height int) []string {
	from, to := m.shown.Ends[m.from], m.shown.Ends[m.to]
	c := m.cell()
	if c.None {
		return widget.Wrap("Nothing to judge here: "+render.NothingToJudge(from, to)+".", width)[:1]
	}
	r := m.reason()
	lines := []string{m.flowLine(from, to, c)}
	out := hanging(leaving, render.SideWords(r.Leaving), width)
	in := hanging(entering, render.SideWords(r.Entering), width)
	if r.Leaving.Side.Allowed && !r.Entering.Side.Allowed && len(out)+len(in) >= height {
		out, in = in, out
	}
	room := height - 1
	out = widget.Cut(out, max(room-len(in), (room+1)/2), width)
	in = widget.Cut(in, room-len(out), width)
	return append(append(lines, out...), in...)
}

func (m *Model) flowLine(from, to grader.End, c grader.Cell) string {
	arrow := m.theme.Deny.Render(" ──✗ ")
	if c.Allowed {
		arrow = m.theme.Allow.Render(" ──▶ ")
	}
	line := fmt.Sprintf("%s%s%s  %s", render.EndName(from), arrow, render.EndName(to), render.PortWords(m.port()))
	switch {
	case c.Allowed && !c.Before:
		line += "   new: by your change"
	case !c.Allowed && c.Before:
		line += "   lost: by your change"
	}
	if c.Wrong {
		line += "   ! not as the task wants"
	}
	return line
}

// hanging wraps words behind a head.
func hanging(head, words string, width int) []string {
	lines := widget.Indent(widget.Wrap(words, width-len(head)), len(head))
	lines[0] = head + strings.TrimLeft(lines[0], " ")
	return lines
}
