package netpol

import "slices"

// setTable holds sets of places, each once.
type setTable struct {
	places int
	all    []bitset
	byHash map[uint64][]int32
	draft  bitset // reused to build a set that may be known already
}

// everyone is the number of the set of all places.
const everyone = 0

func newSetTable(places int) setTable {
	t := setTable{places: places, byHash: make(map[uint64][]int32), draft: newBitset(places)}
	t.draft.fill(places)
	t.intern(t.draft)
	return t
}

func (t *setTable) intern(set bitset) int32 {
	h := set.hash()
	for _, id := range t.byHash[h] {
		if t.all[id].equal(set) {
			return id
		}
	}
	id := int32(len(t.all))
	t.all = append(t.all, slices.Clone(set))
	t.byHash[h] = append(t.byHash[h], id)
	return id
}
