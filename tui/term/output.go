package term

import (
	"os"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// Output is a terminal, to be given to tea.WithOutput, whose own cursor stands where the
// learner works. Bubble Tea v1 hides the cursor and parks it in the last line, where
// screen readers and input methods look for it in vain. The embedded file lets Bubble
// Tea ask for the size.
type Output struct {
	*os.File
	mu      sync.Mutex
	x, y    int
	shown   bool // a frame should end with a visible cursor
	visible bool // the last one did
	full    bool // the alternate screen is on
	bar     bool // the cursor becomes a bar while it is
}

// NewOutput writes frames to f, a terminal of the given name (TERM).
func NewOutput(f *os.File, term string) *Output { return &Output{File: f, bar: term != "linux"} }

// Many terminals draw a block cursor by reversing the cell below it. A widget that draws
// a reversed cell as its cursor would lose it that way, so the terminal's own becomes a
// bar. Old Linux consoles print the sequence instead of obeying it.
const (
	barCursor = "\x1b[6 q"
	ownCursor = "\x1b[0 q"
)

// Place says where the cursor belongs after the next frame, in cells from 0.
func (o *Output) Place(x, y int, shown bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.x, o.y, o.shown = x, y, shown
}

// takenOver tells whether the program has the terminal now.
func (o *Output) takenOver() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.full
}

// Write writes a frame, which is what Bubble Tea's renderer writes as bytes, and the
// cursor behind it. Outside of the alternate screen the renderer counts lines from
// where the cursor is, so there it must stay.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.full || !o.shown && !o.visible {
		return o.File.Write(p)
	}
	n, err := o.File.WriteString(o.framed(string(p)))
	return min(n, len(p)), err
}

// framed is a frame that is painted with the cursor hidden and ends with it in place.
func (o *Output) framed(frame string) string {
	hidden := ansi.HideCursor + frame
	o.visible = o.shown
	if !o.shown {
		return hidden
	}
	return hidden + ansi.CursorPosition(o.x+1, o.y+1) + ansi.ShowCursor
}

// WriteString writes a sequence, which is what the renderer writes as a string: modes
// and titles, never a frame.
func (o *Output) WriteString(s string) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var with string
	switch {
	case strings.Contains(s, ansi.SetModeAltScreenSaveCursor):
		o.full, with = true, barCursor
	case strings.Contains(s, ansi.ResetModeAltScreenSaveCursor):
		o.full, o.visible, with = false, false, ownCursor
	}
	if !o.bar {
		with = ""
	}
	n, err := o.File.WriteString(s + with)
	return min(n, len(s)), err
}
