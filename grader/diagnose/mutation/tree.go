package mutation

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// tree makes a slip of thinking: it changes what the documents mean. It has
// nothing to say of texts that cannot be read, or hold an empty document.
func tree(r *rand.Rand, text string) (mutated string, ok bool) {
	docs, ok := readAll(text)
	if !ok {
		return "", false
	}
	if len(docs) > 1 && r.IntN(15) == 0 {
		docs = docs[1:]
	} else {
		slipIn(r, docs)
	}
	return writeAll(docs)
}

func readAll(text string) (docs []any, ok bool) {
	for piece := range strings.SplitSeq(text, "\n---\n") {
		var doc any
		if err := yaml.Unmarshal([]byte(piece), &doc); err != nil || doc == nil {
			return nil, false
		}
		docs = append(docs, doc)
	}
	return docs, true
}

func writeAll(docs []any) (text string, ok bool) {
	var pieces []string
	for _, doc := range docs {
		raw, err := yaml.Marshal(doc)
		if err != nil {
			return "", false
		}
		pieces = append(pieces, string(raw))
	}
	return strings.Join(pieces, "---\n"), true
}

// site is every place in some documents where something can go wrong.
type site struct {
	maps  []map[string]any
	lists []listAt
}

// listAt is a list under its key.
type listAt struct {
	in   map[string]any
	key  string
	list []any
}

func (s *site) walk(v any) {
	switch v := v.(type) {
	case map[string]any:
		s.maps = append(s.maps, v)
		for _, key := range sorted(v) {
			if list, ok := v[key].([]any); ok {
				s.lists = append(s.lists, listAt{v, key, list})
			}
			s.walk(v[key])
		}
	case []any:
		for _, item := range v {
			s.walk(item)
		}
	}
}

func sorted(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

// slipIn changes one list or map somewhere in the documents.
func slipIn(r *rand.Rand, docs []any) {
	var s site
	for _, doc := range docs {
		s.walk(doc)
	}
	if r.IntN(2) == 0 && len(s.lists) > 0 {
		s.slipInList(r, s.lists[r.IntN(len(s.lists))])
		return
	}
	if len(s.maps) > 0 {
		s.slipInMap(r, s.maps[r.IntN(len(s.maps))])
	}
}
