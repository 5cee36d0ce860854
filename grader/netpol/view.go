package netpol

import (
	"encoding/binary"
	"slices"
)

// view is one evaluator's rules in terms of a space.
type view struct {
	space  *space
	rules  [2][]flatRule // by direction, each distinct rule once
	groups [2][]group    // by direction, each distinct list of rules once
	group  [2][]int32    // by direction and place: its group

	tables        [2]tables // by family
	row           []int32   // by class: its row in the tables, as a source
	column        []int32   // by class: its column, as a destination
	rows, columns int
}

// flatRule is a rule as sets of places, by family, and a ports list.
type flatRule struct {
	peers [2]int32
	ports int32
}

// group is how pods are governed in one direction.
type group struct {
	rules   []int32
	profile int32 // of a destination, if its rules have port names
}

// open is the number of the group of places that no policy isolates. The outside is
// in it.
const open = 0

func (s *space) newView(e *Evaluator) *view {
	v := &view{space: s}
	for d := range v.rules {
		v.gather(e, Direction(d))
	}
	return v
}

// gather numbers the rules of a direction, and the lists of rules that govern pods.
func (v *view) gather(e *Evaluator, d Direction) {
	rulesOf := make([][]int32, len(e.sides[d]))
	known := make(map[flatRule]int32)
	for i := range e.sides[d] {
		for k := range e.sides[d][i].rules {
			flat := v.space.flatten(&e.sides[d][i].rules[k])
			id, met := known[flat]
			if !met {
				id = int32(len(v.rules[d]))
				known[flat] = id
				v.rules[d] = append(v.rules[d], flat)
			}
			rulesOf[i] = append(rulesOf[i], id)
		}
	}
	v.group[d] = make([]int32, v.space.places)
	v.groups[d] = []group{{}}
	groups := make(map[string]int32)
	var rules []int32
	var text []byte
	for pod := range e.pods {
		isolating := e.isolating[d].of(int32(pod))
		if len(isolating) == 0 {
			continue
		}
		rules, text = rules[:0], text[:0]
		for _, i := range isolating {
			rules = append(rules, rulesOf[i]...)
		}
		slices.Sort(rules)
		rules = slices.Compact(rules)
		for _, id := range rules {
			text = binary.LittleEndian.AppendUint32(text, uint32(id))
		}
		id, met := groups[string(text)]
		if !met {
			id = int32(len(v.groups[d]))
			groups[string(text)] = id
			v.groups[d] = append(v.groups[d], group{rules: slices.Clone(rules)})
		}
		v.group[d][pod] = id
	}
}

// flatten finds the places that a rule's peers match, family by family: a block holds
// a pod by one of its addresses only.
func (s *space) flatten(r *rule) flatRule {
	flat := flatRule{[2]int32{everyone, everyone}, s.names.intern(&r.ports)}
	if len(r.peers) == 0 {
		return flat
	}
	blocks := slices.ContainsFunc(r.peers, func(p peer) bool { return p.block != nil })
	for f := range flat.peers {
		if f > 0 && !blocks {
			flat.peers[f] = flat.peers[0]
			break
		}
		clear(s.sets.draft)
		for i := range r.peers {
			s.add(family(f), &r.peers[i])
		}
		flat.peers[f] = s.sets.intern(s.sets.draft)
	}
	return flat
}

// add puts a peer's places into the draft.
func (s *space) add(f family, p *peer) {
	if p.set != nil {
		s.sets.draft.or(p.set)
	}
	if p.block != nil && familyOf(p.block.cidr.Addr()) == f && s.inUse[f] {
		s.addresses[f].addBlock(p.block, s.sets.draft)
		s.outside[f].addBlock(p.block, s.sets.draft)
	}
}
