package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Cut shortens lines of text to n of them, and shows by dots that it did.
func Cut(lines []string, n, width int) []string {
	if n = max(0, n); len(lines) <= n {
		return lines
	}
	lines = append([]string{}, lines[:n]...)
	if n > 0 {
		lines[n-1] = shorter(lines[n-1], width-2) + " …"
	}
	return lines
}

// shorter leaves whole words only, as long as there are any.
func shorter(line string, width int) string {
	for ansi.StringWidth(line) > width {
		at := strings.LastIndexByte(line, ' ')
		if at <= 0 {
			return ansi.Truncate(line, width, "")
		}
		line = strings.TrimRight(line[:at], " ")
	}
	return line
}
