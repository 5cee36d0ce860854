package manifest

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
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
	number := 1
	if m := lineNumber().FindStringSubmatch(message); m != nil {
		number, _ = strconv.Atoi(m[1])
	}
	if isParserMessage(message) {
		number++
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

// isParserMessage tells messages of go-yaml's parser from those of its scanner.
func isParserMessage(message string) bool {
	for _, s := range [...]string{"did not find expected key", "did not find expected '-' indicator", "did not find expected ',' or", "did not find expected node content", "did not find expected <document start>"} {
		if strings.Contains(message, s) {
			return true
		}
	}
	return false
}
