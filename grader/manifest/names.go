package manifest

import (
	"reflect"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// nearName is the name among many that somebody who wrote another probably meant, or "":
// one with a slip or two, an abbreviation, or one with a part in front or missing.
func nearName(wrote string, names []string) string {
	for _, near := range [...]func(wrote, name string) bool{strings.EqualFold, slipped(1), slipped(2), partOf, abbreviates} {
		best := ""
		for _, name := range names {
			if wrote != "" && near(wrote, name) && (best == "" || distance(wrote, name) < distance(wrote, best)) {
				best = name
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// slipped tells names that differ by so many letters; a short one cannot differ by two.
func slipped(letters int) func(wrote, name string) bool {
	return func(wrote, name string) bool {
		shorter, longer := min(len(wrote), len(name)), max(len(wrote), len(name))
		return shorter > 2*letters && longer-shorter <= letters && distance(strings.ToLower(wrote), strings.ToLower(name)) == letters
	}
}

// partOf tells names of which one is a word of the other, as labels of matchLabels, or
// its beginning.
func partOf(wrote, name string) bool {
	return len(wrote) > 1 && strings.HasPrefix(name, strings.ToLower(wrote)) || lastWord(name, wrote) || lastWord(wrote, name)
}

func lastWord(name, word string) bool {
	at := len(name) - len(word)
	return at > 0 && len(word) > 2 && name[at] >= 'A' && name[at] <= 'Z' && strings.EqualFold(name[at:], word)
}

// abbreviates tells a name that leaves out letters, as NetPolicy does.
func abbreviates(wrote, name string) bool {
	a, b := strings.ToLower(wrote), strings.ToLower(name)
	if len(a) < 4 || a[0] != b[0] {
		return false
	}
	for i := range len(b) {
		if a != "" && a[0] == b[i] {
			a = a[1:]
		}
	}
	return a == ""
}

// distance is the number of letters to insert, drop, replace or swap.
func distance(a, b string) int {
	before, last, row := []int(nil), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, append([]int(nil), last...)
	}
	return last[len(b)]
}

// listed joins names as a sentence does: a, b and c.
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// typeOf is the Go type of a node, found from the nearest object around it; nil if it is
// not known.
func typeOf(n *Node) reflect.Type {
	if n.Parent == nil || inList(n) && n.Parent.key().Value == "items" {
		return objectType(n)
	}
	t := typeOf(n.Parent)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == nil:
		return nil
	case t.Kind() == reflect.Struct && n.Parent.Kind == Mapping:
		if f, ok := fieldByName(t, n.key().keyName()); ok {
			for f.Kind() == reflect.Pointer {
				f = f.Elem()
			}
			return f
		}
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Map:
		return t.Elem()
	}
	return nil
}

// objectType is the type of a mapping that says what it is.
func objectType(n *Node) reflect.Type {
	version, kind := n.Get("apiVersion"), n.Get("kind")
	if version == nil || kind == nil {
		return nil
	}
	gv, err := schema.ParseGroupVersion(version.Value)
	if err != nil {
		return nil
	}
	if k := findKind(gv.WithKind(kind.Value)); k != nil && k.new != nil {
		return modelOf(k.new())
	}
	return nil
}

// fieldNames are the names in JSON of the fields of a struct, in alphabetical order.
func fieldNames(t reflect.Type) (names []string) {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	for f := range t.Fields() {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case tag != "":
			names = append(names, tag)
		case f.Anonymous:
			names = append(names, fieldNames(f.Type)...)
		}
	}
	slices.Sort(names)
	return names
}
