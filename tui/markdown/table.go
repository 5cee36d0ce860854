package markdown

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// table lays a table out at a width. Cells are wrapped, headings too, which glamour
// cuts. Where whole words do not fit side by side, each row becomes a list.
func table(t *theme.Theme, text string, width int) []string {
	rows := cells(text)
	widths, fits := columns(rows, width)
	if !fits {
		return stacked(t, rows, width)
	}
	lines := []string{""}
	for i, row := range rows {
		style := t.Text
		if i == 0 {
			style = t.Strong
		}
		lines = append(lines, tableRow(t, row, widths, style)...)
		if i == 0 {
			lines = append(lines, tableRule(t, widths))
		}
	}
	return append(lines, "")
}

// stacked tells every row below its first cell, each other cell behind its heading.
func stacked(t *theme.Theme, rows [][]string, width int) []string {
	lines := []string{""}
	for i, row := range rows {
		if i == 0 {
			continue
		}
		for k, cell := range row {
			if k == 0 {
				for _, l := range widget.Wrap(cell, width) {
					lines = append(lines, t.Strong.Render(l))
				}
				continue
			}
			words := cell
			if k < len(rows[0]) && rows[0][k] != "" {
				words = rows[0][k] + ": " + cell
			}
			lines = append(lines, widget.Indent(widget.Wrap(words, width-2), 2)...)
		}
	}
	return append(lines, "")
}

// cells are the words of a table; the line of dashes below the headings goes.
func cells(text string) [][]string {
	var rows [][]string
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		line = strings.Trim(strings.TrimSpace(line), "|")
		if i == 1 && strings.Trim(line, "|:- ") == "" {
			continue
		}
		var row []string
		for _, cell := range strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|") {
			row = append(row, bare(strings.ReplaceAll(strings.TrimSpace(cell), "\x00", "|")))
		}
		rows = append(rows, row)
	}
	return rows
}

// bare is a text without the marks of emphasis and code.
func bare(text string) string {
	return unmarked.ReplaceAllString(strings.ReplaceAll(text, "**", ""), "$1$2")
}

// columns gives each column the width it wants, and takes from the widest until all
// fit; they do not if a word would have to be cut.
func columns(rows [][]string, width int) (widths []int, fit bool) {
	var least []int
	for _, row := range rows {
		for k, cell := range row {
			if k == len(widths) {
				widths, least = append(widths, 1), append(least, 1)
			}
			widths[k] = max(widths[k], ansi.StringWidth(cell))
			for _, word := range strings.Fields(cell) {
				least[k] = max(least[k], ansi.StringWidth(word))
			}
		}
	}
	for total(widths) > width {
		k := mostToSpare(widths, least)
		if k < 0 {
			return widths, false
		}
		widths[k]--
	}
	return widths, true
}

// mostToSpare is the widest column that can still give, -1 if none can.
func mostToSpare(widths, least []int) int {
	widest := -1
	for k := range widths {
		if widths[k] > least[k] && (widest < 0 || widths[k] > widths[widest]) {
			widest = k
		}
	}
	return widest
}

// total is the width of a row, with the bars between its columns.
func total(widths []int) int {
	sum := 3 * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

func tableRow(t *theme.Theme, row []string, widths []int, style lipgloss.Style) []string {
	wrapped := make([][]string, len(widths))
	height := 1
	for k := range widths {
		cell := ""
		if k < len(row) {
			cell = row[k]
		}
		wrapped[k] = widget.Wrap(cell, widths[k])
		height = max(height, len(wrapped[k]))
	}
	lines := make([]string, height)
	for i := range lines {
		parts := make([]string, len(widths))
		for k, cell := range wrapped {
			words := ""
			if i < len(cell) {
				words = cell[i]
			}
			parts[k] = style.Render(widget.Fit(words, widths[k]))
		}
		lines[i] = strings.Join(parts, t.Border.Render(" │ "))
	}
	return lines
}

func tableRule(t *theme.Theme, widths []int) string {
	parts := make([]string, len(widths))
	for k, w := range widths {
		parts[k] = strings.Repeat("─", w)
	}
	return t.Border.Render(strings.Join(parts, "─┼─"))
}
