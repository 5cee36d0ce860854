package diagnose

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// mostAround is how many lines around a manifest may be no part of it.
const mostAround = 12

// manifestLine matches what can stand in the first column of a manifest.
var manifestLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:$|\s|#|---|\.\.\.|-(?: |$)|[{}\[\]]|["']?[\w./-]+["']?\s*:(?:\s|$))`)
})

// numbered matches the number that a listing puts before a line; marked, the sign of a diff
// or of a quotation.
var (
	numbered = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ *\d+(?: *[:.|│])?`) })
	marked   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+>|]`) })
)

// curesOfPaste is for a manifest that was copied with what stood around it: the prompt and the
// command, the fence of a text, the numbers of a listing, the signs of a diff.
func curesOfPaste(text string, offer func(*cure)) {
	lines := linesOf(text, 0, len(text))
	for _, e := range frontsOut(text, lines, numbered()) {
		offer(pasted("every line begins with its number, which is no part of the manifest", "the numbers before the lines left out", e))
	}
	for _, e := range frontsOut(text, lines, marked()) {
		offer(pasted("every line begins with a sign that is no part of the manifest", "the signs before the lines left out", e))
	}
	if e := strangersOut(text, lines); e != nil {
		offer(pasted("this line is no part of the manifest", "the lines that are no part of the manifest left out", e))
	}
}

func pasted(message, fix string, edits []diagnostic.Edit) *cure {
	return &cure{
		code: "refused", message: message, fixes: fixed(fix), effort: entry, whole: true, span: [2]int{edits[0].Start, edits[0].End}, edits: edits,
		help: "kubectl reads the file as it is: prompts, commands, line numbers and the marks of other programs have to go.",
	}
}

// frontsOut takes away what every line begins with, and as much of the blanks behind it as
// all have: counted from the start of the line, or else from its end, for numbers may stand in
// a column of one width or not. There is none if some line begins otherwise.
func frontsOut(text string, lines []sourceLine, front *regexp.Regexp) [][]diagnostic.Edit {
	var fronts []diagnostic.Edit
	column, gap := len(text), len(text)
	for _, l := range lines {
		line := text[l.start:l.end]
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := front.FindString(line)
		if m == "" {
			return nil
		}
		if rest := strings.TrimLeft(line[len(m):], " "); rest != "" {
			column, gap = min(column, len(line)-len(rest)), min(gap, len(line)-len(m)-len(rest))
		}
		fronts = append(fronts, diagnostic.Edit{Start: l.start, End: l.start + len(m)})
	}
	if len(fronts) < 3 {
		return nil
	}
	flush, loose := slices.Clone(fronts), slices.Clone(fronts)
	for i, e := range fronts {
		end := manifest.LineEnd(text, e.Start)
		flush[i].End = max(e.End, min(e.Start+column, end))
		loose[i].End = min(e.End+gap, end)
	}
	return [][]diagnostic.Edit{flush, loose}
}

// strangersOut takes away lines in the first column that cannot be YAML of an object.
func strangersOut(text string, lines []sourceLine) []diagnostic.Edit {
	var edits []diagnostic.Edit
	for i, l := range lines {
		word, _, _ := strings.Cut(l.text, " ")
		if l.indent > 0 || manifestLine().MatchString(l.text) || slices.Contains(policyKeys(), strings.Trim(word, ":=")) {
			continue
		}
		edits = append(edits, lineDeleted(lines, i).edits...)
	}
	if len(edits) == 0 || len(edits) > mostAround || len(edits)*2 > len(lines) {
		return nil
	}
	return edits
}
