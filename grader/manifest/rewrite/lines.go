package rewrite

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

// Newline is the line end that a text uses first.
func Newline(text string) string {
	i := strings.IndexAny(text, "\r\n")
	if i < 0 {
		return "\n"
	}
	return text[i : i+manifest.BreakLen(text, i)]
}

// Separator is a line between two documents of a text. Nothing but a line feed ends it.
func Separator(text string) string { return "---" + feed(Newline(text)) }

// feed is a line end with a line feed.
func feed(newline string) string {
	if newline == "\r\n" {
		return newline
	}
	return "\n"
}

// column counts the bytes before an offset in its line; in front of block nodes
// these are blanks and dashes only.
func column(text string, offset int) int { return offset - lineStart(text, offset) }

func lineStart(text string, offset int) int { return manifest.LineStart(text, offset) }

// lineEnd is where the line of an offset ends, before its line break.
func lineEnd(text string, offset int) int { return manifest.LineEnd(text, offset) }

// hasBreak tells whether a text is more than one line.
func hasBreak(text string) bool { return manifest.LineEnd(text, 0) < len(text) }

// linesOf are the lines of a text without their ends, and the ends.
func linesOf(text string) (lines, ends []string) {
	for at := 0; ; {
		end := manifest.LineEnd(text, at)
		n := manifest.BreakLen(text, end)
		lines, ends = append(lines, text[at:end]), append(ends, text[end:end+n])
		if at = end + n; n == 0 {
			return lines, ends
		}
	}
}

// breakBefore is the length of the line end in front of the start of a line.
func breakBefore(text string, start int) int {
	for _, end := range []string{"\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"} {
		if strings.HasSuffix(text[:start], end) {
			return len(end)
		}
	}
	return 0
}
