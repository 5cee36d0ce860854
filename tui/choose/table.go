package choose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
	"netpol-tutor/tui/widget"
)

const (
	cellWidth = 4
	legend    = "▶ allowed  ✗ denied  ! not as the task wants"
)

// table is what the files do, a column each: those that were applied, and the others once
// that gives nothing away.
func (m *Model) table(width int) []string {
	t := m.Env.Theme
	head := widget.Fit("what each file does", m.nameWidth(width)) + widget.Fit("task", cellWidth+1)
	for i := range m.options {
		head += widget.Fit(name(i), cellWidth)
	}
	lines := []string{t.Faint.Render(widget.Fit(head, width))}
	for _, r := range m.rows() {
		lines = append(lines, m.row(r, width))
	}
	lines = append(lines, t.Faint.Render(widget.Fit(legend, width)))
	if !m.shown {
		lines = append(lines, t.Faint.Render(widget.Fit("? not applied yet", width)))
	}
	return lines
}

// rows are the connections, first those that are wrong under the file applied last.
func (m *Model) rows() []grader.ComparedRow {
	rows := slices.Clone(m.all.Rows)
	slices.SortStableFunc(rows, func(a, b grader.ComparedRow) int {
		return cmp.Compare(m.fine(a), m.fine(b))
	})
	return rows
}

func (m *Model) fine(r grader.ComparedRow) int {
	if r.Cells[m.applied].Wrong {
		return 0
	}
	return 1
}

// nameWidth is the width of the connections: what they need, as far as the columns of the
// files stay in sight.
func (m *Model) nameWidth(width int) int {
	widest := ansi.StringWidth("what each file does")
	for _, r := range m.all.Rows {
		widest = max(widest, ansi.StringWidth(m.connection(r)))
	}
	return max(8, min(widest+2, width-cellWidth-1-cellWidth*len(m.options)))
}

func (m *Model) row(r grader.ComparedRow, width int) string {
	w := m.nameWidth(width)
	line := widget.Fit(widget.Fit(m.connection(r), w-1), w) + m.glyph(r.Want == task.Allow, false, cellWidth+1)
	for i, c := range r.Cells {
		if m.shown || m.options[i].tried {
			line += m.glyph(c.Allowed, c.Wrong, cellWidth)
		} else {
			line += m.Env.Theme.Faint.Render(widget.Fit("?", cellWidth))
		}
	}
	return widget.Fit(line, width)
}

func (m *Model) glyph(allowed, wrong bool, width int) string {
	sign, style := "✗", m.Env.Theme.Deny
	if allowed {
		sign, style = "▶", m.Env.Theme.Allow
	}
	if wrong {
		sign, style = sign+" !", m.Env.Theme.Warn
	}
	return style.Render(widget.Fit(sign, width))
}

// connection names both ends as briefly as they can be told apart.
func (m *Model) connection(r grader.ComparedRow) string {
	from, to := ends(r)
	if m.brief() {
		from, to = short(from), short(to)
	}
	return from + " → " + to
}

func ends(r grader.ComparedRow) (from, to string) {
	from, to, _ = strings.Cut(render.CleanLine(r.Connection), " > ")
	return from, strings.Replace(to, "svc ", "service ", 1)
}

// short leaves the namespace out.
func short(end string) string {
	prefix := ""
	if rest, ok := strings.CutPrefix(end, "service "); ok {
		prefix, end = "service ", rest
	}
	host, port, _ := strings.Cut(end, ":")
	if _, name, ok := strings.Cut(host, "/"); ok {
		end = strings.TrimSuffix(name+":"+port, ":")
	}
	return prefix + end
}

// brief tells whether no two ends differ in their namespaces alone.
func (m *Model) brief() bool {
	full := map[string]string{}
	for _, r := range m.all.Rows {
		from, to := ends(r)
		for _, end := range []string{from, to} {
			end, _, _ = strings.Cut(end, ":")
			if other, ok := full[short(end)]; ok && other != end {
				return false
			}
			full[short(end)] = end
		}
	}
	return true
}
