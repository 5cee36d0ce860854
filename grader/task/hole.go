package task

import "strings"

// OpenHole is where the first hole of a text begins, in bytes, or -1. A hole is a mark
// that stands for a whole value: a label may have the same letters within it, and a
// comment may speak of them.
func OpenHole(text, mark string) int {
	if mark == "" {
		return -1
	}
	comment := false
	for at := 0; at < len(text); {
		length := strings.IndexFunc(text[at:], betweenValues)
		if length < 0 {
			length = len(text) - at
		}
		word, end := text[at:at+length], at+length
		comment = comment || strings.HasPrefix(word, "#")
		if word == mark && !comment {
			return at
		}
		if end < len(text) && text[end] == '\n' {
			comment = false
		}
		at = end + 1
	}
	return -1
}

func betweenValues(r rune) bool { return strings.ContainsRune(" \t\r\n{}[],:\"'", r) }
