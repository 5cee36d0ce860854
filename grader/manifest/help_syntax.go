package manifest

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// strangeCharacter finds characters that look like others.
func strangeCharacter(h *hint) string {
	for _, c := range [...]struct{ char, name string }{
		{"\u00a0", "a non-breaking space"}, {"\u2028", "a line separator"}, {"\u2029", "a paragraph separator"}, {"\u0085", "an invisible line end"}, {"\u200b", "an invisible space"}, {"\u3000", "a wide space"}, {"\uff1a", "a wide colon"}, {"\u2013", "a long dash"},
		{byteOrderMark, "an invisible byte order mark"}, {"\u201c", "a curly quote"}, {"\u201d", "a curly quote"}, {"\u2018", "a curly quote"}, {"\u2019", "a curly quote"},
	} {
		here := strings.Contains(h.shownLine(h.cause.start), c.char)
		if !here && h.above != "" && strings.Contains(h.shownLine(h.aboveAt), c.char) {
			h.pointAbove()
			here = true
		}
		if here && c.char == byteOrderMark {
			return "There is an invisible byte order mark in this line: leave it out."
		}
		if here {
			return fmt.Sprintf("There is %s in this line: only the ordinary one counts.", c.name)
		}
	}
	return ""
}

// shownLine is the line as an editor shows it, without a comment: YAML knows line ends
// that editors do not.
func (h *hint) shownLine(at int) string {
	text := strings.TrimPrefix(h.doc.file.text[h.doc.start:h.doc.end], byteOrderMark)
	at = max(0, min(at-(h.doc.end-len(text)), len(text)))
	line, _, _ := strings.Cut(text[strings.LastIndexByte(text[:at], '\n')+1:nextLine(text, at)], " #")
	return line
}

func mergeConflict(h *hint) string {
	for i, line := range [...]string{h.line, h.above} {
		if strings.HasPrefix(line, "<<<<<<<") || strings.HasPrefix(line, "=======") || strings.HasPrefix(line, ">>>>>>>") {
			if i > 0 {
				h.pointAbove()
			}
			return "The marks of a merge conflict are left in the text."
		}
	}
	return ""
}

// pasted is for lines that were copied with a manifest.
func pasted(h *hint) string {
	text := h.doc.file.text[h.doc.start:h.doc.end]
	switch {
	case described().MatchString(text):
		return "kubectl describe prints for people. What can be applied is printed by kubectl get with -o yaml."
	case frontNumbers().MatchString(text):
		return "The number before each line is no part of the manifest."
	case strings.HasPrefix(text, "+apiVersion"):
		return "The + before each line belongs to a diff: leave it out."
	}
	for i, line := range [...]string{h.line, h.above} {
		if commandLine().MatchString(line) {
			if i > 0 {
				h.pointAbove()
			}
			return "This line is a command and no part of the manifest: leave it out."
		}
	}
	return ""
}

// template is for what a program should have filled in.
func template(h *hint) string {
	for i, line := range [...]string{h.line, h.above} {
		if strings.Contains(line, "{{") {
			if i > 0 {
				h.pointAbove()
			}
			return "Put a value in place of the {{ }} of a template."
		}
	}
	return ""
}

// badStart is for characters that no value may start with.
func badStart(h *hint) string {
	if strings.Contains(h.indent, "\t") {
		return spacesOnly
	}
	if strings.HasPrefix(h.line, "```") {
		return "The line with ``` belongs to Markdown: leave it out."
	}
	if m := badStarter().FindStringSubmatch(h.line); m != nil {
		return fmt.Sprintf("A value that starts with %s must stand in quotes.", m[1])
	}
	return ""
}

var (
	badStarter   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("(?:^|[:\\-\\[{,] *)([@`%>|])") })
	gluedColon   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:- )?[\w./-]+:[^\s:/]`) })
	afterQuote   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`: *(?:"[^"]*"|'[^']*') *[^\s#,]`) })
	afterFlow    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`: *(?:\[[^\[\]]*\]|\{[^{}]*\}) *[^\s#,\]}]`) })
	doubleComma  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[,\[{] *,`) })
	commandLine  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[$❯»] |# kubectl|kubectl |cat .*<<|EOF$)`) })
	tableHead    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:NAMESPACE +)?NAME {2,}\S`) })
	described    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Name: {2,}\S+\nNamespace: {2,}`) })
	frontNumbers = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ *1[:.|│]? +apiVersion.*\n *2[:.|│]? +\w`) })
	gluedDash    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-[^\s-]`) })
)

// secondColon explains a colon where go-yaml expects none. Often the slip is in the line
// above: it has no colon of its own, so that this line seems to belong to it.
func secondColon(h *hint) string {
	switch {
	case strings.HasPrefix(strings.TrimSpace(h.doc.file.text[h.doc.start:]), "//"):
		return "A comment starts with #, and JSON has none."
	case gluedColon().MatchString(h.above):
		h.pointAbove()
		return "A space must follow the colon."
	case strings.Count(h.line+" ", ": ") > 1:
		return "There are two colons in this line: put the value in quotes, or the second key on a line of its own."
	case h.above != "" && !strings.Contains(h.above, ":") && !strings.HasPrefix(h.above, "#"):
		h.pointAbove()
		return "The colon behind the key is missing."
	}
	return "This line is indented deeper than the one above, which has a value already."
}

func missingColon(h *hint) string {
	if gluedDash().MatchString(h.line) {
		return spaceAfterDash
	}
	if gluedDash().MatchString(h.above) {
		h.pointAbove()
		return spaceAfterDash
	}
	if h.above != "" {
		h.pointAbove()
	}
	return "A key needs a colon and a space behind it."
}

// collectionAsKey is for keys that are mappings or lists, as a template leaves them.
func collectionAsKey(h *hint) string {
	return "A key is a plain word: no mapping and no list can be one."
}

// noContent is for a character that stands where a value should start.
func noContent(h *hint) string {
	here, _ := utf8.DecodeRuneInString(h.doc.file.text[min(h.cause.start, h.doc.end):h.doc.end])
	switch here {
	case '-':
		if strings.HasPrefix(h.line, "-") {
			return "A bracket that is open above this line is not closed."
		}
		return "Between brackets there are no dashes: the items are parted by commas."
	case ':':
		return "A value that starts with : must stand in quotes."
	case ',':
		return "There is a comma too many, or a value is missing before it."
	case ']', '}':
		return fmt.Sprintf("There is a %c too many, or a value is missing before it.", here)
	}
	if doubleComma().MatchString(h.line) {
		return "There is a comma too many, or a value is missing before it."
	}
	return "A value is missing here."
}

// misplaced explains a line that does not continue what stands above it.
func misplaced(h *hint) string {
	switch {
	case afterQuote().MatchString(h.line):
		return "Nothing may follow the quote that ends a value."
	case afterFlow().MatchString(h.line):
		return "Nothing may follow the bracket that ends a value."
	case strings.Count(h.line, "}") > strings.Count(h.line, "{"):
		return "There is a } too many."
	case strings.Count(h.line, "]") > strings.Count(h.line, "["):
		return "There is a ] too many."
	case strings.HasPrefix(h.line, "-"):
		return "This dash does not fit what stands above: " + strings.ToLower(itemsAlign[:1]) + itemsAlign[1:]
	}
	return "The indentation does not fit: keys that belong together start in the same column."
}
