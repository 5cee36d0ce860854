package manifest

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"netpol-tutor/grader/diagnostic"
)

// file is a source as it was read. It may be asked for places by several at once.
type file struct {
	name, text string
	raw        bool // bytes that are no UTF-8 are left as they are
	index      int  // among the files
	documents  int  // so far
	once       sync.Once
	lines      []int // where each line starts
}

// span is the place of the bytes [start, end).
func (f *file) span(start, end int) diagnostic.Span {
	return diagnostic.Span{File: f.name, Start: f.position(start), End: f.position(end)}
}

// position is diagnostic.PositionAt, for texts that are asked often.
func (f *file) position(offset int) diagnostic.Position {
	f.once.Do(f.findLines)
	offset = max(0, min(offset, len(f.text)))
	line, found := slices.BinarySearch(f.lines, offset)
	if !found {
		line--
	}
	return diagnostic.Position{Line: line + 1, Column: utf8.RuneCountInString(f.text[f.lines[line]:offset]) + 1}
}

// findLines notes where the lines start.
func (f *file) findLines() {
	f.lines = append(make([]int, 0, strings.Count(f.text, "\n")+1), 0)
	for i := range len(f.text) {
		if f.text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
}
