package lessons

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// pack reads files of a folder that somebody else wrote, within bounds.
type pack struct {
	fsys fs.FS
	left int // bytes that may still be read
}

// errTooMuch is the fault of a pack that is too large as a whole.
var errTooMuch = fmt.Errorf("the pack holds more than %d MB of text", maxPack>>20)

// text is the content of a file, which must be an ordinary one of UTF-8 text.
func (p *pack) text(name string, limit int) (string, error) {
	info, err := fs.Stat(p.fsys, name)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", errNotOrdinary
	case info.Size() > int64(limit):
		return "", tooLarge{info.Size(), limit}
	}
	f, err := p.fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	p.left -= len(data)
	switch {
	case err != nil:
		return "", err
	case len(data) > limit:
		return "", tooLarge{int64(len(data)), limit}
	case p.left < 0:
		return "", errTooMuch
	case !utf8.Valid(data):
		return "", notText{line: 1 + bytes.Count(data[:invalid(data)], []byte("\n"))}
	}
	return strings.TrimPrefix(string(data), "\ufeff"), nil
}

// errNotOrdinary is the fault of a folder or a device where a file is expected.
var errNotOrdinary = errors.New("this is not an ordinary file")

// tooLarge is the fault of a file that nobody would write by hand.
type tooLarge struct {
	size  int64
	limit int
}

func (e tooLarge) Error() string {
	return fmt.Sprintf("the file has %d bytes, at most %d are read", e.size, e.limit)
}

// notText is the fault of a file in another encoding; line is the first that shows it.
type notText struct{ line int }

func (e notText) Error() string { return "the file is not UTF-8 text" }

// invalid is the place of the first byte that is no UTF-8, or the length of data.
func invalid(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size < 2 {
			return at
		}
		at += size
	}
	return len(data)
}

// unread is the problem of a file that cannot be read, and what to do about it.
func unread(file string, err error) Problem {
	p := Problem{File: file, Message: plain(err)}
	var text notText
	var size tooLarge
	switch {
	case errors.As(err, &text):
		p.Line, p.Help = text.line, "Save it as UTF-8; the first byte that is none stands in this line."
	case errors.As(err, &size):
		p.Help = "A lesson's texts are a page or two long: is this the right file?"
	case errors.Is(err, errNotOrdinary):
		p.Help = "Put a file of text in its place."
	case p.Message == leadsOut:
		p.Help = "A pack brings all its files with it: put a copy there instead of the link."
	case errors.Is(err, fs.ErrPermission):
		p.Help = "Allow yourself to read it."
	}
	return p
}

// folder is one lesson's folder while it is being read.
type folder struct {
	pack     *pack
	dir      string
	problems []Problem
	seen     map[string]bool // files that belong to format 1
}

func (f *folder) fault(file, help, format string, args ...any) {
	f.problems = append(f.problems, Problem{File: file, Message: fmt.Sprintf(format, args...), Help: help})
}

// optional is the text of a file, "" where it is absent.
func (f *folder) optional(name string) string {
	f.seen[name] = true
	at := path.Join(f.dir, name)
	text, err := f.pack.text(at, maxTextFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.problems = append(f.problems, unread(at, err))
	}
	return text
}

// need is the text of a file that the lesson cannot do without.
func (f *folder) need(name, help string) string {
	f.seen[name] = true
	at := path.Join(f.dir, name)
	text, err := f.pack.text(at, maxTextFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.fault(at, help, "the file is missing")
	case err != nil:
		f.problems = append(f.problems, unread(at, err))
	case strings.TrimSpace(text) == "":
		f.fault(at, help, "the file is empty")
	}
	return text
}

// answers reads every manifest of a folder beside lesson.yaml, in order of their names.
func (f *folder) answers(name string) []Answer {
	dir := path.Join(f.dir, name)
	entries, err := fs.ReadDir(f.pack.fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		f.fault(dir, "", "%s", plain(err))
		return nil
	}
	if len(entries) > maxItems {
		f.fault(dir, fmt.Sprintf("At most %d are read.", maxItems), "the folder holds %d files", len(entries))
		return nil
	}
	var answers []Answer
	for _, e := range entries {
		file := path.Join(name, e.Name())
		if !isManifest(e.Name()) || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		answers = append(answers, Answer{file, f.optional(file)})
	}
	return answers
}

func isManifest(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json"}, path.Ext(name))
}

const leadsOut = "the file leads out of the pack"

// plain is an error of a file system without the path, which the problem names already.
func plain(err error) string {
	var failed *fs.PathError
	if !errors.As(err, &failed) {
		return err.Error()
	}
	if strings.Contains(failed.Err.Error(), "escapes") {
		return leadsOut
	}
	return "the file cannot be read: " + failed.Err.Error()
}

// answerFile checks the name of an answer's file, which must lie in the lesson's folder.
func answerFile(s string) (message, help string) {
	switch {
	case !fs.ValidPath(s) || s == "." || strings.Contains(s, `\`):
		return fmt.Sprintf("%q is not a file of this lesson's folder", s), "Write it from the folder of lesson.yaml, for example wrong/dns-forgotten.yaml."
	case !isManifest(path.Base(s)):
		return fmt.Sprintf("%q is not a manifest", s), "Its name ends in .yaml, .yml or .json."
	}
	return "", ""
}
