package plain

import (
	"regexp"
	"strings"
)

// block is a part of a lesson's text.
type block struct {
	kind blockKind
	text string   // of prose: its words; of code: its lines
	rows []string // of a table: its lines as written
}

type blockKind uint8

const (
	prose blockKind = iota
	heading
	item
	quote
	code
	table
)

// blocks takes a Markdown text apart, as far as lessons use it. What it does not know is
// prose: a learner needs the words more than the looks.
func blocks(text string) []block {
	b := blocker{}
	for _, line := range strings.Split(text, "\n") {
		b.line(line)
	}
	b.flush()
	return b.done
}

type blocker struct {
	done  []block
	now   block
	fence string // what closes the open fence; "" outside
	depth int    // blanks before the open fence
}

var listMark = regexp.MustCompile(`^(?:[-*+]|\d+[.)])\s+`)

func (b *blocker) line(line string) {
	words := strings.TrimSpace(line)
	switch {
	case b.fence != "":
		b.inFence(line, words)
	case fenceOf(words) != "":
		b.flush()
		b.fence, b.depth, b.now = fenceOf(words), indentOf(line), block{kind: code}
	case words == "":
		b.flush()
	case strings.HasPrefix(words, "|"):
		b.begin(table, b.now.kind != table)
		b.now.rows = append(b.now.rows, words)
	case strings.HasPrefix(words, "#"):
		b.begin(heading, true)
		b.now.text = strings.TrimLeft(words, "# ")
		b.flush()
	case strings.HasPrefix(words, ">"):
		b.begin(quote, b.now.kind != quote)
		b.add(strings.TrimLeft(words, "> "))
	case listMark.MatchString(words):
		b.begin(item, true)
		b.add(words)
	case b.now.kind == table:
		b.begin(prose, true)
		b.add(words)
	default:
		b.add(words)
	}
}

func (b *blocker) inFence(line, words string) {
	if strings.HasPrefix(words, b.fence) && strings.Trim(words, b.fence[:1]) == "" {
		b.flush()
		return
	}
	b.now.text += line[min(b.depth, indentOf(line)):] + "\n"
}

// begin makes the open block one of a kind; anew closes the one before in any case.
func (b *blocker) begin(kind blockKind, anew bool) {
	if anew {
		b.flush()
	}
	b.now.kind = kind
}

func (b *blocker) add(words string) { b.now.text = strings.TrimSpace(b.now.text + " " + words) }

func (b *blocker) flush() {
	if b.now.text != "" || len(b.now.rows) > 0 {
		b.done = append(b.done, b.now)
	}
	b.now, b.fence = block{}, ""
}

// fenceOf is the run of marks with which a line opens or closes a fence.
func fenceOf(words string) string {
	for _, c := range []string{"`", "~"} {
		if run := words[:len(words)-len(strings.TrimLeft(words, c))]; len(run) >= 3 {
			return run
		}
	}
	return ""
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// withoutSentence leaves out the first quotation, and a heading that would stand above
// nothing then: the sentence to remember is said at the end.
func withoutSentence(all []block) []block {
	for i, b := range all {
		if b.kind != quote {
			continue
		}
		from, to := i, i+1
		if i > 0 && all[i-1].kind == heading && (to == len(all) || all[to].kind == heading) {
			from--
		}
		return append(append([]block{}, all[:from]...), all[to:]...)
	}
	return all
}
