package lessons

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed content
var content embed.FS

// Builtin is the catalogue of the lessons that come with the program. What proves them
// (wrong and accepted answers) is left for later, since a program should start in a blink.
func Builtin() (*Catalogue, error) {
	own, err := fs.Sub(content, "content")
	if err != nil {
		return nil, fmt.Errorf("open the built-in lessons: %w", err)
	}
	files, err := fs.Glob(own, "*/*/"+lessonFile)
	if err != nil {
		return nil, fmt.Errorf("list the built-in lessons: %w", err)
	}
	p := &pack{fsys: own, left: maxPack}
	var all []*Lesson
	var problems []Problem
	for _, file := range files {
		l, ps := p.unproved(file)
		problems = append(problems, ps...)
		all = append(all, l)
	}
	all, unlinked := link(all)
	if problems = append(problems, unlinked...); len(problems) > 0 {
		return nil, fmt.Errorf("read the built-in lessons: %s", problems[0])
	}
	return newCatalogue(all), nil
}

// unproved reads a lesson as far as a learner needs it. Its lesson.yaml ends with the
// list of wrong answers, by far the longest; that list is read when it is asked for.
func (p *pack) unproved(file string) (*Lesson, []Problem) {
	text, err := p.text(file, maxLessonFile)
	if err != nil {
		return nil, []Problem{{File: file, Message: plain(err)}}
	}
	text, _, _ = strings.Cut(text, "\nwrong:\n")
	l, problems := decode(file, text)
	if len(problems) > 0 {
		return nil, problems
	}
	l.Folder = path.Dir(file)
	f := &folder{pack: p, dir: l.Folder, seen: map[string]bool{}}
	f.fill(l)
	l.whole = sync.OnceValue(func() whole { return proved(p.fsys, file, l) })
	return l.ready(), f.problems
}

// proved reads a lesson as a whole. One that turns out to be at fault stays as it was.
func proved(fsys fs.FS, file string, l *Lesson) whole {
	all, problems := (&pack{fsys: fsys, left: maxPack}).lesson(file)
	if all == nil {
		all = l
	}
	return whole{all, problems}
}
