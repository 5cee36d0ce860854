//go:build !unix

package progress

import "io/fs"

// errNotFolder is what opening a file answers when part of its path is a file.
var errNotFolder = fs.ErrNotExist
