//go:build !unix

package term

import (
	"errors"
	"time"
)

// readable knows of nothing to wait for: consoles without Unix terminals deliver keys
// as events.
func readable(uintptr, time.Duration) bool { return false }

func windowSize(uintptr) (w, h int, err error) {
	return 0, 0, errors.New("the size of a console is not known before it is used")
}
