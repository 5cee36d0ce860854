//go:build unix

package progress

import "syscall"

// errNotFolder is what opening a file answers when part of its path is a file.
var errNotFolder error = syscall.ENOTDIR
