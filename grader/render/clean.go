package render

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Clean makes untrusted text safe to write to a terminal: escape sequences go, and
// every other character that would act instead of being seen (controls, C1, bidi
// overrides, zero-width and other format characters) becomes a replacement mark.
// Line breaks and tabs stay. Clean text is unchanged.
func Clean(text string) string {
	return replaceUnseen(ansi.Strip(text), func(r rune) bool { return r == '\n' || r == '\t' })
}

// CleanLine is Clean for text that must stay on one line: breaks and tabs become blanks.
func CleanLine(text string) string {
	blanked := strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ").Replace(text)
	return replaceUnseen(ansi.Strip(blanked), func(rune) bool { return false })
}

func replaceUnseen(text string, keep func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if keep(r) || !unseen(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// unseen tells whether a terminal would act on a character, or hide it, rather than show it.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Cs, unicode.Co)
}
