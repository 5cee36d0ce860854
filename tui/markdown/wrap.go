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

// blockStart tells lines that begin something new: an item, a heading, a rule.
var blockStart = regexp.MustCompile(`^\s*([-*+] |\d+[.)] |#{1,6} |---|\*\*\*|\[[^\]]*\]: )`)

// unfold puts each paragraph, item and quotation on one line, because glamour keeps the
// author's line breaks within items. A line that ends in two blanks keeps its break.
func unfold(text string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		last := len(out) - 1
		if last < 0 || !follows(out[last], line) {
			out = append(out, line)
			continue
		}
		out[last] += " " + strings.TrimLeft(strings.TrimPrefix(line, quoteOf(line)), " ")
	}
	return strings.Join(out, "\n")
}

// follows tells whether a line goes on with what the one before it began.
func follows(before, line string) bool {
	rest := strings.TrimPrefix(line, quoteOf(line))
	switch {
	case strings.TrimSpace(strings.TrimPrefix(before, quoteOf(before))) == "", strings.TrimSpace(rest) == "":
		return false
	case quoteOf(before) != quoteOf(line), strings.HasSuffix(before, "  "), strings.HasSuffix(before, "\\"):
		return false
	}
	return !blockStart.MatchString(rest) && !strings.HasPrefix(strings.TrimLeft(before, " "), "#")
}

var quotation = regexp.MustCompile(`^(> ?)+`)

func quoteOf(line string) string { return quotation.FindString(line) }
