package picture

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// View is the pane, exactly as large as SetSize said.
func (m *Model) View() string { return widget.Join(m.Lines()) }

// Lines is View, line by line.
func (m *Model) Lines() []string { return widget.Page(m.content(), m.width, m.height) }

func (m *Model) content() []string {
	switch {
	case m.against() != "":
		return []string{m.theme.Faint.Render("drawing …")}
	case m.mode == modeTable:
		return m.tableLines()
	case m.busy:
		return []string{m.theme.Faint.Render("trying edits on copies of your text …")}
	case m.mode == modeFlip:
		return m.flip.Visible()
	}
	return m.partLines()
}

const legend = "▶ allowed  ✗ denied   new, lost: by your change   ! not as the task wants"

// mostReason is how many lines the reason may take; it gets at most half of them all.
const mostReason = 8

func (m *Model) tableLines() []string {
	reasons := m.reasonLines(m.width, max(2, min(mostReason, m.height/2-1)))
	rows := max(1, m.height-len(reasons)-4)
	lines := append([]string{m.head()}, m.table(m.width, rows)...)
	room := m.height - len(reasons) - 1
	if len(lines) < room-1 {
		lines = append(lines, "", m.theme.Faint.Render(widget.Fit(legend, m.width)))
	}
	for len(lines) < room {
		lines = append(lines, "")
	}
	return append(append(lines, widget.Rule(m.theme, m.width)), reasons...)
}

// head says which port is shown, and at what time.
func (m *Model) head() string {
	left := m.theme.Strong.Render(render.PortWords(m.port()))
	if len(m.choices) > 1 {
		left += m.theme.Faint.Render(fmt.Sprintf("  [ ] port %d/%d", m.choice+1, len(m.choices)))
	}
	when := "before you change anything"
	if m.now != m.task.Untouched() {
		when = "after your last submit"
		if n := m.wrongCells(); n > 0 {
			when = fmt.Sprintf("%d not as wanted", n)
		}
	}
	return widget.Ends(left, m.theme.Faint.Render("  "+when), m.width)
}

// partLines list the parts of the text, and say what depends on the chosen one.
func (m *Model) partLines() []string {
	if len(m.parts) == 0 {
		return widget.Wrap("The text holds no policy that the server accepts.", m.width)
	}
	chosen := m.chosenPart()
	detail := m.theme.Lines(render.PartLines(m.task, chosen, m.width))
	detail = widget.Cut(detail, max(1, min(len(detail), m.height/2-2)), m.width)
	head := m.theme.Strong.Render("What depends on each line")
	lines := []string{widget.Ends(head, m.theme.Faint.Render(fmt.Sprintf("%d of %d", m.part+1, len(m.parts))), m.width)}
	top, bottom := widget.Window(len(m.parts), m.part, max(1, m.height-len(detail)-3))
	for i := top; i < bottom; i++ {
		lines = append(lines, m.partLine(i))
	}
	lines = append(lines, widget.Rule(m.theme, m.width))
	lines = append(lines, m.theme.Accent.Render(widget.Fit(render.CleanLine(chosen.Object)+": "+render.PartName(chosen), m.width)))
	return append(lines, detail...)
}

// partLine shows a part's first line, and in a few words what depends on it.
func (m *Model) partLine(i int) string {
	p := m.parts[i]
	mark := "  "
	if i == m.part {
		mark = "▸ "
	}
	first, _ := p.Lines()
	words := render.PartWords(p)
	if p.Idle() {
		words = "○ " + words
	}
	left := fmt.Sprintf("%s%4d  %s%s", mark, first, widget.Spaces(min(2*p.Depth, 8)), m.source(p.Span.File, first))
	room := m.width * 3 / 5
	line := widget.Fit(left, room-2) + "  " + widget.Fit(words, m.width-room)
	switch {
	case i == m.part:
		return m.theme.Chosen.Render(line)
	case p.Idle():
		return m.theme.Faint.Render(line)
	}
	return line
}

// source is a line of the text, without its indentation.
func (m *Model) source(file string, number int) string {
	for _, f := range m.lens.Files {
		if f.Name != file {
			continue
		}
		if lines := strings.Split(f.Text, "\n"); number >= 1 && number <= len(lines) {
			return render.CleanLine(strings.TrimSpace(lines[number-1]))
		}
	}
	return ""
}
