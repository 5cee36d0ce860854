package netpol

import (
	"net/netip"

	"netpol-tutor/grader/cluster"
)

// space is everything that flows can join, seen by one or two evaluators of the same
// cluster: places (the pods on the pod network, then the atoms of the outside),
// grouped into classes between whose members no rule makes a difference.
type space struct {
	cluster   *cluster.Cluster
	pods      []*cluster.Pod
	places    int
	inUse     [2]bool         // by family: whether any pod speaks it
	speaks    [2]bitset       // by family: the places that have an address of it
	addresses [2]addressIndex // by family: of the pods
	outside   [2]outside      // by family
	sets      setTable
	conns     *connTable
	names     *nameTable
	views     []*view
	classes   []class
	ends      [2][][]Endpoint // by family and class; filled in when asked for
}

// class is a set of places that no rule tells apart.
type class struct {
	places []int32
	speaks [2]bool // by family
	inside bool    // its places are pods
}

func (c *class) first() int { return int(c.places[0]) }

// newSpace lays out the places, and classes fit for all the evaluators, which must be
// of one cluster.
func newSpace(evaluators ...*Evaluator) *space {
	s := &space{
		cluster: evaluators[0].cluster,
		pods:    evaluators[0].pods,
		conns:   newConnTable(),
	}
	s.names = newNameTable(s.conns)
	s.layOut(evaluators)
	for _, e := range evaluators {
		s.views = append(s.views, s.newView(e))
	}
	s.names.answer(s.pods, s.places)
	s.classify()
	for _, v := range s.views {
		v.tabulate()
	}
	return s
}

// layOut numbers the places: the pods in the cluster's order, then the outside.
func (s *space) layOut(evaluators []*Evaluator) {
	s.places = len(s.pods)
	s.indexPods()
	prefixes := prefixesOf(evaluators)
	for f, used := range s.inUse {
		if used {
			s.outside[f] = cut(family(f), prefixes[f], s.cluster.Outside, evaluators[0].owners())
			s.places = s.outside[f].number(s.places)
		}
	}
	s.noteFamilies()
	s.sets = newSetTable(s.places)
}

// indexPods notes the pods' addresses. A pod without any, as in a manifest that was
// never applied, is taken to speak IPv4, and to lie in no block.
func (s *space) indexPods() {
	for i, p := range s.pods {
		for f := range s.addresses {
			if ip := p.IP(f == 1); ip.IsValid() {
				s.addresses[f] = append(s.addresses[f], addressOf{ip, int32(i)})
				s.inUse[f] = true
			}
		}
		s.inUse[0] = s.inUse[0] || len(p.IPs) == 0
	}
	for _, index := range s.addresses {
		index.sort()
	}
}

func (s *space) noteFamilies() {
	for f := range s.speaks {
		s.speaks[f] = newBitset(s.places)
		for _, a := range s.addresses[f] {
			s.speaks[f].add(int(a.pod))
		}
		for _, a := range s.outside[f].atoms {
			if a.place >= 0 {
				s.speaks[f].add(int(a.place))
			}
		}
	}
	for i, p := range s.pods {
		if len(p.IPs) == 0 {
			s.speaks[0].add(i)
		}
	}
}

// prefixesOf lists, by family, the prefixes that any rule mentions.
func prefixesOf(evaluators []*Evaluator) (found [2][]netip.Prefix) {
	for _, e := range evaluators {
		for d := range e.sides {
			for _, side := range e.sides[d] {
				for _, r := range side.rules {
					for _, p := range r.peers {
						if p.block != nil {
							f := familyOf(p.block.cidr.Addr())
							found[f] = append(append(found[f], p.block.cidr), p.block.except...)
						}
					}
				}
			}
		}
	}
	return found
}

// classify finds the classes. Places differ if one is a pod and the other is not, if
// other rules govern them, if they answer port names differently, or if the peers of
// any rule hold one but not the other.
func (s *space) classify() {
	p := newPartition(s.places)
	pods := newBitset(s.places)
	pods.fill(len(s.pods))
	p.split(pods)
	for f := range s.speaks {
		p.split(s.speaks[f])
	}
	p.splitBy(s.names.profile)
	for _, v := range s.views {
		for d := range v.group {
			p.splitBy(v.group[d])
		}
	}
	for _, set := range s.sets.all {
		p.split(set)
	}
	for _, places := range p.number() {
		c := class{places: places, inside: int(places[0]) < len(s.pods)}
		for f := range c.speaks {
			c.speaks[f] = s.speaks[f].has(c.first())
		}
		s.classes = append(s.classes, c)
	}
}

// endpoints lists the members of a class with their addresses of a family.
func (s *space) endpoints(f, number int) []Endpoint {
	if s.ends[f] == nil {
		s.ends[f] = make([][]Endpoint, len(s.classes))
	}
	if known := s.ends[f][number]; known != nil {
		return known
	}
	c := &s.classes[number]
	if !c.inside {
		s.ends[f][number] = s.block(c).endpoints()
		return s.ends[f][number]
	}
	all := make([]Endpoint, len(c.places))
	for i, p := range c.places {
		all[i] = Endpoint{s.pods[p], s.pods[p].IP(f == 1)}
	}
	s.ends[f][number] = all
	return all
}

// block describes a class of the outside.
func (s *space) block(c *class) *Block {
	b := &Block{}
	for f := range s.outside {
		if c.speaks[f] {
			s.outside[f].describe(c.places, b)
		}
	}
	return b
}
