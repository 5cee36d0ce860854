package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
)

// Over lays a block of lines over a page with its upper left cell at x, y. What is
// below stays readable but steps back, so that the eye finds the block.
func Over(t *theme.Theme, page []string, block []string, x, y int) []string {
	out := make([]string, len(page))
	for i, line := range page {
		below := ansi.Strip(line)
		if row := i - y; row >= 0 && row < len(block) {
			w := ansi.StringWidth(block[row])
			out[i] = t.Faint.Render(Fit(cut(below, x), x)) + block[row] + t.Faint.Render(rest(below, x+w))
			continue
		}
		out[i] = t.Faint.Render(below)
	}
	return out
}

func cut(line string, width int) string { return ansi.Truncate(line, width, "") }

// rest is what follows after the first n cells; a wide character that is cut in
// two leaves a blank.
func rest(line string, n int) string {
	total := ansi.StringWidth(line)
	if n >= total {
		return ""
	}
	tail := ansi.TruncateLeft(line, n, "")
	if ansi.StringWidth(tail) > total-n {
		tail = ansi.TruncateLeft(line, n+1, "")
	}
	return FitRight(tail, total-n)
}

// Box frames lines with a title, as wide as the widest of them but at most limit cells.
func Box(t *theme.Theme, title string, lines []string, limit int) []string {
	width := ansi.StringWidth(title) + 6
	for _, l := range lines {
		width = max(width, ansi.StringWidth(l)+4)
	}
	width = min(width, limit)
	return Column(t, width, Section{Tabs: []string{title}, Lines: Indent(lines, 1), Height: len(lines), Focus: true})
}

// Join makes one string of the lines of a frame.
func Join(lines []string) string { return strings.Join(lines, "\n") }
