package diagnostic

import (
	"strings"
	"unicode/utf8"
)

// Position is a place in a text: line and column count from 1, columns in characters.
// The zero Position means that the place is not known.
type Position struct{ Line, Column int }

// Known tells whether the position names a place.
func (p Position) Known() bool { return p.Line > 0 }

// Span is a stretch of a file, from Start up to but excluding End.
type Span struct {
	File       string
	Start, End Position
}

// Known tells whether the span names a place.
func (s Span) Known() bool { return s.Start.Known() }

// PositionAt is the position of a byte offset in text. Offsets beyond either end
// answer that end.
func PositionAt(text string, offset int) Position {
	offset = max(0, min(offset, len(text)))
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return Position{
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[start:]) + 1,
	}
}

// SpanOf is the span of the bytes [start, end) of text.
func SpanOf(file, text string, start, end int) Span {
	return Span{File: file, Start: PositionAt(text, start), End: PositionAt(text, end)}
}
