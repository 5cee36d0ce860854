package editor

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
)

// replacement stands for a character that must not reach a terminal.
const replacement = "\uFFFD"

// clean makes text from outside fit for the buffer: line ends become \n, and whatever a
// terminal would obey or hide becomes a visible replacement. Tabs stay. It reports how
// many replacements it made.
func clean(text string) (cleaned string, replaced int) {
	if harmless(text) {
		return text, 0
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	cleaned = render.Clean(unescape(text))
	return cleaned, strings.Count(cleaned, replacement) - strings.Count(text, replacement)
}

// harmless is the quick way for plain text, which nearly all of it is.
func harmless(text string) bool {
	for i := 0; i < len(text); i++ {
		if b := text[i]; b >= 0x7f || b < ' ' && b != '\n' && b != '\t' {
			return false
		}
	}
	return true
}

// unescape makes the line ends of all systems one, and one replacement of each escape
// sequence and each byte that is no UTF-8. A frame can do without those; in a text that
// somebody works on nothing may vanish unseen, least of all the words behind a sequence
// that never ends.
func unescape(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case strings.HasPrefix(text, "\r\n"):
		case r == '\r':
			out.WriteByte('\n')
		case r == utf8.RuneError && size == 1:
			out.WriteString(replacement)
		case r == 0x1b:
			out.WriteString(replacement)
			size = escapeLength(text)
		default:
			out.WriteString(text[:size])
		}
		text = text[size:]
	}
	return out.String()
}

// escapeLength is the length of the escape sequence at the start of text, or 1, the
// escape alone, where the sequence has no end on its line.
func escapeLength(text string) int {
	seq, _, n, state := ansi.DecodeSequence(text, ansi.NormalState, nil)
	if state != ansi.NormalState || strings.ContainsAny(seq, "\r\n") {
		return 1
	}
	return max(n, 1)
}
