package rewrite

import "netpol-tutor/grader/manifest"

// Morph makes v say what w says with few changes: parts that say the same already
// keep their text. It uses parts of w.
func (v *Value) Morph(w *Value) {
	switch {
	case v == nil || w == nil || v.Equal(w):
	case v.kind != w.kind || v.kind == manifest.Scalar || v.Len() == 0 || w.Len() == 0:
		v.Become(w)
	case v.kind == manifest.Mapping:
		v.morphMapping(w)
	default:
		v.morphSequence(w)
	}
}

// Equal tells whether two values say the same.
func (v *Value) Equal(w *Value) bool {
	if v == nil || w == nil || v.kind != w.kind || v.null != w.null || v.Len() != w.Len() {
		return v == w
	}
	for _, e := range v.entries {
		if !e.value.Equal(w.Get(e.key)) {
			return false
		}
	}
	for i, item := range v.items {
		if !item.Equal(w.items[i]) {
			return false
		}
	}
	return v.kind != manifest.Scalar || v.scalar == w.scalar && v.IsString() == w.IsString()
}

// morphMapping renames a key where the new one has the same value, or where one goes
// and one comes.
func (v *Value) morphMapping(w *Value) {
	var gone, fresh []string
	for _, key := range v.Keys() {
		if w.Get(key) == nil {
			gone = append(gone, key)
		}
	}
	for _, key := range w.Keys() {
		if v.Get(key) == nil {
			fresh = append(fresh, key)
		}
	}
	if len(gone) == 1 && len(fresh) == 1 && v.Get(gone[0]).kind == w.Get(fresh[0]).kind {
		v.Rename(gone[0], fresh[0])
		gone, fresh = nil, nil
	}
	for _, key := range gone {
		v.Drop(key)
	}
	for _, key := range fresh {
		v.Set(key, w.Get(key))
	}
	for _, key := range w.Keys() {
		v.Get(key).Morph(w.Get(key))
	}
}

// morphSequence keeps the longest common run of equal items and changes those between.
func (v *Value) morphSequence(w *Value) {
	var out []*Value
	i, j := 0, 0
	for _, pair := range append(common(v.items, w.items), [2]int{len(v.items), len(w.items)}) {
		for i < pair[0] && j < pair[1] {
			v.items[i].Morph(w.items[j])
			out = append(out, v.items[i])
			i, j = i+1, j+1
		}
		out = append(out, w.items[j:pair[1]]...)
		if pair[0] < len(v.items) {
			out = append(out, v.items[pair[0]])
		}
		i, j = pair[0]+1, pair[1]+1
	}
	v.items = out
}

// common are the places of a longest common subsequence.
func common(a, b []*Value) [][2]int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].Equal(b[j]) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Equal(b[j]):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
