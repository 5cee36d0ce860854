//go:build unix

package term

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// readable waits until fd has something to read, at most for the given time. It is built
// on select, which knows terminals on every Unix; poll does not on macOS.
func readable(fd uintptr, timeout time.Duration) bool {
	if fd >= unix.FD_SETSIZE {
		return false
	}
	for {
		var set unix.FdSet
		set.Set(int(fd))
		left := unix.NsecToTimeval(timeout.Nanoseconds())
		n, err := unix.Select(int(fd)+1, &set, nil, nil, &left)
		if !errors.Is(err, unix.EINTR) {
			return err == nil && n > 0
		}
	}
}

// windowSize is the size of the terminal fd in cells.
func windowSize(fd uintptr) (w, h int, err error) {
	size, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0, err
	}
	return int(size.Col), int(size.Row), nil
}
