package netpol

// connTable holds connection sets, each once, so that cells of a matrix are numbers
// and an operation on two sets is done once.
type connTable struct {
	sets   []ConnSet
	byHash map[uint64][]connID
	known  map[operation]connID
}

// connID is the number of a set in its table.
type connID uint32

const (
	nothingID    connID = 0
	everythingID connID = 1
)

type operation struct {
	kind opKind
	a, b connID
}

type opKind uint8

const (
	union opKind = iota
	intersection
	subtraction
)

func newConnTable() *connTable {
	t := &connTable{byHash: make(map[uint64][]connID), known: make(map[operation]connID)}
	t.intern(ConnSet{})
	t.intern(Everything())
	return t
}

func (t *connTable) intern(c ConnSet) connID {
	h := c.hash()
	for _, id := range t.byHash[h] {
		if t.sets[id].Equal(c) {
			return id
		}
	}
	id := connID(len(t.sets))
	t.sets = append(t.sets, c)
	t.byHash[h] = append(t.byHash[h], id)
	return id
}

func (c ConnSet) hash() uint64 {
	h := uint64(14695981039346656037)
	for _, s := range c.spans {
		h = (h ^ uint64(s.first)<<32 ^ uint64(s.last)) * 1099511628211
		h ^= h >> 29
	}
	return h
}

func (t *connTable) union(a, b connID) connID {
	switch {
	case a == b || b == nothingID || a == everythingID:
		return a
	case a == nothingID || b == everythingID:
		return b
	}
	return t.do(operation{union, min(a, b), max(a, b)})
}

func (t *connTable) intersect(a, b connID) connID {
	switch {
	case a == b || b == everythingID || a == nothingID:
		return a
	case a == everythingID || b == nothingID:
		return b
	}
	return t.do(operation{intersection, min(a, b), max(a, b)})
}

func (t *connTable) subtract(a, b connID) connID {
	switch {
	case b == nothingID:
		return a
	case a == b || a == nothingID || b == everythingID:
		return nothingID
	}
	return t.do(operation{subtraction, a, b})
}

func (t *connTable) do(o operation) connID {
	if id, done := t.known[o]; done {
		return id
	}
	a, b := t.sets[o.a], t.sets[o.b]
	var result ConnSet
	switch o.kind {
	case union:
		result = a.Union(b)
	case intersection:
		result = a.Intersect(b)
	case subtraction:
		result = a.Subtract(b)
	}
	id := t.intern(result)
	t.known[o] = id
	return id
}
