package manifest

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

var unknownAnchor = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`unknown anchor '([^']*)' referenced`) })

// UnknownAnchor is the name of an alias that stands for nothing, where that is what a
// document is refused for; else "".
func UnknownAnchor(message string) string {
	if m := unknownAnchor().FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}

// aliasOfNothing explains *name where no &name stands above it in its document.
func aliasOfNothing(h *hint) string {
	name := UnknownAnchor(h.cause.message)
	if name == "" {
		return quoteStar
	}
	text, here := h.doc.file.text, min(h.cause.start, len(h.doc.file.text))
	if at := lastMark(text[:h.doc.start], name); at >= 0 {
		return fmt.Sprintf("*%s stands for what &%s marks on line %d, but that is another document: such a mark ends at the line with ---. Write it out here once more.",
			name, name, h.doc.file.position(at).Line)
	}
	if at := lastMark(text[here:], name); at >= 0 {
		return fmt.Sprintf("&%s comes only on line %d: what *%s stands for must be marked above it.", name, h.doc.file.position(here+at).Line, name)
	}
	return fmt.Sprintf("No &%s stands above, so *%s stands for nothing. If the * is meant as text, the value must stand in quotes.", name, name)
}

// lastMark is where &name stands last in a text, or -1.
func lastMark(text, name string) int {
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], "&"+name)
		if at < 0 {
			return -1
		}
		if behind := at + 1 + len(name); behind >= len(text) || !isNameChar(text[behind]) {
			return at
		}
		end = at
	}
}
