package term

import (
	"fmt"
	"os"
	"time"

	"github.com/mattn/go-isatty"
)

// Over slow lines a key arrives in pieces. A lone escape is held this long, which nobody
// notices, to see whether it is the start of something; what has begun for sure is
// waited for longer.
const (
	holdEscape = 30 * time.Millisecond
	holdRest   = 120 * time.Millisecond
)

// Input is a terminal, to be given to tea.WithInput, that never breaks a key in two.
// Bubble Tea v1 takes the end of a read for the end of a key: without this an arrow key
// that arrives in two packets becomes an escape and two letters in somebody's text.
type Input struct {
	*os.File
	ready func(timeout time.Duration) bool // more input waits, or arrives in time
}

// NewInput reads keys from f, which is closed by whoever opened it.
func NewInput(f *os.File) *Input {
	return &Input{File: f, ready: func(d time.Duration) bool { return readable(f.Fd(), d) }}
}

// OpenInput reads keys from f if it is a terminal, else from the terminal of the process,
// so that text can be piped in beside it.
func OpenInput(f *os.File) (in *Input, closeInput func() error, err error) {
	if isatty.IsTerminal(f.Fd()) {
		return NewInput(f), func() error { return nil }, nil
	}
	tty, err := os.Open("/dev/tty")
	if err != nil {
		return nil, nil, fmt.Errorf("open the terminal for input: %w", err)
	}
	return NewInput(tty), tty.Close, nil
}

// Read reads whole keys as long as they keep coming. It never fills p to the brim, which
// Bubble Tea would take for a key that goes on.
func (in *Input) Read(p []byte) (int, error) {
	if len(p) <= 2*reach {
		return in.File.Read(p)
	}
	n, err := in.File.Read(p[:len(p)-reach])
	for err == nil && n > 0 && n < len(p)-1 && in.more(p[:n]) {
		var k int
		if k, err = in.File.Read(p[n : n+1]); k == 0 {
			break
		}
		n += k
	}
	if n > 0 {
		return n, nil // an error will come again
	}
	return n, err
}

// more waits for the rest of a key if b ends within one.
func (in *Input) more(b []byte) bool {
	switch endingOf(b) {
	case escape:
		return in.ready(holdEscape)
	case unfailing:
		return in.ready(holdRest)
	}
	return false
}
