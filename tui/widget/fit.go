// Package widget holds the small parts screens are made of: exact cutting and
// padding, frames with tabs in their edge, lists that scroll, a page of text, a
// question and a menu. Widgets know nothing about lessons.
package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
)

// Fit cuts or pads one line to exactly width cells. A cut line ends in an ellipsis.
func Fit(line string, width int) string {
	if width <= 0 {
		return ""
	}
	w := ansi.StringWidth(line)
	if w > width {
		line = ansi.Truncate(line, width, "…")
		w = ansi.StringWidth(line)
	}
	return line + Spaces(width-w)
}

// FitRight pads one line on its left, so that it ends at width; it is cut if too long.
func FitRight(line string, width int) string {
	if w := ansi.StringWidth(line); w < width {
		return Spaces(width-w) + line
	}
	return Fit(line, width)
}

// Ends puts one text at the left end and one at the right end of a line of exactly
// width cells. The left one gives way when both do not fit.
func Ends(left, right string, width int) string {
	rest := width - ansi.StringWidth(right)
	if rest <= 0 {
		return Fit(right, width)
	}
	return Fit(left, rest) + right
}

// Page makes lines exactly width wide and height high, cutting what is too much.
func Page(lines []string, width, height int) []string {
	page := make([]string, max(0, height))
	for i := range page {
		if i < len(lines) {
			page[i] = Fit(lines[i], width)
		} else {
			page[i] = Spaces(width)
		}
	}
	return page
}

// Beside joins columns line by line; all must be equally high and each exactly wide.
func Beside(columns ...[]string) []string {
	if len(columns) == 0 {
		return nil
	}
	lines := make([]string, len(columns[0]))
	for i := range lines {
		var b strings.Builder
		for _, c := range columns {
			b.WriteString(c[i])
		}
		lines[i] = b.String()
	}
	return lines
}

// Wrap breaks a text without escape sequences at blanks only; see render.Wrap.
func Wrap(text string, width int) []string { return render.Wrap(text, width) }

// Indent puts the same number of blanks before every line.
func Indent(lines []string, by int) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = Spaces(by) + l
	}
	return out
}

const blank = "                                                                                                                                "

// Spaces is n blanks, none for a negative n.
func Spaces(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blank):
		return blank[:n]
	}
	return strings.Repeat(" ", n)
}
