package netpol

// partition divides places 0..n-1 into classes, ever finer.
type partition struct {
	class []int32 // of each place
	size  []int32 // of each class
	moved []int32 // during a split: the class that members of this one move to, or -1
	spare []int32 // numbers of classes that became empty
	met   []int32 // during a split: the classes that lost members
}

// newPartition begins with all places in one class.
func newPartition(n int) *partition {
	return &partition{class: make([]int32, n), size: []int32{int32(n)}, moved: []int32{-1}}
}

// split parts the members of a set from those of their class that are not in it.
func (p *partition) split(set bitset) {
	p.met = p.met[:0]
	for place := range set.all() {
		old := p.class[place]
		to := p.moved[old]
		if to < 0 {
			to = p.fresh()
			p.moved[old] = to
			p.met = append(p.met, old)
		}
		p.class[place] = to
		p.size[old]--
		p.size[to]++
	}
	for _, old := range p.met {
		p.moved[old] = -1
		if p.size[old] == 0 {
			p.spare = append(p.spare, old)
		}
	}
}

func (p *partition) fresh() int32 {
	if n := len(p.spare); n > 0 {
		number := p.spare[n-1]
		p.spare = p.spare[:n-1]
		return number
	}
	p.size = append(p.size, 0)
	p.moved = append(p.moved, -1)
	return int32(len(p.size) - 1)
}

// splitBy parts places with different labels.
func (p *partition) splitBy(labels []int32) {
	type key struct{ class, label int32 }
	fresh := make(numbers[key], len(p.size))
	for place, label := range labels {
		p.class[place], _ = fresh.of(key{p.class[place], label})
	}
	p.size = make([]int32, len(fresh))
	p.moved = make([]int32, len(fresh))
	p.spare = nil
	for i := range p.moved {
		p.moved[i] = -1
	}
	for _, c := range p.class {
		p.size[c]++
	}
}

// number renames the classes by their first places, in rising order, and lists the
// places of each.
func (p *partition) number() [][]int32 {
	names := make([]int32, len(p.size))
	for i := range names {
		names[i] = -1
	}
	var places [][]int32
	for place, c := range p.class {
		if names[c] < 0 {
			names[c] = int32(len(places))
			places = append(places, make([]int32, 0, p.size[c]))
		}
		name := names[c]
		p.class[place] = name
		places[name] = append(places[name], int32(place))
	}
	return places
}
