package editor

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// replacement stands for a character that must not reach a terminal.
const replacement = "\uFFFD"

// clean makes text from outside fit for the buffer: line ends become \n, and each
// escape sequence and each character that a terminal would obey or hide becomes one
// visible replacement. Tabs stay. It reports how many replacements it made.
func clean(text string) (cleaned string, replaced int) {
	if harmless(text) {
		return text, 0
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	var out strings.Builder
	out.Grow(len(text))
	var last rune
	for len(text) > 0 {
		size := escapeLength(text)
		if size > 0 {
			out.WriteString(replacement)
			replaced++
			text = text[size:]
			continue
		}
		r, n := utf8.DecodeRuneInString(text)
		switch {
		case r == '\r':
			if !strings.HasPrefix(text[n:], "\n") {
				out.WriteByte('\n')
			}
		case r == utf8.RuneError && n <= 1, hidden(r, last):
			out.WriteString(replacement)
			replaced++
		default:
			out.WriteString(text[:n])
		}
		last, text = r, text[n:]
	}
	return out.String(), replaced
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

// escapeLength is the length of the complete escape sequence at the start of text,
// or 0 where there is none.
func escapeLength(text string) int {
	if text[0] != 0x1b || len(text) < 2 {
		return 0
	}
	seq, _, n, state := ansi.DecodeSequence(text, ansi.NormalState, nil)
	if state != ansi.NormalState || len(seq) < 2 || strings.ContainsAny(seq, "\r\n") {
		return 0
	}
	return n
}

// hidden tells characters that are obeyed or not seen: controls, overrides of the
// reading direction, and zero-width ones that are not part of an emoji.
func hidden(r, before rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ' || r >= 0x7f && r <= 0x9f:
		return true
	case r == 0x200d || r >= 0xe0020 && r <= 0xe007f:
		return before < 0x2190
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0xad || r == 0x61c || r == 0x180e || r == 0xfeff || r >= 0xfff9 && r <= 0xfffb:
		return true
	}
	return false
}
