package lessons

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// place is where a value stands in lesson.yaml.
type place struct{ line, column int }

// places finds values by path, for example wrong[2].cause.
type places map[string]place

// decoder reads a YAML tree by a table of fields. It goes on after a fault, so that an
// author is told all of them at once.
type decoder struct {
	file     string
	problems []Problem
	places   places
}

// field is a key of a mapping and what to do with its value.
type field struct {
	name string
	read reader
}

// reader takes the value at a path to where it belongs.
type reader func(d *decoder, path string, v *yaml.Node)

func (d *decoder) fault(n *yaml.Node, help, format string, args ...any) {
	d.problems = append(d.problems, Problem{
		File: d.file, Line: n.Line, Column: n.Column,
		Message: fmt.Sprintf(format, args...), Help: help,
	})
}

// parse answers the mapping that a text consists of, or nil after reporting why not.
func (d *decoder) parse(text string) *yaml.Node {
	docs := yaml.NewDecoder(strings.NewReader(text))
	var doc, next yaml.Node
	if err := docs.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		d.syntax(err)
		return nil
	}
	if len(doc.Content) == 0 || isNull(doc.Content[0]) {
		d.fault(&yaml.Node{Line: 1, Column: 1}, "It starts with format: 1, then id, title and kind.", "the file is empty")
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		d.fault(root, "It starts with format: 1, then id, title and kind.", "a lesson is a mapping, this is a %s", shape(root))
		return nil
	}
	if err := docs.Decode(&next); err == nil {
		d.fault(&next, "Give every lesson a folder and a lesson.yaml of its own.", "a second document in one file")
	}
	return root
}

// syntax reports an error of the YAML parser, which names a line at best.
func (d *decoder) syntax(err error) {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		number, message, _ := strings.Cut(rest, ": ")
		if n, err := strconv.Atoi(number); err == nil {
			line, text = n, message
		}
	}
	help := ""
	switch {
	case strings.Contains(text, "cannot start any token"):
		help = "YAML indents with spaces; a text that starts with a special character needs quotes."
	case strings.Contains(text, "mapping values are not allowed"):
		help = "A text with a colon and a space in it needs quotes; a field begins where its neighbours do."
	case strings.Contains(text, "did not find expected"):
		help = "Look at this line and the one before it: a quote or bracket that is not closed, or a line that begins too far left or right."
	}
	d.fault(&yaml.Node{Line: line, Column: 1}, help, "this is not YAML: %s", text)
}

// mapping reads the fields of a mapping, and refuses those that are unknown or repeated.
func (d *decoder) mapping(path string, n *yaml.Node, fields []field) {
	if n.Kind != yaml.MappingNode {
		d.fault(n, "Its fields are "+enumerate(names(fields))+".", "%s is a mapping of fields, this is a %s", path, shape(n))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], follow(n.Content[i+1])
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value })
		switch {
		case at < 0:
			d.fault(key, didYouMean(key.Value, names(fields)), "unknown field %q", key.Value)
		case seen[key.Value]:
			d.fault(key, "Keep one of the two.", "%s is given twice", key.Value)
		case !isNull(value):
			d.read(join(path, key.Value), value, fields[at].read)
		}
		seen[key.Value] = true
	}
}

func (d *decoder) read(path string, v *yaml.Node, r reader) {
	d.places[path] = place{v.Line, v.Column}
	r(d, path, v)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func names(fields []field) []string {
	var ns []string
	for _, f := range fields {
		ns = append(ns, f.name)
	}
	return ns
}

// list reads every item of a sequence.
func list(item func(i int) reader) reader {
	return func(d *decoder, path string, v *yaml.Node) {
		if v.Kind != yaml.SequenceNode {
			d.fault(v, "Write one item a line, each behind a dash, or [a, b].", "%s is a list, this is a %s", path, shape(v))
			return
		}
		if len(v.Content) > maxItems {
			d.fault(v, fmt.Sprintf("%d are allowed.", maxItems), "%s has %d items", path, len(v.Content))
			return
		}
		for i, n := range v.Content {
			d.read(fmt.Sprintf("%s[%d]", path, i), follow(n), item(i))
		}
	}
}

// records reads a list of mappings into a slice.
func records[T any](into *[]T, fields func(*T) []field) reader {
	return list(func(int) reader {
		return func(d *decoder, path string, v *yaml.Node) {
			var t T
			d.mapping(path, v, fields(&t))
			*into = append(*into, t)
		}
	})
}

// texts reads a list of scalars into a slice; check may find fault with each.
func texts(into *[]string, check func(string) (message, help string)) reader {
	return list(func(int) reader {
		return func(d *decoder, path string, v *yaml.Node) {
			var s string
			checked(&s, check)(d, path, v)
			*into = append(*into, s)
		}
	})
}

// checked reads a scalar as it is written; check may find fault with it.
func checked[S ~string](into *S, check func(string) (message, help string)) reader {
	return func(d *decoder, path string, v *yaml.Node) {
		s, ok := d.scalar(path, v)
		if !ok {
			return
		}
		if message, help := check(s); message != "" {
			d.fault(v, help, "%s: %s", path, message)
			return
		}
		*into = S(s)
	}
}

func (d *decoder) scalar(path string, v *yaml.Node) (string, bool) {
	switch {
	case v.Kind != yaml.ScalarNode:
		help := "Write the text itself behind the colon."
		if v.Kind == yaml.MappingNode {
			help = "A text with a colon and a space in it needs quotes."
		}
		d.fault(v, help, "%s is a text, this is a %s", path, shape(v))
	case isNull(v):
		d.fault(v, "Delete the entry or fill it in.", "%s is empty", path)
	case !utf8.ValidString(v.Value):
		d.fault(v, "", "%s is not valid UTF-8", path)
	default:
		return v.Value, true
	}
	return "", false
}

// number reads a whole number between least and most.
func number(into *int, least, most int) reader {
	return func(d *decoder, path string, v *yaml.Node) {
		n, err := strconv.Atoi(v.Value)
		if v.Kind != yaml.ScalarNode || err != nil || n < least || n > most {
			d.fault(v, "", "%s is a whole number from %d to %d, this is %s", path, least, most, given(v))
			return
		}
		*into = n
	}
}

// truth reads true or false.
func truth(into *bool) reader {
	return func(d *decoder, path string, v *yaml.Node) {
		if v.Kind != yaml.ScalarNode || v.Value != "true" && v.Value != "false" {
			d.fault(v, "", "%s is true or false, this is %s", path, given(v))
			return
		}
		*into = v.Value == "true"
	}
}

func follow(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// given is a value as it was written, as far as it is short.
func given(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return "a " + shape(n)
	}
	if r := []rune(n.Value); len(r) > 40 {
		return fmt.Sprintf("%q", string(r[:40])+"…")
	}
	return fmt.Sprintf("%q", n.Value)
}

func shape(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "mapping"
	case yaml.SequenceNode:
		return "list"
	}
	return "single value"
}
