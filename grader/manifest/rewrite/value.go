package rewrite

import (
	"slices"
	"strconv"
	"strings"

	"netpol-tutor/grader/manifest"
)

// Value is a YAML value that may be changed. Those read from a text remember the
// node they come from, so that unchanged parts keep their text wherever they go.
type Value struct {
	kind    manifest.NodeKind
	scalar  string
	number  bool // a scalar that must be written without quotes
	null    bool
	compact bool // written as {..} or [..] unless the text writes its like in block style
	entries []entry
	items   []*Value
	from    *manifest.Node
}

type entry struct {
	key   string
	value *Value
	from  *manifest.Node // the key's node; nil for a new entry
}

// Field is an entry of a new mapping.
type Field struct {
	Key   string
	Value *Value
}

// Text is a new string.
func Text(s string) *Value { return &Value{kind: manifest.Scalar, scalar: s} }

// Number is a new integer.
func Number(n int) *Value {
	return &Value{kind: manifest.Scalar, scalar: strconv.Itoa(n), number: true}
}

// Map is a new mapping with its entries in the order given.
func Map(fields ...Field) *Value {
	v := &Value{kind: manifest.Mapping}
	for _, f := range fields {
		v.entries = append(v.entries, entry{key: f.Key, value: f.Value})
	}
	return v
}

// List is a new sequence.
func List(items ...*Value) *Value { return &Value{kind: manifest.Sequence, items: items} }

// Compact asks for {..} or [..] on one line, where the text has no other habit.
func (v *Value) Compact() *Value {
	v.compact = true
	return v
}

// Get is the value of a key, the last one if the key is repeated, or nil.
func (v *Value) Get(key string) *Value {
	if i := v.index(key); i >= 0 {
		return v.entries[i].value
	}
	return nil
}

// At follows a path such as spec.egress[0].ports[1].port; nil if it leads nowhere.
func (v *Value) At(path string) *Value {
	for path != "" && v != nil {
		if path[0] == '[' {
			end := strings.IndexByte(path, ']')
			if end < 0 {
				return nil
			}
			v, path = v.step(path[1:end]), path[end+1:]
			continue
		}
		path = strings.TrimPrefix(path, ".")
		end := strings.IndexAny(path, ".[")
		if end < 0 {
			end = len(path)
		}
		v, path = v.Get(path[:end]), path[end:]
	}
	return v
}

// step goes into an item by its number, or into an entry by its key.
func (v *Value) step(in string) *Value {
	if v.kind != manifest.Sequence {
		return v.Get(in)
	}
	i, err := strconv.Atoi(in)
	if err != nil || i < 0 || i >= len(v.items) {
		return nil
	}
	return v.items[i]
}

// Items are the items of a sequence.
func (v *Value) Items() []*Value { return v.items }

// Len counts the entries of a mapping or the items of a sequence.
func (v *Value) Len() int { return len(v.entries) + len(v.items) }

// Set gives a key a value, at its place or, if it is new, at the end.
func (v *Value) Set(key string, value *Value) {
	if i := v.index(key); i >= 0 {
		v.entries[i].value = value
		return
	}
	v.become(manifest.Mapping)
	v.entries = append(v.entries, entry{key: key, value: value})
}

// SetAfter is Set, with the place of a new entry after the first of the given keys
// that exists.
func (v *Value) SetAfter(key string, value *Value, after ...string) {
	v.Set(key, value)
	last := len(v.entries) - 1
	if v.entries[last].from != nil || v.entries[last].value != value {
		return
	}
	for _, a := range after {
		if i := v.index(a); i >= 0 && i < last {
			e := v.entries[last]
			v.entries = slices.Insert(v.entries[:last], i+1, e)
			return
		}
	}
}

// Drop removes a key and answers the value it had, which may be put elsewhere.
func (v *Value) Drop(key string) *Value {
	had := v.Get(key)
	v.entries = slices.DeleteFunc(v.entries, func(e entry) bool { return e.key == key })
	return had
}

// Rename gives an entry another key and leaves it where it is.
func (v *Value) Rename(key, to string) {
	if i := v.index(key); i >= 0 {
		v.entries[i].key = to
	}
}

// Append adds an item at the end.
func (v *Value) Append(items ...*Value) { v.Insert(len(v.items), items...) }

// Insert adds items before item i.
func (v *Value) Insert(i int, items ...*Value) {
	v.become(manifest.Sequence)
	v.items = slices.Insert(v.items, i, items...)
}

// Remove takes item i out and answers it; it may be put elsewhere.
func (v *Value) Remove(i int) *Value {
	had := v.items[i]
	v.items = slices.Delete(v.items, i, i+1)
	return had
}

// Become replaces the value where it stands.
func (v *Value) Become(other *Value) { *v = *other }

// Swap exchanges two values where they stand.
func (v *Value) Swap(other *Value) { *v, *other = *other, *v }

// become turns a value that has no content yet into a container.
func (v *Value) become(kind manifest.NodeKind) {
	if v.kind != kind && v.Len() == 0 {
		*v = Value{kind: kind, compact: v.compact}
	}
}

func (v *Value) index(key string) int {
	for i := len(v.entries) - 1; i >= 0; i-- {
		if v.entries[i].key == key {
			return i
		}
	}
	return -1
}
