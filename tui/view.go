package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/widget"
)

// Below this size no screen can be whole, and the root says so instead.
const minWidth, minHeight = 60, 20

func (r *Root) tooSmall() bool { return r.width < minWidth || r.height < minHeight }

// View is the whole frame, exactly as large as the window.
func (r *Root) View() string {
	switch {
	case r.width <= 0 || r.height <= 0:
		return ""
	case r.tooSmall():
		return r.smallFrame()
	}
	lines := strings.Split(r.active.View(), "\n")
	for _, o := range r.overlays {
		lines = r.lay(lines, o)
	}
	return widget.Join(append(r.layToast(lines), r.status()))
}

func (r *Root) lay(lines []string, o Screen) []string {
	block := strings.Split(o.View(), "\n")
	x := (r.width - ansi.StringWidth(block[0])) / 2
	y := (len(lines) - len(block)) / 2
	if p, ok := o.(screen.Placer); ok && p.Place() == screen.Bottom {
		x, y = 0, len(lines)-len(block)
	}
	return widget.Over(r.env.Theme, lines, block, max(0, x), max(0, y))
}

func (r *Root) top() Screen {
	if n := len(r.overlays); n > 0 {
		return r.overlays[n-1]
	}
	return r.active
}

// status is the bottom line: what the keys do here, and a word at the right end.
func (r *Root) status() string {
	note := r.noteText()
	room := r.width - 2
	if note != "" {
		room -= ansi.StringWidth(note) + 3
	}
	left := " " + widget.KeyLine(r.env.Theme, r.top().ShortHelp(), room)
	return widget.Ends(left, r.env.Theme.Accent.Render(note)+" ", r.width)
}

// noteText is the note if it leaves room for the keys; a longer one is a toast.
func (r *Root) noteText() string {
	if note := r.whole(); !r.isLong(note) {
		return note
	}
	return ""
}

func (r *Root) whole() string {
	if n, ok := r.top().(screen.Noter); ok && r.note == "" {
		return n.Note()
	}
	return r.note
}

// isLong tells whether a note would take more than two thirds of the bottom line.
func (r *Root) isLong(note string) bool { return ansi.StringWidth(note) > r.width*2/3 }

// layToast lays a long note over the last lines, or over the first ones where the last
// hold the text cursor.
func (r *Root) layToast(lines []string) []string {
	toast := r.toast()
	if len(toast) == 0 || len(toast) >= len(lines)-1 {
		return lines
	}
	at := len(lines) - len(toast)
	if _, y, shown := r.Cursor(); shown && y >= at {
		at = 1 // below the line that says where one is
	}
	copy(lines[at:], toast)
	return lines
}

// toastLines bounds how much of the frame a note may cover.
const toastLines = 4

// toast is a long note in lines of its own, above the bottom line.
func (r *Root) toast() []string {
	note := r.whole()
	if !r.isLong(note) {
		return nil
	}
	words := widget.Wrap(note, r.width-4)
	if len(words) > toastLines {
		words = append(words[:toastLines-1], ansi.Truncate(words[toastLines-1], r.width-6, "")+" …")
	}
	lines := make([]string, len(words))
	for i, w := range words {
		lines[i] = r.env.Theme.Accent.Render(widget.Fit("  "+w, r.width))
	}
	return append([]string{widget.Rule(r.env.Theme, r.width)}, lines...)
}

func (r *Root) smallFrame() string {
	words := []string{
		"This window is a little too small.",
		fmt.Sprintf("It has %dx%d; from %dx%d everything fits.", r.width, r.height, minWidth, minHeight),
		"Nothing is lost. ctrl+q ends the program.",
	}
	lines := make([]string, r.height)
	first := max(0, (r.height-len(words))/2)
	for i := range lines {
		text := ""
		if j := i - first; j >= 0 && j < len(words) {
			text = words[j]
		}
		indent := max(0, (r.width-ansi.StringWidth(text))/2)
		lines[i] = widget.Fit(widget.Spaces(indent)+text, r.width)
	}
	return widget.Join(lines)
}

// Cursor is the cell of the text cursor within the frame, for terminals that are
// read aloud or take input by a method editor.
func (r *Root) Cursor() (x, y int, shown bool) {
	if p, ok := r.top().(screen.Pointer); ok && !r.tooSmall() {
		return p.Cursor()
	}
	return 0, 0, false
}
