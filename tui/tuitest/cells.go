package tuitest

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/cellbuf"
)

// cell is one character of a frame as a terminal shows it, one or two columns wide.
type cell struct {
	text  string
	width int
	style cellbuf.Style
}

// cellsOf reads a frame as a terminal does, a row for each line.
func cellsOf(view string) [][]cell {
	var rows [][]cell
	for _, line := range strings.Split(view, "\n") {
		rows = append(rows, rowOf(line))
	}
	return rows
}

func rowOf(line string) []cell {
	var row []cell
	var pen cellbuf.Style
	parser := ansi.NewParser()
	for state := byte(0); line != ""; {
		text, width, n, next := ansi.DecodeSequence(line, state, parser)
		switch {
		case width > 0:
			row = append(row, cell{text, width, seen(text, pen)})
		case ansi.Cmd(parser.Command()).Final() == 'm':
			cellbuf.ReadStyle(parser.Params(), &pen)
		}
		line, state = line[n:], next
	}
	return row
}

// seen is what of a style can be seen on a character: a blank has no foreground.
func seen(text string, s cellbuf.Style) cellbuf.Style {
	const onBlanks = cellbuf.ReverseAttr | cellbuf.StrikethroughAttr
	if text == " " && s.Attrs&onBlanks == 0 && s.UlStyle == cellbuf.NoUnderline {
		return cellbuf.Style{Bg: s.Bg}
	}
	return s
}

func textOf(rows [][]cell) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		for _, c := range row {
			lines[i] += c.text
		}
	}
	return strings.Join(lines, "\n")
}
