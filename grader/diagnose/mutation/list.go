package mutation

import (
	"math/rand/v2"
	"slices"
)

func (s *site) slipInList(r *rand.Rand, at listAt) {
	if len(at.list) == 0 {
		return
	}
	i := r.IntN(len(at.list))
	switch r.IntN(5) {
	case 0:
		at.drop(i)
	case 1:
		at.splitItem(r, i)
	case 2:
		at.joinItems()
	case 3:
		s.moveItem(r, at, i)
	case 4:
		if _, ok := at.list[i].(map[string]any); ok {
			at.add(map[string]any{})
		}
	}
}

func (at listAt) drop(i int) { at.in[at.key] = slices.Delete(slices.Clone(at.list), i, i+1) }

func (at listAt) add(item any) { at.in[at.key] = append(slices.Clone(at.list), item) }

// splitItem makes a part of an item an item of its own: the dash too many.
func (at listAt) splitItem(r *rand.Rand, i int) {
	m, ok := at.list[i].(map[string]any)
	if !ok || len(m) < 2 {
		return
	}
	key := sorted(m)[r.IntN(len(m))]
	part := map[string]any{key: m[key]}
	delete(m, key)
	at.add(part)
}

// joinItems makes the first two items one: the dash that is missing.
func (at listAt) joinItems() {
	if len(at.list) < 2 {
		return
	}
	a, ok1 := at.list[0].(map[string]any)
	b, ok2 := at.list[1].(map[string]any)
	if !ok1 || !ok2 {
		return
	}
	for key, v := range b {
		a[key] = v
	}
	at.drop(1)
}

// moveItem puts an item into another list under the same key.
func (s *site) moveItem(r *rand.Rand, at listAt, i int) {
	to := s.lists[r.IntN(len(s.lists))]
	if to.key != at.key {
		return
	}
	item := at.list[i]
	at.drop(i)
	list, _ := to.in[to.key].([]any)
	to.in[to.key] = append(slices.Clone(list), item)
}
