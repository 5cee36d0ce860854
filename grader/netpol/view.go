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
		v.groupPods(e, Direction(d), v.numberRules(e.sides[d], Direction(d)))
	}
	return v
}

// numberRules lists the distinct rules of a direction, and answers those of each side.
func (v *view) numberRules(sides []side, d Direction) [][]int32 {
	of := make([][]int32, len(sides))
	known := make(numbers[flatRule])
	for i := range sides {
		for k := range sides[i].rules {
			flat := v.space.flatten(&sides[i].rules[k])
			id, added := known.of(flat)
			if added {
				v.rules[d] = append(v.rules[d], flat)
			}
			of[i] = append(of[i], id)
		}
	}
	return of
}

// groupPods finds which lists of rules govern pods. What isolates a pod does not
// matter otherwise: two policies without rules make one group.
func (v *view) groupPods(e *Evaluator, d Direction, rulesOf [][]int32) {
	v.group[d] = make([]int32, v.space.places)
	v.groups[d] = []group{{}}
	known := numbers[string]{"?": open} // no list of numbers is spelled in one byte
	var rules []int32
	var text []byte
	for pod := range e.pods {
		isolating := e.isolating[d].of(int32(pod))
		if len(isolating) == 0 {
			continue
		}
		rules = joined(rules[:0], isolating, rulesOf)
		text = spelled(text[:0], rules)
		id, added := known.of(string(text))
		if added {
			v.groups[d] = append(v.groups[d], group{rules: slices.Clone(rules)})
		}
		v.group[d][pod] = id
	}
}

// joined lists the rules of some sides, each once and rising.
func joined(rules, sides []int32, rulesOf [][]int32) []int32 {
	for _, i := range sides {
		rules = append(rules, rulesOf[i]...)
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// spelled makes a list of numbers fit for a map's key.
func spelled(text []byte, list []int32) []byte {
	for _, n := range list {
		text = binary.LittleEndian.AppendUint32(text, uint32(n))
	}
	return text
}

// numbers numbers distinct keys in the order of their coming, from 0.
type numbers[K comparable] map[K]int32

func (m numbers[K]) of(key K) (number int32, added bool) {
	number, met := m[key]
	if !met {
		number = int32(len(m))
		m[key] = number
	}
	return number, !met
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
