package rewrite

import (
	"strconv"
	"strings"
)

// words are the scalars that YAML 1.1 reads as something else than a string.
const words = " y n yes no on off true false null ~ .inf .nan "

// plain tells whether a string may stand without quotes. It errs on the side of
// quotes: what looks like a number, a date or a word of YAML gets them.
func plain(s string) bool {
	if s == "" || readsOtherwise(s) || strings.HasSuffix(s, ":") {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		digit := '0' <= c && c <= '9'
		if !letter && !digit && (i == 0 || !strings.ContainsRune("._/-:", rune(c))) {
			return false
		}
	}
	return true
}

// readsOtherwise tells whether YAML 1.1 might not read a plain scalar as a string.
func readsOtherwise(s string) bool {
	if strings.Contains(words, " "+strings.ToLower(s)+" ") {
		return true
	}
	starts := s != "" && ('0' <= s[0] && s[0] <= '9' || strings.ContainsRune("+-.", rune(s[0])))
	return starts && !strings.Contains(s, "/")
}

// quoted writes a string so that both YAML and JSON read it back.
func quoted(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return escaped(s)
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// escaped writes characters beyond printable ASCII as \uXXXX.
func escaped(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case ' ' <= r && r <= '~':
			b.WriteRune(r)
		case r > 0xffff:
			b.WriteRune(r)
		default:
			b.WriteString(`\u` + strings.Repeat("0", 4-len(strconv.FormatInt(int64(r), 16))) + strconv.FormatInt(int64(r), 16))
		}
	}
	b.WriteByte('"')
	return b.String()
}

// likeOld writes a string with the quotes that stood there before.
func likeOld(s string, quote byte) string {
	switch {
	case quote == '\'' && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == '\'' }):
		return "'" + s + "'"
	case quote == '"' || !plain(s):
		return quoted(s)
	}
	return s
}
