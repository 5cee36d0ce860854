//go:build !linux && !darwin

package main

import "os"

// unbuffered leaves the terminal as it is: keys come with Enter behind them.
func unbuffered(*os.File) (resumed <-chan os.Signal, release func(), mode keyMode) {
	return nil, func() {}, lineKeys
}
