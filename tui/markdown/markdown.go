// Package markdown turns lesson texts into styled lines of an exact width. Text is
// cleaned before it is rendered, because the renderer lets escape sequences through.
package markdown

import (
	"regexp"
	"strings"

	"github.com/charmbracelet/glamour"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/widget"
)

// Key names one rendering of one text, for caches.
type Key struct {
	Name  string // of the text, for example the lesson's id and the part
	Width int
	Theme string
}

// Render answers the lines of a Markdown text at a width. A text that cannot be
// rendered is shown as it is, wrapped: a learner needs the words more than the looks.
// It takes some milliseconds, so screens call it in a command.
func Render(t *theme.Theme, text string, width int) []string {
	var lines []string
	for _, part := range split(render.Clean(text)) {
		switch part.kind {
		case isFence:
			lines = append(lines, code(t, part)...)
		case isTable:
			lines = append(lines, table(t, part.text, width)...)
		default:
			lines = append(lines, prose(t, part.text, width)...)
		}
	}
	return trim(lines)
}

// Words is the prose of a text on one line, without marks: for places too small for
// more, and for the moment before it is rendered.
func Words(text string) string {
	var words []string
	for _, p := range split(render.Clean(text)) {
		if p.kind != isProse {
			continue
		}
		for _, line := range strings.Split(p.text, "\n") {
			line = bullet.ReplaceAllString(strings.TrimLeft(line, "#> "), "• ")
			words = append(words, strings.Fields(line)...)
		}
	}
	return bare(strings.Join(words, " "))
}

// bullet is the mark of an item of a list, which means nothing within a line.
var bullet = regexp.MustCompile(`^(?:[-*+]|\d+[.)]) +`)

// unmarked finds emphasis and code, to keep the words and drop the marks.
var unmarked = regexp.MustCompile("\\*([^\\s*][^*]*)\\*|`([^`]*)`")

// prose is rendered at a width at which nothing is broken: glamour breaks lines at
// hyphens and knows no hanging indent, so it colours and we break.
func prose(t *theme.Theme, text string, width int) []string {
	text = unfold(text)
	return glow(t, text, longest(text), width)
}

// longest is more than any line of a text needs.
func longest(text string) int {
	most := 0
	for _, line := range strings.Split(text, "\n") {
		most = max(most, len(line))
	}
	return most + 40
}

func glow(t *theme.Theme, text string, renderWidth, width int) []string {
	r, err := glamour.NewTermRenderer(
		glamour.WithStyles(t.Markdown()),
		glamour.WithColorProfile(t.Profile()),
		glamour.WithWordWrap(max(10, renderWidth)),
		glamour.WithPreservedNewLines(), // those that are left are meant
	)
	if err != nil {
		return widget.Wrap(text, width)
	}
	out, err := r.Render(unbroken(text))
	if err != nil {
		return widget.Wrap(text, width)
	}
	if t.Options.Colours == theme.Plain {
		out = ansi.Strip(out) // bold is not a colour to the renderer
	}
	lines := wrapStyled(strings.Split(out, "\n"), width)
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(l, unbreakable, "-")
	}
	return lines
}

// unbreakable is a hyphen at which nobody breaks a line.
const unbreakable = "\u2011"

var (
	hyphenated = regexp.MustCompile(`([\pL\pN])-([\pL\pN])`)
	flagged    = regexp.MustCompile("(^|[ \t\n`])--?[\\pL\\pN]")
)

// unbroken keeps names and flags whole: kitchen-out at the end of a line is not
// "kitchen-", and --rm is not "--".
func unbroken(text string) string {
	text = flagged.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, "-", unbreakable) })
	text = hyphenated.ReplaceAllString(text, "$1"+unbreakable+"$2")
	return hyphenated.ReplaceAllString(text, "$1"+unbreakable+"$2") // a-b-c overlaps
}
