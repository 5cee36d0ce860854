package lessons

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// required reports the fields that every lesson needs and this one lacks.
func (d *decoder) required(root *yaml.Node, l *Lesson) {
	for _, name := range []string{"id", "title", "kind"} {
		if v := valueOf(root, name); v == nil || isNull(v) {
			d.fault(root, "Every lesson has format, id, title and kind.", "%s is missing", name)
		}
	}
	for i, h := range l.Outside {
		d.complete("outside", i, "name", h.Name)
	}
	for i, w := range l.wrong {
		d.complete("wrong", i, "file", w.File)
		d.complete("wrong", i, "cause", w.Cause)
	}
	for i, o := range l.Options {
		d.complete("options", i, "file", o.File)
	}
}

// complete reports an item of a list that lacks a field, unless the field was found
// fault with already.
func (d *decoder) complete(list string, i int, name, value string) {
	path := fmt.Sprintf("%s[%d]", list, i)
	if value == "" && !d.given(path+"."+name) {
		d.faultAt(path, "", "%s: %s is missing", path, name)
	}
}

// demand is what the kind of a lesson says about one of its lists.
type demand struct {
	field string
	size  int
	kinds func(Kind) bool // the kinds that may have it
	need  bool            // whether they must have it
	help  string
}

func demands(l *Lesson) []demand {
	asks := func(k Kind) bool { return !k.Graded() }
	chosen := func(k Kind) bool { return k == Choose }
	return []demand{
		{"questions", len(l.Questions), asks, true, "Questions belong to predict and symptom lessons, which need at least one."},
		{"options", len(l.Options), chosen, true, "Options belong to choose lessons, which need at least two."},
		{"wrong", len(l.wrong), Kind.Edited, false, "Wrong answers belong to lessons in which a file is written or changed."},
		{"objects", len(l.Objects), Kind.Graded, false, "A lesson that asks questions names no objects."},
		{"protected", len(l.Protected), Kind.Graded, false, "A lesson that asks questions changes nothing."},
		{"allow", len(l.Allow), Kind.Graded, false, "A lesson that asks questions has no checks."},
		{"deny", len(l.Deny), Kind.Graded, false, "A lesson that asks questions has no checks."},
	}
}

// fitting reports what does not go with the kind of the lesson.
func (d *decoder) fitting(root *yaml.Node, l *Lesson) {
	if l.Kind == "" {
		return
	}
	for _, m := range demands(l) {
		switch {
		case m.size > 0 && !m.kinds(l.Kind):
			d.faultAt(m.field, m.help, "a %s lesson has no %s", l.Kind, m.field)
		case m.size == 0 && m.need && m.kinds(l.Kind) && valueOf(root, m.field) == nil:
			d.fault(root, m.help, "a %s lesson needs %s", l.Kind, m.field)
		}
	}
	if l.Kind == Choose && len(l.Options) == 1 {
		d.faultAt("options", "One of them is right; say of the others why they are not.", "a choose lesson needs at least two options, this has one")
	}
	if l.Kind.Graded() && len(l.Allow)+len(l.Deny) == 0 && valueOf(root, "allow") == nil && valueOf(root, "deny") == nil {
		d.fault(root, "List connections under allow and under deny.", "a %s lesson needs checks", l.Kind)
	}
	if !l.Kind.Graded() {
		d.questions(l)
	}
}

// questions reports answers that their question does not have.
func (d *decoder) questions(l *Lesson) {
	for i, q := range l.Questions {
		path := fmt.Sprintf("questions[%d]", i)
		switch {
		case l.Kind == Predict && q.Connection == "" && !d.given(path+".connection"):
			d.faultAt(path, "Say which connection is meant.", "%s: connection is missing", path)
		case l.Kind == Symptom && q.Command == "" && !d.given(path+".command"):
			d.faultAt(path, "Say what was typed.", "%s: command is missing", path)
		}
		answers := Stages()
		if l.Kind == Predict {
			answers = []string{"allow", "deny"}
		}
		if !slices.Contains(answers, q.Answer) {
			at := path
			if d.given(path + ".answer") {
				at += ".answer"
			}
			d.faultAt(at, "It is one of "+enumerate(answers)+".", "%s: unknown answer %q", path, q.Answer)
		}
	}
}

func (d *decoder) given(path string) bool {
	_, ok := d.places[path]
	return ok
}

func (d *decoder) faultAt(path, help, format string, args ...any) {
	p := d.places[path]
	d.fault(&yaml.Node{Line: p.line, Column: p.column}, help, format, args...)
}
