package render

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a text without escape sequences at blanks only, because a name that is
// broken at a hyphen reads as another name. Words that are too long are cut.
// There is always at least one line.
func Wrap(text string, width int) []string {
	width = max(1, width)
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, wrapLine(paragraph, width)...)
	}
	return lines
}

func wrapLine(text string, width int) []string {
	lines := []string{""}
	used := 0
	for _, word := range strings.Fields(text) {
		for _, piece := range strings.Split(ansi.Hardwrap(word, width, false), "\n") {
			w := ansi.StringWidth(piece)
			last := len(lines) - 1
			switch {
			case used == 0:
				lines[last], used = piece, w
			case used+1+w <= width:
				lines[last], used = lines[last]+" "+piece, used+1+w
			default:
				lines, used = append(lines, piece), w
			}
		}
	}
	return lines
}
