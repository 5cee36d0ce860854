//go:build linux || darwin

package main

import (
	"errors"
	"os"
	"regexp"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// flowControl tells whether a terminal stops its output at ctrl+s, as it is set now; nil
// if that is not known.
func flowControl(in *os.File) *bool {
	modes, err := unix.IoctlGetTermios(int(in.Fd()), getTermios)
	if err != nil {
		return nil
	}
	on := modes.Iflag&unix.IXON != 0
	return &on
}

// measure asks a terminal how many cells texts take, by where its cursor stands behind
// each. It answers nil if the terminal does not answer in time. The line is left empty.
func measure(in, out *os.File, texts []string, patience time.Duration) map[string]int {
	fd := int(in.Fd())
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil
	}
	quiet := *before
	quiet.Lflag &^= unix.ICANON | unix.ECHO
	quiet.Cc[unix.VMIN], quiet.Cc[unix.VTIME] = 1, 0
	if err := unix.IoctlSetTermios(fd, setTermios, &quiet); err != nil {
		return nil
	}
	defer func() { _ = unix.IoctlSetTermios(fd, setTermios, before) }()
	defer func() { _, _ = out.WriteString("\r\x1b[K") }()
	cells := map[string]int{}
	for _, text := range texts {
		if _, err := out.WriteString("\r" + text + "\x1b[6n"); err != nil {
			return nil
		}
		column, ok := cursorColumn(in, patience)
		if !ok || column < 2 { // some that only pretend answer with the first column, always
			return nil
		}
		cells[text] = column - 1
	}
	return cells
}

// place is a terminal's answer: its cursor's row and column.
var place = regexp.MustCompile(`\x1b\[\d+;(\d+)R`)

// mostAnswer bounds what is read while waiting for an answer: keys may come before it.
const mostAnswer = 4096

func cursorColumn(in *os.File, patience time.Duration) (int, bool) {
	var heard []byte
	late := time.Now().Add(patience)
	for len(heard) < mostAnswer {
		if !readable(int(in.Fd()), time.Until(late)) {
			return 0, false
		}
		buf := make([]byte, 256)
		n, err := in.Read(buf)
		if err != nil {
			return 0, false
		}
		heard = append(heard, buf[:n]...)
		if m := place.FindSubmatch(heard); m != nil {
			column, err := strconv.Atoi(string(m[1]))
			return column, err == nil
		}
	}
	return 0, false
}

// readable waits until fd has something to read. It is built on select, which knows
// terminals on every Unix; poll does not on macOS.
func readable(fd int, timeout time.Duration) bool {
	if fd >= unix.FD_SETSIZE {
		return false
	}
	for timeout > 0 {
		var set unix.FdSet
		set.Set(fd)
		left := unix.NsecToTimeval(timeout.Nanoseconds())
		n, err := unix.Select(fd+1, &set, nil, nil, &left)
		if !errors.Is(err, unix.EINTR) {
			return err == nil && n > 0
		}
		timeout /= 2 // a signal came; who is interrupted again and again must not wait forever
	}
	return false
}

// freeBytes is how much a learner may still write on the disk of a folder; 0 if that is
// not known.
func freeBytes(dir string) uint64 {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0
	}
	return s.Bavail * uint64(s.Bsize)
}
