package editor

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// A tab is kept as it is, because YAML refuses it and the learner must see why.
const tabCells = 2

// Glyphs that stand for what a terminal would not show. Terminals that draw
// ambiguous characters two cells wide get plain ones.
var (
	tabGlyph   = narrow("→", ">") + " "
	blankGlyph = narrow("␣", "_")
	oddGlyph   = narrow("�", "?")
	guideGlyph = narrow("│", "|")
	moreLeft   = narrow("‹", "<")
	moreRight  = narrow("›", ">")
	labelGlyph = narrow("◂", "<")
	ellipsis   = narrow("…", "~")
)

func narrow(glyph, fallback string) string {
	if ansi.StringWidth(glyph) == 1 {
		return glyph
	}
	return fallback
}

// firstCluster measures the first character of s as a reader sees it: its bytes and
// its cells. s must not be empty.
func firstCluster(s string) (size, cells int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if s[0] == '\t' {
			return 1, tabCells
		}
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if cluster == "\t" {
		return 1, tabCells
	}
	return len(cluster), max(cells, 1)
}

// glyph is how a cluster is drawn; odd tells that it stands for something that would
// not be seen otherwise.
func glyph(cluster string, cells int) (text string, odd bool) {
	if len(cluster) == 1 {
		if cluster == "\t" {
			return tabGlyph, true
		}
		return cluster, false
	}
	if r, size := utf8.DecodeRuneInString(cluster); size == len(cluster) && strangeBlank(r) {
		return blankGlyph + strings.Repeat(" ", cells-1), true
	}
	if ansi.StringWidth(cluster) == 0 {
		return oddGlyph, true
	}
	return cluster, false
}

// strangeBlank tells blanks apart that look like a space and are none to YAML; they
// arrive with text copied from web pages.
func strangeBlank(r rune) bool {
	return r == 0xa0 || r == 0x1680 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000
}

// plainEnds tells that the character boundary at byte i needs no segmentation.
func plainEnds(line string, i int) bool {
	return i == 0 || i == len(line) || line[i] < utf8.RuneSelf && line[i-1] < utf8.RuneSelf
}

// snap is the last character boundary of line at or before byte i.
func snap(line string, i int) int {
	i = max(0, min(i, len(line)))
	if plainEnds(line, i) {
		return i
	}
	at := 0
	for at < len(line) {
		size, _ := firstCluster(line[at:])
		if at+size > i {
			break
		}
		at += size
	}
	return at
}

func nextBoundary(line string, i int) int {
	if i >= len(line) {
		return len(line)
	}
	size, _ := firstCluster(line[i:])
	return i + size
}

func prevBoundary(line string, i int) int {
	if i <= 0 {
		return 0
	}
	return snap(line, i-1)
}

// cellsOf is the width of s in cells, as the editor draws it.
func cellsOf(s string) int {
	cells := 0
	for len(s) > 0 {
		size, width := firstCluster(s)
		cells += width
		s = s[size:]
	}
	return cells
}

// byteAtCell is the boundary of line that stands at, or just before, the given cell.
func byteAtCell(line string, cell int) int {
	at, cells := 0, 0
	for at < len(line) {
		size, width := firstCluster(line[at:])
		if cells+width > cell {
			break
		}
		at, cells = at+size, cells+width
	}
	return at
}

// byteAtColumn is the boundary for a column counted from 1 in characters of Go, which
// is how diagnostics count.
func byteAtColumn(line string, column int) int {
	at := 0
	for n := 1; n < column && at < len(line); n++ {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	return snap(line, at)
}
