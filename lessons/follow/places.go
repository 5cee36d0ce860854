package follow

import (
	"os"
	"path/filepath"
	"strings"
)

// mostLinks bounds the symbolic links that are followed.
const mostLinks = 16

// foldersFor are the folders in which something may happen to a path: the path itself if
// it is a folder, the one that holds it, or while that is missing the nearest one above;
// and the same for what a symbolic link leads to.
func foldersFor(path string) []string {
	var dirs []string
	for _, p := range names(path) {
		dirs = append(dirs, existing(filepath.Dir(p)))
		if isFolder(p) {
			dirs = append(dirs, p)
		}
	}
	return dirs
}

// names are a path and what it leads to as a symbolic link, step by step.
func names(path string) []string {
	all := []string{path}
	for range mostLinks {
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = filepath.Clean(to)
		all = append(all, path)
	}
	return all
}

// existing is the folder, or the nearest one above it that is there.
func existing(dir string) string {
	for !isFolder(dir) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
	}
	return dir
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// concerns tells whether something that happened to one name may have changed a path: it
// is the path, stands in it, or is a folder on the way to it.
func concerns(happened, path string) bool {
	for _, p := range names(path) {
		if happened == p || filepath.Dir(happened) == p || strings.HasPrefix(p, happened+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
