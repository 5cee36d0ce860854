package lessons

import "strings"

// isSlug tells whether s is made of lower-case words and numbers joined by single dashes.
func isSlug(s string) bool {
	if s == "" || len(s) > maxSlug {
		return false
	}
	for _, word := range strings.Split(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// Slug is the slug nearest to s, for a suggestion; "" if nothing is left of it.
func Slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	joined := strings.Join(words, "-")
	return strings.TrimRight(joined[:min(len(joined), maxSlug)], "-")
}
