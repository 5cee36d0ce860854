package plain

import (
	"regexp"
	"strings"
)

// markdown writes a lesson's text.
func (t *talk) markdown(text string) { t.blocks(blocks(text)) }

func (t *talk) blocks(all []block) {
	for i, b := range all {
		if i > 0 && (b.kind != item || all[i-1].kind != item) {
			t.blank()
		}
		switch b.kind {
		case code:
			t.code(b.text)
		case table:
			for _, row := range rowSentences(b.rows) {
				t.item("- %s", row)
			}
		case item:
			t.item("%s", inline(b.text))
		case heading:
			t.say("%s", sentence(inline(b.text)))
		default:
			t.say("%s", inline(b.text))
		}
	}
}

var (
	emphasis = regexp.MustCompile(`\*{1,3}([^*\s](?:[^*]*[^*\s])?)\*{1,3}`)
	link     = regexp.MustCompile(`\[([^\]]*)\]\(([^)\s]*)\)`)
)

// inline takes the marks out of prose. What stands between backquotes stays as it is; if
// it is more than a word, quotation marks say where it ends.
func inline(text string) string {
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = link.ReplaceAllString(parts[i], "$1 ($2)")
	}
	// Emphasis may reach over code, so that the stars of code must be out of the way.
	for i := 1; i < len(parts); i += 2 {
		parts[i] = strings.ReplaceAll(parts[i], "*", star)
		if strings.Contains(parts[i], " ") {
			parts[i] = `"` + parts[i] + `"`
		}
	}
	return strings.ReplaceAll(emphasis.ReplaceAllString(strings.Join(parts, ""), "$1"), star, "*")
}

// star stands for a star of code; no clean text holds it.
const star = "\x00"

// rowSentences says each row of a table with the names of its columns.
func rowSentences(rows []string) []string {
	if len(rows) == 0 {
		return nil
	}
	head := cells(rows[0])
	var all []string
	for _, row := range rows[1:] {
		if strings.Trim(row, "|-: ") != "" {
			all = append(all, rowSentence(head, cells(row)))
		}
	}
	return all
}

func rowSentence(head, row []string) string {
	var parts []string
	for i, c := range row {
		switch {
		case c == "":
		case i < len(head) && head[i] != "":
			parts = append(parts, head[i]+": "+c)
		default:
			parts = append(parts, c)
		}
	}
	return sentence(strings.Join(parts, "; "))
}

func cells(row string) []string {
	row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
	all := strings.Split(strings.ReplaceAll(row, `\|`, pipe), "|")
	for i, c := range all {
		all[i] = inline(strings.TrimSpace(strings.ReplaceAll(c, pipe, "|")))
	}
	return all
}

// pipe stands for a bar that is no border; no clean text holds it.
const pipe = "\x01"
