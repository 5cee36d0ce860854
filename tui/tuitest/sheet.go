package tuitest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/cellbuf"
)

// sheet is one frame in several looks, to be written for people: a legend that gives a
// letter to every way in which a cell looks throughout, then the frame, and below each of
// its lines the letters of its cells. A blank stands for the terminal's own looks.
type sheet struct {
	looks []string
	text  [][]cell
	words [][][]string // by row and cell, the cell's style in each look
}

func (s *sheet) add(look string, rows [][]cell) {
	if s.text == nil {
		s.text = rows
		s.words = make([][][]string, len(rows))
		for y := range rows {
			s.words[y] = make([][]string, len(rows[y]))
		}
	}
	s.looks = append(s.looks, look)
	for y, row := range rows {
		for x, c := range row {
			s.words[y][x] = append(s.words[y][x], styleWords(c.style))
		}
	}
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func (s *sheet) String() string {
	var legend [][]string
	var frame strings.Builder
	for y, row := range s.text {
		var text, under strings.Builder
		for x, c := range row {
			text.WriteString(c.text)
			letter := " "
			if words := s.words[y][x]; !unstyled(words) {
				i := slices.IndexFunc(legend, func(l []string) bool { return slices.Equal(l, words) })
				if i < 0 {
					i, legend = len(legend), append(legend, words)
				}
				letter = letters[i : i+1]
			}
			under.WriteString(strings.Repeat(letter, c.width))
		}
		frame.WriteString("| " + strings.TrimRight(text.String(), " ") + "\n")
		if marks := strings.TrimRight(under.String(), " "); marks != "" {
			frame.WriteString(": " + marks + "\n")
		}
	}
	return columns(s.looks, legend) + "\n" + strings.TrimSuffix(frame.String(), "\n")
}

func unstyled(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return w != "" })
}

// columns writes the legend as a table, a line a letter.
func columns(looks []string, legend [][]string) string {
	widths := make([]int, len(looks))
	for _, row := range append([][]string{looks}, legend...) {
		for i, word := range row {
			widths[i] = max(widths[i], len(word))
		}
	}
	var b strings.Builder
	write := func(head string, row []string) {
		for i, word := range row {
			head += fmt.Sprintf("  %-*s", widths[i], word)
		}
		b.WriteString(strings.TrimRight(head, " ") + "\n")
	}
	write(" ", looks)
	for i, row := range legend {
		write(letters[i:i+1], row)
	}
	return b.String()
}

// styleWords says how a cell looks; nothing for the terminal's own looks.
func styleWords(s cellbuf.Style) string {
	var words []string
	if s.Fg != nil {
		words = append(words, colourWord(s.Fg))
	}
	for _, a := range []struct {
		mask cellbuf.AttrMask
		word string
	}{
		{cellbuf.BoldAttr, "bold"}, {cellbuf.FaintAttr, "faint"}, {cellbuf.ItalicAttr, "italic"},
		{cellbuf.ReverseAttr, "reverse"}, {cellbuf.StrikethroughAttr, "struck"},
	} {
		if s.Attrs&a.mask != 0 {
			words = append(words, a.word)
		}
	}
	if s.UlStyle != cellbuf.NoUnderline {
		words = append(words, "underlined")
	}
	if s.Bg != nil {
		words = append(words, "on "+colourWord(s.Bg))
	}
	return strings.Join(words, " ")
}

var basicNames = []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}

func colourWord(c ansi.Color) string {
	switch c := c.(type) {
	case ansi.BasicColor:
		if c >= 8 {
			return "bright-" + basicNames[c-8]
		}
		return basicNames[c]
	case ansi.IndexedColor:
		return fmt.Sprint(uint8(c))
	}
	return hexOf(c)
}
