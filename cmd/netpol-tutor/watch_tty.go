//go:build linux || darwin

package main

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// unbuffered makes a terminal hand over each key alone, unseen, until release is called.
// Keys that interrupt or stop a program go on to do so; after a stop the shell may have
// set the terminal otherwise, so it is set again.
func unbuffered(in *os.File) (resumed <-chan os.Signal, release func(), mode keyMode) {
	fd := int(in.Fd())
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, func() {}, lineKeys
	}
	set := func() error {
		quiet := *before
		quiet.Lflag &^= unix.ICANON | unix.ECHO
		quiet.Cc[unix.VMIN], quiet.Cc[unix.VTIME] = 1, 0
		return unix.IoctlSetTermios(fd, setTermios, &quiet)
	}
	if set() != nil {
		return nil, func() {}, lineKeys
	}
	continued, told, done := make(chan os.Signal, 1), make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(continued, unix.SIGCONT)
	go func() {
		for {
			select {
			case <-done:
				return
			case s := <-continued:
				_ = set()
				told <- s
			}
		}
	}()
	return told, func() {
		signal.Stop(continued)
		close(done)
		_ = unix.IoctlSetTermios(fd, setTermios, before)
	}, plainKeys
}
