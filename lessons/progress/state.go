package progress

import (
	"maps"
	"slices"
)

// state is what events add up to.
type state struct {
	records map[string]Record
	history []Encounter // in the order in which things happened
}

func newState() *state { return &state{records: map[string]Record{}} }

// fold adds an event of a lesson; "" is all of them.
func (s *state) fold(id string, e Event) {
	switch {
	case e.Kind != Forgotten:
		s.history = remember(s.history, encounters(id, s.records[id], e))
		s.records[id] = s.records[id].after(e)
	case id == "":
		s.clear()
	default:
		s.history = forgetting(s.history, id)
		delete(s.records, id)
	}
}

func (s *state) clear() {
	clear(s.records)
	s.history = nil
}

// copy is a state of its own, which may be changed and given away.
func (s *state) copy() *state {
	return &state{maps.Clone(s.records), slices.Clone(s.history)}
}
