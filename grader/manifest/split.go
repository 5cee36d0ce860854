package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is the stretch of a file that holds one document.
type piece struct {
	start, end int
	json       []byte // of a piece that was read as JSON
	fault      error  // told if the piece turns out to be no YAML either
}

// splitter takes a file apart as kubectl does. It starts with JSON, values one after the
// other, if the file looks like it; otherwise, and once JSON fails, the pieces are what
// stands between lines that start with three dashes.
type splitter struct {
	text  string
	pos   int
	json  *json.Decoder // nil in YAML
	from  int           // where the JSON decoder started
	count int           // JSON values so far
}

// looksLikeJSON is how far kubectl looks for the first character.
const looksLikeJSON = 4096

func newSplitter(text string) *splitter {
	s := &splitter{text: text, pos: prefixLen(text, byteOrderMark)}
	if isJSON(text[s.pos:]) {
		s.from = s.pos
		s.json = json.NewDecoder(strings.NewReader(text[s.pos:]))
	}
	return s
}

func isJSON(text string) bool {
	head := text[:min(len(text), looksLikeJSON)]
	return strings.HasPrefix(strings.TrimLeftFunc(head, unicode.IsSpace), "{")
}

// next is the next piece, or io.EOF. After any other error nothing more can be read.
func (s *splitter) next() (piece, error) {
	if s.json == nil {
		return s.nextYAML()
	}
	var raw json.RawMessage
	err := s.json.Decode(&raw)
	switch {
	case err == nil:
		p := piece{start: s.pos, end: s.from + int(s.json.InputOffset()), json: raw}
		p.start = p.end - len(raw)
		s.pos, s.count = p.end, s.count+1
		return p, nil
	case err == io.EOF:
		return piece{}, err
	}
	return s.giveUpJSON(err)
}

// giveUpJSON goes on with YAML behind the last JSON value. Behind two or more of them
// the file must be JSON.
func (s *splitter) giveUpJSON(err error) (piece, error) {
	at := piece{start: min(s.pos, len(s.text)), end: len(s.text)}
	if s.count > 1 {
		return at, err
	}
	s.json = nil
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		err = &jsonFault{offset: int(syntax.Offset), at: s.from + int(syntax.Offset) - 1, err: err}
	}
	if !s.skipSpace() {
		return at, err
	}
	p, yamlErr := s.nextYAML()
	if yamlErr != nil && yamlErr != io.EOF {
		return at, err
	}
	p.fault = err
	return p, yamlErr
}

// skipSpace passes over blanks up to and including the first line end. It is false where
// there is nothing else; kubectl looks at four bytes at a time, and where fewer are left
// it takes that for nothing.
func (s *splitter) skipSpace() bool {
	for len(s.text)-s.pos >= utf8.UTFMax {
		r, n := utf8.DecodeRuneInString(s.text[s.pos:])
		if r == utf8.RuneError {
			return false
		}
		if !unicode.IsSpace(r) {
			return true
		}
		s.pos += n
		if r == '\n' {
			return true
		}
	}
	return false
}

// jsonFault is a fault in JSON, and where it is.
type jsonFault struct {
	offset int // as kubectl counts it
	at     int // offset in the file
	err    error
}

func (f *jsonFault) Error() string { return fmt.Sprintf("json: offset %d: %v", f.offset, f.err) }

// separatorFault is a document separator with something behind it.
type separatorFault struct{ text string }

func (f *separatorFault) Error() string { return "invalid Yaml document separator: " + f.text }

// nextYAML is the next run of lines between separators.
func (s *splitter) nextYAML() (piece, error) {
	p := piece{start: s.pos, end: s.pos}
	for s.pos < len(s.text) {
		start := s.pos
		s.pos = nextLine(s.text, s.pos)
		line := s.text[start:s.pos]
		if !strings.HasPrefix(line, "---") {
			p.end = s.pos
			continue
		}
		if rest := strings.TrimSpace(line[len("---"):]); rest != "" && rest[0] != '#' {
			return piece{start: start, end: start + len(strings.TrimRight(line, "\r\n"))}, &separatorFault{valid(rest)}
		}
		if p.end > p.start {
			return p, nil
		}
		p.end = s.pos // a separator before anything else belongs to the piece
	}
	if p.end > p.start {
		return p, nil
	}
	return p, io.EOF
}

// nextLine is the offset behind the next line feed.
func nextLine(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

// forYAML is a piece as kubectl hands it to the YAML reader: lines end in a line feed,
// the last one too. Behind a byte order mark it does not mind bytes that are no UTF-8.
func (f *file) forYAML(start, end int) []byte {
	text := f.text[start:end]
	if !f.raw {
		text = valid(text)
	}
	if strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	b := make([]byte, 0, len(text)+1)
	b = append(b, text...)
	if len(b) == 0 || b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	return b
}
