package markdown

import (
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
)

// part is a stretch of a text that is laid out in one way.
type part struct {
	text string
	kind partKind
	lang string
}

type partKind uint8

const (
	isProse partKind = iota
	isFence
	isTable
)

// split takes fences that begin at the left edge, and tables, out of the prose: fences
// must not be wrapped, and glamour's own highlighting keeps one palette for all sessions.
func split(text string) []part {
	s := splitter{}
	for _, line := range strings.Split(text, "\n") {
		s.line(line)
	}
	s.flush()
	return s.parts
}

type splitter struct {
	parts   []part
	now     part
	lines   []string
	closing string // what closes the open fence; empty outside
}

func (s *splitter) line(line string) {
	mark, lang := fenceMark(line)
	switch {
	case s.closing != "" && closes(line, s.closing):
		s.flush()
	case s.closing != "":
		s.lines = append(s.lines, line)
	case mark != "":
		s.flush()
		s.closing, s.now = mark, part{kind: isFence, lang: lang}
	default:
		s.plain(line)
	}
}

// plain is a line outside fences; a table goes on as long as its lines begin with a bar.
func (s *splitter) plain(line string) {
	kind := isProse
	if strings.HasPrefix(line, "|") {
		kind = isTable
	}
	if kind != s.now.kind {
		s.flush()
		s.now.kind = kind
	}
	s.lines = append(s.lines, line)
}

func (s *splitter) flush() {
	if s.now.text = strings.Join(s.lines, "\n"); strings.TrimSpace(s.now.text) != "" {
		s.parts = append(s.parts, s.now)
	}
	s.now, s.lines, s.closing = part{}, nil, ""
}

// fenceMark is the run of backquotes or tildes that opens a fence, and its language.
func fenceMark(line string) (mark, lang string) {
	for _, c := range []string{"`", "~"} {
		run := line[:len(line)-len(strings.TrimLeft(line, c))]
		if len(run) >= 3 {
			return run, strings.TrimSpace(line[len(run):])
		}
	}
	return "", ""
}

func closes(line, mark string) bool {
	line = strings.TrimRight(line, " ")
	return strings.HasPrefix(line, mark) && strings.Trim(line, mark[:1]) == ""
}

// code shows a fence unwrapped behind a quiet bar.
func code(t *theme.Theme, p part) []string {
	bar := t.Border.Render("▏") + " "
	lines := []string{""}
	for _, l := range strings.Split(p.text, "\n") {
		l = strings.ReplaceAll(l, "\t", "  ")
		if p.lang == "yaml" || p.lang == "yml" {
			l = highlight(t, l)
		}
		lines = append(lines, bar+l)
	}
	return append(lines, "")
}

var keyLine = regexp.MustCompile(`^(\s*(?:- )*)([^\s:#'"{\[][^:#]*)(:)(\s.*)?$`)

// highlight colours the key and the comment of one line of YAML: enough to read an
// example by. The editor's lexer does more, because there it is worked with.
func highlight(t *theme.Theme, line string) string {
	body, comment := line, ""
	if i := strings.Index(line, "#"); i == 0 || i > 0 && line[i-1] == ' ' {
		body, comment = line[:i], t.Code.Comment.Render(line[i:])
	}
	m := keyLine.FindStringSubmatch(body)
	if m == nil {
		return body + comment
	}
	return m[1] + t.Code.Key.Render(m[2]) + m[3] + m[4] + comment
}

// trim takes blanks off the ends of lines, doubled empty lines, and empty lines at both
// ends, of the text and of each quotation.
func trim(lines []string) []string {
	var out []string
	for _, l := range lines {
		words := strings.TrimSpace(ansi.Strip(l))
		if !strings.HasPrefix(words, "│") {
			out = withoutEnd(out, "│")
		}
		if words == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		if words == "" {
			l = ""
		}
		out = append(out, l)
	}
	return withoutEnd(withoutEnd(out, "│"), "")
}

// withoutEnd drops the last lines as long as they hold nothing but mark.
func withoutEnd(lines []string, mark string) []string {
	for len(lines) > 0 && strings.TrimSpace(ansi.Strip(lines[len(lines)-1])) == mark {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// YAML is a manifest as styled lines.
func YAML(t *theme.Theme, text string) []string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = highlight(t, strings.ReplaceAll(l, "\t", "  "))
	}
	return lines
}
