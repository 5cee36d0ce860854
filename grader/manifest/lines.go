package manifest

import "strings"

const byteOrderMark = "\uFEFF"

// isBlank tells spaces and tabs.
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isPrintable tells a text of nothing but printable ASCII and line feeds.
func isPrintable(text string) bool {
	for i := range len(text) {
		if c := text[i]; c != '\n' && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}

// breakLen is the length of the line end at i, 0 if there is none. YAML 1.1 knows
// CR LF, CR, LF, and the Unicode ends NEL, LS and PS.
func breakLen(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	switch text[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(text) && text[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		return prefixLen(text[i:], "\u0085")
	case 0xE2:
		return max(prefixLen(text[i:], "\u2028"), prefixLen(text[i:], "\u2029"))
	}
	return 0
}

func prefixLen(s, prefix string) int {
	if strings.HasPrefix(s, prefix) {
		return len(prefix)
	}
	return 0
}

// isBlankOrBreak tells whether a token ends before i: a blank, a line end or the end of
// the text.
func isBlankOrBreak(text string, i int) bool {
	return i >= len(text) || isBlank(text[i]) || breakLen(text, i) > 0
}

// lineEnd is the offset of the next line end, or of the end of the text.
func lineEnd(text string, i int) int {
	for i < len(text) && (text[i] >= ' ' && text[i] < 0x80 || breakLen(text, i) == 0) {
		i++
	}
	return i
}

// lineStart is the offset at which the line of i starts, behind a byte order mark.
func lineStart(text string, i int) int {
	at := i
	for at > 0 && !endsInBreak(text[:at]) {
		at--
	}
	return at + prefixLen(text[at:i], byteOrderMark)
}

// endsInBreak tells whether a line ends here.
func endsInBreak(s string) bool {
	switch c := s[len(s)-1]; {
	case c == '\n' || c == '\r':
		return true
	case c < 0x80:
		return false
	}
	return strings.HasSuffix(s, "\u0085") || strings.HasSuffix(s, "\u2028") || strings.HasSuffix(s, "\u2029")
}

// LineStart is the offset at which the line of an offset starts, by the line ends that
// YAML knows; a byte order mark is no part of the first line.
func LineStart(text string, offset int) int { return lineStart(text, offset) }

// LineEnd is the offset of the line end that follows an offset, or the end of the text.
func LineEnd(text string, offset int) int { return lineEnd(text, offset) }

// BreakLen is the length of the line end at an offset, 0 if there is none.
func BreakLen(text string, offset int) int { return breakLen(text, offset) }
