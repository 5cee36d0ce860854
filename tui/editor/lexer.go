package editor

import "strings"

// kind says what a piece of YAML is.
type kind uint8

const (
	kindText kind = iota
	kindKey
	kindString
	kindNumber
	kindBool // true, false, null and what YAML 1.1 takes for them
	kindComment
	kindAnchor // anchors, aliases and tags
	kindMarker // document markers and directives
	kindPunct
	kindOdd   // stands for a character that would not be seen
	kindGuide // indent guide
	kinds
)

// span is a piece of a line, in bytes.
type span struct {
	from, to int
	kind     kind
}

// lexState is what a line has to know about the lines above it. The zero value is the
// start of a document.
type lexState struct {
	block int16 // indent of the owner of an open block scalar, plus 2; 0 where none is open
	flow  int16 // open flow brackets
}

const maxNesting = 1 << 12

// lexLine tells the kinds of the pieces of one line and how the next line begins. It
// colours text and never refuses any: whether it is YAML is decided elsewhere. With
// spans nil only the state is told.
func lexLine(line string, st lexState, spans *[]span) lexState {
	x := lexer{line: line, st: st, spans: spans, owner: -1}
	if st.block != 0 {
		if x.inBlock() {
			return st
		}
		x.st.block = 0
	}
	x.blanks()
	if x.st.flow == 0 {
		x.marker()
		x.dashes()
	}
	for x.at < len(x.line) {
		x.node()
	}
	return x.st
}

type lexer struct {
	line  string
	at    int
	st    lexState
	owner int  // column of the key or dash that owns the value here
	key   bool // the last piece was a key
	spans *[]span
}

func (x *lexer) emit(to int, k kind) {
	if x.spans != nil && to > x.at {
		*x.spans = append(*x.spans, span{x.at, to, k})
	}
	x.at = to
}

func (x *lexer) rest() string { return x.line[x.at:] }

// peek is the byte i places on, 0 at the end.
func (x *lexer) peek(i int) byte {
	if x.at+i < len(x.line) {
		return x.line[x.at+i]
	}
	return 0
}

func blankByte(b byte) bool { return b == ' ' || b == '\t' || b == 0 }

func (x *lexer) blanks() {
	for x.at < len(x.line) && blankByte(x.line[x.at]) {
		x.at++
	}
}

// inBlock tells, and colours, a line that belongs to the open block scalar.
func (x *lexer) inBlock() bool {
	if strings.TrimSpace(x.line) != "" && indentOf(x.line) <= int(x.st.block)-2 {
		return false
	}
	x.emit(len(x.line), kindString)
	return true
}

func (x *lexer) marker() {
	if x.at != 0 {
		return
	}
	if strings.HasPrefix(x.line, "%") {
		x.emit(len(x.line), kindMarker)
	}
	if (strings.HasPrefix(x.line, "---") || strings.HasPrefix(x.line, "...")) && blankByte(x.peek(3)) {
		x.emit(3, kindMarker)
		x.blanks()
	}
}

func (x *lexer) dashes() {
	for (x.peek(0) == '-' || x.peek(0) == '?') && blankByte(x.peek(1)) {
		x.owner = x.at
		x.emit(x.at+1, kindPunct)
		x.blanks()
	}
}

// node takes one piece: a bracket, a comment, a property, a scalar or a key.
func (x *lexer) node() {
	key := x.key
	x.key = false
	switch c := x.peek(0); {
	case c == '{' || c == '[':
		x.st.flow = min(x.st.flow+1, maxNesting)
		x.emit(x.at+1, kindPunct)
	case c == '}' || c == ']':
		x.st.flow = max(x.st.flow-1, 0)
		x.emit(x.at+1, kindPunct)
	case c == ',' && x.st.flow > 0, c == ':' && (key || x.ends(x.peek(1))):
		x.emit(x.at+1, kindPunct)
	case c == '#' && (x.at == 0 || blankByte(x.line[x.at-1])):
		x.emit(len(x.line), kindComment)
	case (c == '&' || c == '*' || c == '!') && !blankByte(x.peek(1)):
		x.emit(x.wordEnd(), kindAnchor)
	case (c == '|' || c == '>') && x.st.flow == 0 && x.header():
		x.st.block = int16(min(x.owner, maxNesting) + 2)
		x.emit(x.wordEnd(), kindPunct)
	default:
		x.scalar()
	}
	x.blanks()
}

// ends tells whether c ends a word or, after a colon, a key: a blank, or in flow a
// bracket or comma.
func (x *lexer) ends(c byte) bool {
	return blankByte(c) || x.st.flow > 0 && strings.IndexByte(",[]{}", c) >= 0
}

func (x *lexer) wordEnd() int {
	i := x.at
	for i < len(x.line) && !x.ends(x.line[i]) {
		i++
	}
	return i
}

// header tells whether a | or > opens a block scalar: nothing but indicators and a
// comment may follow it.
func (x *lexer) header() bool {
	rest := strings.TrimLeft(x.rest()[1:], "+-0123456789")
	trimmed := strings.TrimLeft(rest, " \t")
	return trimmed == "" || trimmed[0] == '#' && trimmed != rest
}

// scalar takes a scalar or, if a colon follows, a key. In flow a colon ends a key even
// without a blank behind it, if the key is quoted.
func (x *lexer) scalar() {
	start := x.at
	end, k := x.scalarEnd()
	if next := strings.TrimLeft(x.line[end:], " \t"); strings.HasPrefix(next, ":") && (len(next) == 1 || blankByte(next[1]) || x.st.flow > 0) {
		if x.st.flow == 0 {
			x.owner = start
		}
		k = kindKey
	}
	x.emit(end, k)
	x.key = k == kindKey
}

func (x *lexer) scalarEnd() (end int, k kind) {
	switch x.peek(0) {
	case '"':
		return x.at + quotedLength(x.rest(), '"'), kindString
	case '\'':
		return x.at + quotedLength(x.rest(), '\''), kindString
	}
	end = x.plainEnd()
	return end, classify(x.line[x.at:end])
}

// quotedLength is the length of the quoted scalar at the start of s, with its quotes;
// an open one takes the rest of the line.
func quotedLength(s string, quote byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			i++
		case s[i] == quote && quote == '\'' && i+1 < len(s) && s[i+1] == quote:
			i++
		case s[i] == quote:
			return i + 1
		}
	}
	return len(s)
}

// plainEnd is the end of the plain scalar that starts here, without trailing blanks.
func (x *lexer) plainEnd() int {
	i := x.at + 1
	for ; i < len(x.line); i++ {
		c := x.line[i]
		if c == ':' && (i+1 == len(x.line) || x.ends(x.line[i+1])) || c == '#' && blankByte(x.line[i-1]) {
			break
		}
		if x.st.flow > 0 && strings.IndexByte(",[]{}", c) >= 0 {
			break
		}
	}
	for i > x.at+1 && blankByte(x.line[i-1]) {
		i--
	}
	return i
}

// classify tells what a plain scalar means to YAML 1.1, which Kubernetes reads.
func classify(s string) kind {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "~", "y", "n":
		return kindBool
	}
	if number(s) {
		return kindNumber
	}
	return kindText
}

func number(s string) bool {
	s = strings.TrimLeft(s, "+-")
	if strings.HasPrefix(s, "0x") {
		return len(s) > 2 && strings.Trim(s[2:], "0123456789abcdefABCDEF_") == ""
	}
	digits, dots := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			dots++
		case c == '_' && digits > 0:
		case (c == 'e' || c == 'E') && digits > 0 && i+1 < len(s):
			return strings.Trim(s[i+1:], "+-0123456789") == ""
		default:
			return false
		}
	}
	return digits > 0 && dots <= 1
}
