package lessons

import (
	"fmt"
	"io/fs"
)

// Maker makes lessons when they are asked for: twins of an idea, more of them than a
// catalogue could hold. Its methods may be called from several goroutines.
type Maker interface {
	// Make is the lesson with that id.
	Make(id string) (*Lesson, bool)
	// Another is a lesson that trains a cause, of all such the one that was tried least;
	// tries tells how often, by the id. Without any it answers false.
	Another(cause string, tries func(id string) int) (*Lesson, bool)
	// Samples are ids, one of each kind, for those who mistype one.
	Samples() []string
}

// Making is the catalogue with a maker behind it, in place of any other.
func (c *Catalogue) Making(m Maker) *Catalogue {
	with := *c
	with.maker = m
	return &with
}

// Another is a lesson made to train a cause; see Maker.
func (c *Catalogue) Another(cause string, tries func(id string) int) (*Lesson, bool) {
	if c.maker == nil {
		return nil, false
	}
	return c.maker.Another(cause, tries)
}

// LoadMade reads the one lesson that a Maker has written.
func LoadMade(fsys fs.FS) (*Lesson, error) {
	found, problems := Load(fsys, "")
	if faults := Faults(problems); len(faults) > 0 {
		return nil, fmt.Errorf("read a lesson that was made: %s", faults[0])
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("read a lesson that was made: there are %d", len(found))
	}
	found[0].made = true
	return found[0], nil
}

// Made tells whether a Maker made the lesson. Such a lesson is not on the path.
func (l *Lesson) Made() bool { return l.made }
