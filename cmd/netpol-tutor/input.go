package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
)

// mostInput bounds what is read of one file, in bytes. Manifests of a whole cluster
// stay well below.
const mostInput = 64 << 20

// submission reads one argument of grade: a file, "-", or a folder as kubectl reads it.
func (a *app) submission(arg string) (grader.Submission, error) {
	files, err := a.sources(arg)
	if err != nil {
		return grader.Submission{}, err
	}
	return grader.Submission{Name: arg, Files: files}, nil
}

func (a *app) sources(arg string) ([]manifest.Source, error) {
	if arg == "-" {
		text, err := readBounded(a.stdin)
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return []manifest.Source{{Name: "STDIN", Text: text}}, nil
	}
	info, err := os.Stat(arg)
	if err != nil {
		return nil, unreadable(arg, err)
	}
	if info.IsDir() {
		return folder(arg)
	}
	s, err := file(arg)
	return []manifest.Source{s}, err
}

// folder reads the manifests directly inside a folder, in order of their names.
func folder(dir string) ([]manifest.Source, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	var found []manifest.Source
	for _, e := range entries {
		if e.IsDir() || !slices.Contains([]string{".json", ".yaml", ".yml"}, filepath.Ext(e.Name())) {
			continue
		}
		s, err := file(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		found = append(found, s)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("the folder %s holds no .yaml, .yml or .json file", dir)
	}
	return found, nil
}

func file(name string) (manifest.Source, error) {
	f, err := os.Open(name)
	if err != nil {
		return manifest.Source{}, unreadable(name, err)
	}
	defer f.Close()
	text, err := readBounded(f)
	if err != nil {
		return manifest.Source{}, unreadable(name, err)
	}
	return manifest.Source{Name: name, Text: text}, nil
}

// unreadable says which file cannot be read and why, without the system call.
func unreadable(name string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

func readBounded(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostInput+1))
	if err != nil {
		return "", err
	}
	if len(text) > mostInput {
		return "", fmt.Errorf("larger than %d MB", mostInput>>20)
	}
	return string(text), nil
}
