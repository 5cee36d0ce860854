package widget

import "netpol-tutor/tui/theme"

// Share is how two framed parts share a screen: beside one another where there is room,
// else the first above the second. Heights are the lines inside the frames.
type Share struct {
	Beside                    bool
	FirstWidth, FirstHeight   int
	SecondWidth, SecondHeight int
}

const (
	besideFrom = 100 // cells
	leastLines = 4   // of the part that has not got the keys
)

// NewShare divides width and height. Of two parts one above the other, the one with the
// keys gets the lines that it wishes for, as long as some of the other stay in sight.
func NewShare(width, height, wish int, secondHasKeys bool) Share {
	if width >= besideFrom {
		h := max(1, height-2)
		return Share{true, width - width/2, h, width / 2, h}
	}
	lines := max(2, height-3)
	first := max(1, min(wish, lines-leastLines))
	if secondHasKeys {
		first = lines - first
	}
	return Share{false, width, first, width, lines - first}
}

// Columns are both parts as lines of the screen.
func (s Share) Columns(t *theme.Theme, first, second Section) []string {
	if s.Beside {
		return Beside(Column(t, s.FirstWidth, first), Column(t, s.SecondWidth, second))
	}
	return Column(t, s.FirstWidth, first, second)
}
