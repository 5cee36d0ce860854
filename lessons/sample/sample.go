// Package sample holds a small lesson of every kind, whose files explain themselves: what
// somebody begins with who writes a lesson of their own. Each of them proves as it is.
package sample

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"netpol-tutor/lessons"
)

// files holds a folder for each kind, one for all kinds, and one for those in which a
// file is written; of files with the same name the one of the kind counts.
//
//go:embed all:files
var files embed.FS

// File is one file of a lesson: its name within the folder, with slashes, and its text.
type File struct{ Name, Text string }

// Files are the files of the sample of a kind, in order of their names, with an id.
func Files(kind lessons.Kind, id string) ([]File, error) {
	found := map[string]string{}
	for _, layer := range layers(kind) {
		if err := collect(found, path.Join("files", layer)); err != nil {
			return nil, fmt.Errorf("read the sample of kind %s: %w", kind, err)
		}
	}
	var all []File
	for name, text := range found {
		if name == "lesson.yaml" {
			text = strings.Replace(text, "id: sample ", "id: "+id+" ", 1)
		}
		all = append(all, File{name, text})
	}
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

func layers(kind lessons.Kind) []string {
	if kind.Edited() {
		return []string{"all", "edited", string(kind)}
	}
	return []string{"all", string(kind)}
}

// collect adds the files of a folder by their names within it.
func collect(into map[string]string, dir string) error {
	return fs.WalkDir(files, dir, func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := files.ReadFile(at)
		into[strings.TrimPrefix(at, dir+"/")] = string(text)
		return err
	})
}

// ErrNotEmpty says that there is something in the folder already. Nothing was written.
var ErrNotEmpty = errors.New("it is there already and not empty; give a folder that is new or empty")

// Write makes the sample of a kind in a folder, which is new or empty, and answers its
// id, which it has from the folder, and its files.
func Write(dir string, kind lessons.Kind) (id string, written []File, err error) {
	id = idOf(dir)
	if written, err = Files(kind, id); err != nil {
		return "", nil, err
	}
	if err := free(dir); err != nil {
		return "", nil, fmt.Errorf("make a lesson in %s: %w", dir, err)
	}
	for _, f := range written {
		if err := write(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Text); err != nil {
			return "", nil, fmt.Errorf("make a lesson in %s: %w", dir, err)
		}
	}
	return id, written, nil
}

// idOf makes an id of the name of a folder.
func idOf(dir string) string {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	if id := lessons.Slug(filepath.Base(dir)); id != "" {
		return id
	}
	return "my-lesson"
}

func free(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return ErrNotEmpty
	}
	return nil
}

// write makes a file that is not there yet.
func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
