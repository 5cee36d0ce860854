package widget

import "fmt"

// Scroll is a window onto lines that may be higher than it.
type Scroll struct {
	lines  []string
	height int
	top    int
	sticky string
}

// SetSticky keeps a line in sight while the window stands below the first lines: it
// takes the place of the first visible one. An empty one is none.
func (s *Scroll) SetSticky(line string) { s.sticky = line }

// SetLines replaces the lines and keeps the place as far as it still exists.
func (s *Scroll) SetLines(lines []string) { s.lines = lines; s.clamp() }

// SetHeight tells how many lines are visible.
func (s *Scroll) SetHeight(h int) { s.height = max(0, h); s.clamp() }

// By scrolls by a number of lines, up if negative.
func (s *Scroll) By(n int) { s.top += n; s.clamp() }

// Pages scrolls by a number of windows, keeping two lines for the eye.
func (s *Scroll) Pages(n int) { s.By(n * max(1, s.height-2)) }

// Top goes to the first line.
func (s *Scroll) Top() { s.top = 0 }

// Bottom goes to the last line.
func (s *Scroll) Bottom() { s.top = len(s.lines); s.clamp() }

// Show scrolls just as far as needed to have a line within the window.
func (s *Scroll) Show(line int) {
	s.top = min(s.top, line)
	s.top = max(s.top, line-s.height+1)
	s.clamp()
}

// Sees tells whether a line is within the window.
func (s *Scroll) Sees(line int) bool { return line >= s.top && line < s.top+s.height }

// Visible is what the window shows.
func (s *Scroll) Visible() []string {
	end := min(len(s.lines), s.top+s.height)
	if s.top >= end {
		return nil
	}
	if s.sticky != "" && s.top > 0 && s.height > 2 {
		return append([]string{s.sticky}, s.lines[s.top+1:end]...)
	}
	return s.lines[s.top:end]
}

// Fits tells whether everything is visible.
func (s *Scroll) Fits() bool { return len(s.lines) <= s.height }

// Mark says where the window stands, or nothing if everything is visible.
func (s *Scroll) Mark() string {
	switch {
	case s.Fits():
		return ""
	case s.top == 0:
		return "↓ more"
	case s.top+s.height >= len(s.lines):
		return "↑ end"
	}
	return fmt.Sprintf("↑↓ %d%%", (s.top+s.height)*100/len(s.lines))
}

func (s *Scroll) clamp() { s.top = max(0, min(s.top, len(s.lines)-s.height)) }

// Window is the stretch [from, to) of n rows that keeps the chosen one visible in
// height lines, with a row of margin where there is room.
func Window(n, chosen, height int) (from, to int) {
	if n <= height {
		return 0, n
	}
	from = max(0, min(chosen-height/2, n-height))
	return from, from + height
}
