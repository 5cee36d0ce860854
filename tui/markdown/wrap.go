package markdown

import (
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/widget"
)

// head is what stands before the words of a line: an indent, and the mark of a list or
// of a quotation.
var head = regexp.MustCompile(`^((?: |│ )*)((?:• |\d+\. |\[[x ]\] )?)`)

// wrapStyled breaks rendered lines at blanks. Lines that follow stand below the words of
// the first, behind the same bars, and styles go on where a line was broken in them.
func wrapStyled(lines []string, width int) []string {
	var out []string
	for _, l := range lines {
		out = append(out, wrapLine(strings.TrimRight(l, " "), width)...)
	}
	return carry(out)
}

func wrapLine(line string, width int) []string {
	if ansi.StringWidth(line) <= width {
		return []string{line}
	}
	m := head.FindStringSubmatch(ansi.Strip(line))
	hang := m[1] + widget.Spaces(ansi.StringWidth(m[2]))
	room := width - ansi.StringWidth(hang)
	if room < 10 {
		hang, room = "", width
	}
	first := ansi.StringWidth(m[1] + m[2])
	words := ansi.TruncateLeft(line, first, "")
	parts := strings.Split(ansi.Wordwrap(words, room, ""), "\n")
	parts = strings.Split(ansi.Hardwrap(strings.Join(parts, "\n"), room, true), "\n")
	for i := range parts {
		if i == 0 {
			parts[i] = ansi.Truncate(line, first, "") + parts[i]
		} else {
			parts[i] = hang + parts[i]
		}
	}
	return parts
}

var style = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

// carry closes styles that are open at the end of a line and opens them again on the
// next: a line is drawn on its own, beside others.
func carry(lines []string) []string {
	open := ""
	for i, l := range lines {
		began := open
		for _, m := range style.FindAllStringSubmatch(l, -1) {
			if m[1] == "" || m[1] == "0" {
				open = ""
			} else {
				open += m[0]
			}
		}
		lines[i] = began + l
		if open != "" {
			lines[i] += "\x1b[0m"
		}
	}
	return lines
}
