package rewrite

import (
	"slices"
	"strconv"
	"strings"

	"netpol-tutor/grader/manifest"
)

// Value is a YAML value that may be changed. Those read from a text remember the
// node they come from, so that unchanged parts keep their text wherever they go.
// A nil Value stands for what is not there: it has no parts, and changes to it, or
// to parts that it lacks, do nothing.
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
		if f.Value == nil {
			continue
		}
		v.entries = append(v.entries, entry{key: f.Key, value: f.Value})
	}
	return v
}

// List is a new sequence.
func List(items ...*Value) *Value {
	v := &Value{kind: manifest.Sequence}
	v.Append(items...)
	return v
}

// Compact asks for {..} or [..] on one line, where the text has no other habit.
func (v *Value) Compact() *Value {
	if v != nil {
		v.compact = true
	}
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
		v, path = v.next(path)
	}
	return v
}

// next goes down the first element of a path. A key in brackets may hold dots.
func (v *Value) next(path string) (*Value, string) {
	if path[0] == '[' {
		end := strings.IndexByte(path, ']')
		if end < 0 {
			return nil, ""
		}
		return v.step(path[1:end]), path[end+1:]
	}
	path = strings.TrimPrefix(path, ".")
	end := strings.IndexAny(path, ".[")
	if end < 0 {
		end = len(path)
	}
	return v.Get(path[:end]), path[end:]
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
func (v *Value) Items() []*Value {
	if v == nil {
		return nil
	}
	return v.items
}

// Keys are the keys of a mapping.
func (v *Value) Keys() []string {
	if v == nil {
		return nil
	}
	keys := make([]string, len(v.entries))
	for i, e := range v.entries {
		keys[i] = e.key
	}
	return keys
}

// Scalar is the text of a scalar, "" for anything else.
func (v *Value) Scalar() string {
	if v == nil {
		return ""
	}
	return v.scalar
}

// IsMap tells whether the value is a mapping.
func (v *Value) IsMap() bool { return v != nil && v.kind == manifest.Mapping }

// IsList tells whether the value is a sequence.
func (v *Value) IsList() bool { return v != nil && v.kind == manifest.Sequence }

// Len counts the entries of a mapping or the items of a sequence.
func (v *Value) Len() int {
	if v == nil {
		return 0
	}
	return len(v.entries) + len(v.items)
}

// Set gives a key a value, at its place or, if it is new, at the end.
func (v *Value) Set(key string, value *Value) {
	if v == nil || value == nil {
		return
	}
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
	if v == nil || v.Get(key) != value {
		return
	}
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

// SetFirst is Set, with the place of a new entry before all others.
func (v *Value) SetFirst(key string, value *Value) {
	had := v.Get(key)
	v.Set(key, value)
	if had == nil && v.Get(key) == value && value != nil {
		last := len(v.entries) - 1
		v.entries = slices.Insert(v.entries[:last], 0, v.entries[last])
	}
}

// Drop removes a key and answers the value it had, which may be put elsewhere.
func (v *Value) Drop(key string) *Value {
	had := v.Get(key)
	if had == nil {
		return nil
	}
	v.entries = slices.DeleteFunc(v.entries, func(e entry) bool { return e.key == key })
	return had
}

// Rename gives an entry another key and leaves it where it is.
func (v *Value) Rename(key, to string) {
	if i := v.index(key); i >= 0 {
		v.entries[i].key = to
	}
}

// Repeated are the keys that a mapping has more than once.
func (v *Value) Repeated() []string {
	var found []string
	for i, key := range v.Keys() {
		if v.index(key) != i && !slices.Contains(found, key) {
			found = append(found, key)
		}
	}
	return found
}

// All are the values of a key that may be repeated.
func (v *Value) All(key string) []*Value {
	var all []*Value
	for i, k := range v.Keys() {
		if k == key {
			all = append(all, v.entries[i].value)
		}
	}
	return all
}

// Unite makes one entry of a repeated key, at the place of its first: with the items
// of all, where they are sequences, and else with the first one's value.
func (v *Value) Unite(key string) {
	all := v.All(key)
	if len(all) < 2 {
		return
	}
	first := true
	v.entries = slices.DeleteFunc(v.entries, func(e entry) bool {
		if e.key != key || first && e.value == all[0] {
			first = first && e.key != key
			return false
		}
		return true
	})
	for _, w := range all[1:] {
		if all[0].IsList() && w.IsList() {
			all[0].Append(w.items...)
		}
	}
}

// IsString tells whether YAML reads a scalar as a string.
func (v *Value) IsString() bool {
	if v == nil || v.kind != manifest.Scalar || v.null || v.number {
		return false
	}
	return v.from == nil || v.from.Quoted || v.from.Block || !readsOtherwise(v.scalar)
}

// IsNull tells whether the value is a null.
func (v *Value) IsNull() bool { return v != nil && v.null }

// Append adds an item at the end.
func (v *Value) Append(items ...*Value) { v.Insert(len(v.Items()), items...) }

// Insert adds items before item i.
func (v *Value) Insert(i int, items ...*Value) {
	if v == nil {
		return
	}
	v.become(manifest.Sequence)
	items = slices.DeleteFunc(slices.Clone(items), func(item *Value) bool { return item == nil })
	v.items = slices.Insert(v.items, i, items...)
}

// Remove takes item i out and answers it; it may be put elsewhere.
func (v *Value) Remove(i int) *Value {
	if i < 0 || i >= len(v.Items()) {
		return nil
	}
	had := v.items[i]
	v.items = slices.Delete(v.items, i, i+1)
	return had
}

// Become replaces the value where it stands.
func (v *Value) Become(other *Value) {
	if v != nil && other != nil {
		*v = *other
	}
}

// Swap exchanges two values where they stand.
func (v *Value) Swap(other *Value) {
	if v != nil && other != nil {
		*v, *other = *other, *v
	}
}

// become turns a value that has no content yet into a container.
func (v *Value) become(kind manifest.NodeKind) {
	if v.kind != kind && v.Len() == 0 {
		*v = Value{kind: kind, compact: v.compact}
	}
}

func (v *Value) index(key string) int {
	if v == nil {
		return -1
	}
	for i := len(v.entries) - 1; i >= 0; i-- {
		if v.entries[i].key == key {
			return i
		}
	}
	return -1
}

// Clone is a copy whose parts may be put into another tree.
func (v *Value) Clone() *Value {
	if v == nil {
		return nil
	}
	w := *v
	w.entries = slices.Clone(v.entries)
	for i := range w.entries {
		w.entries[i].value = w.entries[i].value.Clone()
	}
	w.items = slices.Clone(v.items)
	for i := range w.items {
		w.items[i] = w.items[i].Clone()
	}
	return &w
}
