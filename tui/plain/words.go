package plain

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
)

// tabWord is how a tab is said: YAML refuses it, so it must be heard.
const tabWord = "<tab>"

// say writes one paragraph.
func (t *talk) say(format string, args ...any) { t.hang(0, 0, fmt.Sprintf(format, args...)) }

// item writes one of several paragraphs; its further lines are indented.
func (t *talk) item(format string, args ...any) { t.hang(0, 2, fmt.Sprintf(format, args...)) }

// under writes a paragraph that belongs to the line above it.
func (t *talk) under(format string, args ...any) { t.hang(4, 4, fmt.Sprintf(format, args...)) }

// hang writes a paragraph behind blanks: so many before its first line, and before the
// others.
func (t *talk) hang(first, others int, text string) {
	indent := first
	for _, l := range wrap(text, t.width-max(first, others)) {
		t.put(strings.Repeat(" ", indent) + l + "\n")
		indent = others
	}
}

// blank separates what belongs apart.
func (t *talk) blank() { t.put("\n") }

// code writes lines as they are, indented: a manifest, or what a tool prints.
func (t *talk) code(text string) {
	for _, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		t.put("  " + shown(l) + "\n")
	}
}

// shown is one line of somebody's text as it is written out.
func shown(line string) string {
	return render.CleanLine(strings.ReplaceAll(strings.TrimSuffix(line, "\r"), "\t", tabWord))
}

// wrap breaks a paragraph at blanks only: a name broken at a hyphen is another name.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(render.CleanLine(text)) {
		w := ansi.StringWidth(word)
		if used > 0 && used+1+w > width {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	return append(lines, line)
}

// count says a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// listed says several things as one does: a, b and c.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sentence ends a text with a full stop unless it has an end.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".?!:") {
		return text
	}
	return text + "."
}

// capital begins a sentence, unless it begins with a name.
func capital(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if text == "" || strings.Trim(strings.TrimRight(word, ",:;"), "abcdefghijklmnopqrstuvwxyz") != "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
