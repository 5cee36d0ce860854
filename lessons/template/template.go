// Package template makes lessons: from a template and a seed comes a twin, the same idea
// with another surface. Names, namespaces, labels and ports are drawn from small worlds
// that make sense; what differs in kind (which side is locked, who is welcome, who else is
// about) goes round with the seed, so that no answer can be carried over. A twin is an
// ordinary lesson of format 1, read by the ordinary loader.
//
//	template.go  what a template is, and how a twin is made
//	maker.go     twins by their ids, and by what they train
//	table.go     the templates
//	prove.go     the proof of those that the program offers
//	shape.go     what may differ in kind
//	draw.go      what a seed decides
//	people.go    who is about: pods with their Services
//	direction.go, connection.go
//	             what the texts say in either direction
//	worlds.go    the small worlds
//	content/     the texts of each template, and in parts.tmpl what they share
package template

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	texttemplate "text/template"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
)

//go:embed content
var content embed.FS

// Proved is how many twins of a template, seeds 1 to Proved, are proved with the lessons
// before the program is handed out. Later ones are proved when they are asked for.
const Proved = 13

// proseWidth is that of briefs and debriefs, in cells: what the hand-written ones have.
const proseWidth = 88

// Template is an idea that can be asked again and again.
type Template struct {
	ID      string // a slug
	Title   string
	Kind    lessons.Kind
	Track   string
	Causes  []string // what it trains, the main cause first
	Minutes int
	choices []choice
}

// ForCause lists the templates that train a cause, those first of which it is the main one.
func ForCause(code string) []Template {
	var all []Template
	for _, t := range All() {
		if slices.Contains(t.Causes, code) {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b Template) int {
		return slices.Index(a.Causes, code) - slices.Index(b.Causes, code)
	})
	return all
}

// Lesson is the twin of a seed, from 1.
func (t Template) Lesson(seed uint64) (*lessons.Lesson, error) {
	l, err := t.make(seed)
	if err != nil || seed <= Proved {
		return l, err
	}
	if faults := lessons.Faults(lessons.Verify(l)); len(faults) > 0 {
		return nil, fmt.Errorf("prove %s: %s", l.ID, faults[0])
	}
	return l, nil
}

// make is Lesson without the proof.
func (t Template) make(seed uint64) (*lessons.Lesson, error) {
	if seed == 0 {
		return nil, fmt.Errorf("make a twin of %s: seeds begin with 1", t.ID)
	}
	files, err := t.files(seed)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", t.Twin(seed), err)
	}
	l, err := lessons.LoadMade(files)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", t.Twin(seed), err)
	}
	return l, nil
}

// Twin is the id of the twin of a seed.
func (t Template) Twin(seed uint64) string { return fmt.Sprintf("%s-%d", t.ID, seed) }

// parse takes the id of a twin apart.
func parse(id string) (t Template, seed uint64, ok bool) {
	dash := strings.LastIndex(id, "-")
	if dash < 0 {
		return t, 0, false
	}
	all := All()
	i := slices.IndexFunc(all, func(t Template) bool { return t.ID == id[:dash] })
	seed, err := strconv.ParseUint(id[dash+1:], 10, 32)
	if i < 0 || err != nil || seed == 0 || all[i].Twin(seed) != id {
		return t, 0, false
	}
	return all[i], seed, true
}

// files writes the folder of a twin.
func (t Template) files(seed uint64) (fs.FS, error) {
	texts, err := texttemplate.ParseFS(content, "content/parts.tmpl", "content/"+t.ID+".tmpl")
	if err != nil {
		return nil, err
	}
	d := t.newDraw(seed)
	files := fstest.MapFS{}
	for _, text := range texts.Templates() {
		name := text.Name()
		if !strings.Contains(name, ".") || strings.HasSuffix(name, ".tmpl") {
			continue // a part of others
		}
		var b bytes.Buffer
		if name == "lesson.yaml" {
			t.head(&b, seed, d)
		}
		if err := text.Execute(&b, d); err != nil {
			return nil, err
		}
		if written := strings.TrimSpace(b.String()); written != "" {
			files[t.ID+"/"+name] = &fstest.MapFile{Data: []byte(flow(name, written) + "\n")}
		}
	}
	if len(files) == 0 {
		return nil, errors.New("the template is empty")
	}
	return files, nil
}

// flow breaks the prose of a Markdown text anew, since nobody knows how long the names in
// it will be.
func flow(name, text string) string {
	if !strings.HasSuffix(name, ".md") {
		return text
	}
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if strings.IndexAny(p, "#|>-`~ ") != 0 || strings.HasPrefix(p, "`") && !strings.HasPrefix(p, "```") {
			paragraphs[i] = strings.Join(render.Wrap(strings.Join(strings.Fields(p), " "), proseWidth), "\n")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// head writes the part of lesson.yaml that follows from the template itself.
func (t Template) head(b *bytes.Buffer, seed uint64, d *draw) {
	fmt.Fprintf(b, "format: 1\nid: %s\ntitle: %q\nkind: %s\ntrack: %s\nminutes: %d\ncauses: [%s]\n",
		t.Twin(seed), t.Title+", at "+d.Place, t.Kind, t.Track, t.Minutes, strings.Join(t.Causes, ", "))
	fmt.Fprintf(b, "outside:\n  - {name: %s, ip: %s}\n", d.Host.Name, d.Host.IP)
}
