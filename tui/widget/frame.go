package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
)

// Section is one part of a framed column: tabs in its upper edge, and lines below.
type Section struct {
	Tabs   []string
	Active int    // which tab is shown
	Right  string // a word at the right end of the edge
	Lines  []string
	Height int  // lines inside, without the edge
	Focus  bool // the keys go here
}

// Column frames sections one above the other. It is width cells wide and one line
// higher than the heights of its sections and their edges together.
func Column(t *theme.Theme, width int, sections ...Section) []string {
	var out []string
	for i, s := range sections {
		left, right := "├", "┤"
		if i == 0 {
			left, right = "╭", "╮"
		}
		out = append(out, edge(t, width, left, right, s))
		out = append(out, body(t, width, s)...)
	}
	last := sections[len(sections)-1]
	return append(out, border(t, last.Focus).Render("╰"+strings.Repeat("─", max(0, width-2))+"╯"))
}

func body(t *theme.Theme, width int, s Section) []string {
	side := border(t, s.Focus).Render("│")
	lines := Page(s.Lines, max(0, width-2), s.Height)
	for i, l := range lines {
		lines[i] = side + l + side
	}
	return lines
}

// edge is a section's upper edge: ╭─ ▸ Task ── Cluster ────── saved ─╮.
func edge(t *theme.Theme, width int, left, right string, s Section) string {
	line := border(t, s.Focus)
	tabs := tabRow(t, s)
	word := ""
	if s.Right != "" {
		word = " " + t.Faint.Render(s.Right) + " "
	}
	room := width - 4 - ansi.StringWidth(tabs)
	if ansi.StringWidth(word) > room {
		word = ""
	}
	if room < 0 {
		tabs = ansi.Truncate(tabs, max(0, width-4), "…")
	}
	fill := max(0, width-4-ansi.StringWidth(tabs)-ansi.StringWidth(word))
	return line.Render(left+"─") + tabs + line.Render(strings.Repeat("─", fill)) + word + line.Render("─"+right)
}

func tabRow(t *theme.Theme, s Section) string {
	parts := make([]string, len(s.Tabs))
	for i, name := range s.Tabs {
		parts[i] = " " + tab(t, name, i == s.Active, s.Focus, len(s.Tabs) > 1) + " "
	}
	return strings.Join(parts, border(t, s.Focus).Render("──"))
}

// tab marks the pane that has the keys, and the shown tab of several, by a glyph too.
func tab(t *theme.Theme, name string, active, focus, several bool) string {
	switch {
	case active && focus:
		return t.TabFocus.Render("▸ " + name)
	case active && several:
		return t.TabActive.Render("· " + name)
	case active:
		return t.TabActive.Render(name)
	}
	return t.Tab.Render(name)
}

func border(t *theme.Theme, focus bool) interface{ Render(...string) string } {
	if focus {
		return t.BorderFocus
	}
	return t.Border
}

// Rule is a quiet horizontal line.
func Rule(t *theme.Theme, width int) string {
	return t.Border.Render(strings.Repeat("─", max(0, width)))
}
