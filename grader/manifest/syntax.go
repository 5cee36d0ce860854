package manifest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// parseFault is for a text that is neither YAML nor JSON.
func (d *document) parseFault(err error) *fault {
	whole := fmt.Errorf("error parsing %s: %w", d.file.name, err)
	c := cause{message: err.Error(), start: d.start, end: d.end}
	var js *jsonFault
	var separator *separatorFault
	switch {
	case errors.As(err, &js):
		c.start, c.end = js.at, js.at+1
	case errors.As(err, &separator):
	default:
		c.start, c.end = d.syntaxPlace(err.Error())
	}
	return d.clientFault(StageParse, whole, c)
}

var lineNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`yaml: line (\d+): `) })

// syntaxPlace is the line that go-yaml's message speaks of. Its parser counts from
// zero, so "did not find expected" is about the line behind the one it names.
func (d *document) syntaxPlace(message string) (start, end int) {
	for _, known := range faultPlaces {
		if strings.Contains(message, known.says) {
			if start, end, ok := known.find(d, message); ok {
				return start, end
			}
		}
	}
	number := 1
	if m := lineNumber().FindStringSubmatch(message); m != nil {
		number, _ = strconv.Atoi(m[1])
		if isParserMessage(message) {
			number++
		}
	}
	text := d.file.text[:d.end]
	at := d.start
	for ; number > 1 && nextLine(text, at) < len(text); number-- {
		at = nextLine(text, at)
	}
	start = at
	for start < len(text) && isBlank(text[start]) {
		start++
	}
	end = lineEnd(text, start)
	return start, max(start, start+len(strings.TrimRight(text[start:end], " \t\r")))
}

// faultPlaces find the bytes of faults that go-yaml gives no line for, or not the one
// where the slip is.
var faultPlaces = [...]struct {
	says string
	find func(d *document, message string) (start, end int, ok bool)
}{
	{"control characters", (*document).controlCharacter},
	{"UTF-8 octet", (*document).badByte},
	{"unexpected end of stream", (*document).unclosed},
	{"unexpected document indicator", (*document).unclosed},
	{"unexpected EOF", (*document).unclosed},
	{"expected node content", (*document).stopped},
	{"cannot decode !!", (*document).wronglyTagged},
	{"map merge requires", (*document).badMerge},
	{"did not find expected ',' or", (*document).unclosed},
	{"unknown anchor", (*document).unknownAnchor},
	{"map key", (*document).badKey},
	{"unsupported value", (*document).notFinite},
}

// controlCharacter is the first character that YAML does not allow.
func (d *document) controlCharacter(string) (start, end int, ok bool) {
	for i, r := range d.file.text[d.start:d.end] {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\u0085", r) {
			return d.start + i, d.start + i + utf8.RuneLen(r), true
		}
	}
	return 0, 0, false
}

// badByte is the first byte that is no UTF-8.
func (d *document) badByte(string) (start, end int, ok bool) {
	for i, r := range d.file.text[d.start:d.end] {
		if r == utf8.RuneError && !strings.HasPrefix(d.file.text[d.start+i:], string(utf8.RuneError)) {
			return d.start + i, d.start + i + 1, true
		}
	}
	return 0, 0, false
}

// unclosed is the line from the innermost quote or bracket that does not end.
func (d *document) unclosed(string) (start, end int, ok bool) {
	if d.open == nil {
		return 0, 0, false
	}
	return d.open.Start, lineEnd(d.file.text, d.open.Start), true
}

// stopped is the character that the tree could not go beyond.
func (d *document) stopped(string) (start, end int, ok bool) {
	_, n := utf8.DecodeRuneInString(d.file.text[min(d.rest, d.end):d.end])
	return d.rest, d.rest + n, n > 0
}

// wronglyTagged is the first value that is not of the type that its tag says.
func (d *document) wronglyTagged(message string) (start, end int, ok bool) {
	_, tag, _ := strings.Cut(message, "` as a ")
	return d.first(func(n *Node) bool { return n.Tag == tag && strings.Contains(message, "`"+n.Value+"`") })
}

// badMerge is the first merge of something else than mappings.
func (d *document) badMerge(string) (start, end int, ok bool) {
	return d.first(func(n *Node) bool {
		k := n.key()
		return k != n && k.isMerge() && (n.Kind == Scalar || slices.ContainsFunc(n.Values, func(v *Node) bool { return n.Kind == Sequence && v.Kind != Mapping }))
	})
}

func (d *document) unknownAnchor(message string) (start, end int, ok bool) {
	_, name, _ := strings.Cut(message, "'")
	name, _, _ = strings.Cut(name, "'")
	at := strings.Index(d.file.text[d.start:d.end], "*"+name)
	return d.start + at, d.start + at + 1 + len(name), at >= 0
}

// badKey is the first key that is a collection or null.
func (d *document) badKey(string) (start, end int, ok bool) {
	return d.first(func(n *Node) bool { return n.Parent != nil && n.Index() < 0 && (n.Kind != Scalar || n.Null) })
}

// notFinite is the first number that JSON cannot hold.
func (d *document) notFinite(string) (start, end int, ok bool) {
	return d.first(func(n *Node) bool {
		_, fits := n.scalar()
		return n.Kind == Scalar && n.Tag == "" && !fits
	})
}

// first is the first node of the tree with a property.
func (d *document) first(has func(*Node) bool) (start, end int, ok bool) {
	var visit func(n *Node) bool
	visit = func(n *Node) bool {
		if has(n) {
			start, end, ok = n.Start, n.End, true
			return true
		}
		return n.Alias == nil && (slices.ContainsFunc(n.Keys, visit) || slices.ContainsFunc(n.Values, visit))
	}
	if d.root != nil {
		visit(d.root)
	}
	return start, end, ok
}

// isParserMessage tells messages of go-yaml's parser from those of its scanner.
func isParserMessage(message string) bool {
	for _, s := range [...]string{"did not find expected key", "did not find expected '-' indicator", "did not find expected ',' or", "did not find expected node content", "did not find expected <document start>", "undefined tag handle", "duplicate %YAML directive"} {
		if strings.Contains(message, s) {
			return true
		}
	}
	return false
}
