package template

import "netpol-tutor/lessons"

// Maker makes the twins that a catalogue is asked for.
type Maker struct{}

var _ lessons.Maker = Maker{}

// Make is the twin of that id, as in outbound-3.
func (Maker) Make(id string) (*lessons.Lesson, bool) {
	t, seed, ok := parse(id)
	if !ok {
		return nil, false
	}
	l, err := t.Lesson(seed)
	return l, err == nil
}

// Another is the twin to train a cause with that was tried least, the first of such.
// Templates of which it is the main cause go before those that train it beside another.
func (Maker) Another(cause string, tries func(id string) int) (*lessons.Lesson, bool) {
	t, seed, ok := least(ForCause(cause), tries)
	if !ok {
		return nil, false
	}
	l, err := t.Lesson(seed)
	return l, err == nil
}

// least is the twin that was tried least of those templates that share the main cause of
// the first.
func least(of []Template, tries func(id string) int) (rarest Template, seed uint64, ok bool) {
	fewest := 0
	for s := uint64(1); s <= Proved; s++ {
		for _, t := range of {
			if n := tries(t.Twin(s)); t.Causes[0] == of[0].Causes[0] && (!ok || n < fewest) {
				rarest, seed, ok, fewest = t, s, true, n
			}
		}
	}
	return rarest, seed, ok
}

// Samples are the first twins of all templates.
func (Maker) Samples() []string {
	var ids []string
	for _, t := range All() {
		ids = append(ids, t.Twin(1))
	}
	return ids
}
