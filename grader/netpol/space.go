package netpol

import (
	"cmp"
	"encoding/binary"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
)

// space is everything that flows can join, seen by one or two evaluators of the same
// cluster: places (pods on the pod network, then atoms of the outside), grouped into
// classes between whose members the rules make no difference.
type space struct {
	cluster   *cluster.Cluster
	pods      []*cluster.Pod
	places    int
	speaks    [2]bitset // by family: the places that have an address of it
	addresses [2][]addressed
	outside   [2]outside
	sets      setTable
	conns     *connTable
	views     []*view

	names    map[portName]int // port names in play
	profiles []profile        // distinct answers of destinations to those names
	profile  []int32          // by place
	specs    []spec
	specIDs  map[specKey]int32
	resolved map[[2]int32]connID // by spec and profile

	classes []class
}

// class is a set of places that no rule tells apart.
type class struct {
	places []int32
	speaks [2]bool
	inside bool // its places are pods
}

func (c *class) first() int { return int(c.places[0]) }

type addressed struct {
	ip  netip.Addr
	pod int32
}

// newSpace lays out the places, and classes fit for all the evaluators, which must be
// of one cluster.
func newSpace(evaluators ...*Evaluator) *space {
	first := evaluators[0]
	s := &space{
		cluster:  first.cluster,
		pods:     first.pods,
		conns:    newConnTable(),
		names:    make(map[portName]int),
		specIDs:  make(map[specKey]int32),
		resolved: make(map[[2]int32]connID),
	}
	s.layOut(evaluators)
	for _, e := range evaluators {
		s.views = append(s.views, s.newView(e))
	}
	s.answerNames()
	s.classify()
	for _, v := range s.views {
		v.tabulate()
	}
	return s
}

// layOut numbers the places: the pods in the cluster's order, then the outside.
func (s *space) layOut(evaluators []*Evaluator) {
	for i, p := range s.pods {
		for f := range s.addresses {
			if ip := p.IP(f == 1); ip.IsValid() {
				s.addresses[f] = append(s.addresses[f], addressed{ip, int32(i)})
			}
		}
	}
	s.places = len(s.pods)
	prefixes := prefixesOf(evaluators)
	for f := range s.addresses {
		slices.SortFunc(s.addresses[f], func(a, b addressed) int {
			return cmp.Or(a.ip.Compare(b.ip), cmp.Compare(a.pod, b.pod))
		})
		if s.used(f) {
			s.outside[f] = cut(family(f), prefixes[f], s.cluster.Outside, evaluators[0].owners())
			s.numberAtoms(f)
		}
	}
	s.noteFamilies()
	s.sets = newSetTable(s.places)
}

// used tells whether any pod speaks a family. One without an address is taken to
// speak IPv4.
func (s *space) used(f int) bool {
	return len(s.addresses[f]) > 0 || f == 0 && slices.ContainsFunc(s.pods, func(p *cluster.Pod) bool { return len(p.IPs) == 0 })
}

func (s *space) numberAtoms(f int) {
	for i := range s.outside[f].atoms {
		a := &s.outside[f].atoms[i]
		a.place = -1
		if a.address.IsValid() {
			a.place = int32(s.places)
			s.places++
		}
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

// classify finds the classes. Pods differ if other rules govern them, if they answer
// port names differently, or if any rule's peers hold one but not the other.
func (s *space) classify() {
	p := newPartition(s.places)
	p.splitBy(s.inside())
	p.splitBy(s.profile)
	for f := range s.speaks {
		p.split(s.speaks[f])
	}
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

func (s *space) inside() []int32 {
	labels := make([]int32, s.places)
	for i := range s.pods {
		labels[i] = 1
	}
	return labels
}

// portName is a port name with the protocol of the rule that mentions it.
type portName struct {
	name     string
	protocol corev1.Protocol
}

// profile holds the number behind each port name in play, 0 for none.
type profile []uint16

// answerNames finds the distinct ways in which pods define the port names in play;
// way 0 defines none.
func (s *space) answerNames() {
	s.profile = make([]int32, s.places)
	s.profiles = []profile{make(profile, len(s.names))}
	if len(s.names) == 0 {
		return
	}
	text := make([]byte, 2*len(s.names))
	known := map[string]int32{string(text): 0}
	for i, pod := range s.pods {
		answers := s.ask(pod)
		for k, number := range answers {
			binary.LittleEndian.PutUint16(text[2*k:], number)
		}
		id, met := known[string(text)]
		if !met {
			id = int32(len(s.profiles))
			known[string(text)] = id
			s.profiles = append(s.profiles, answers)
		}
		s.profile[i] = id
	}
}

func (s *space) ask(pod *cluster.Pod) profile {
	answers := make(profile, len(s.names))
	for _, port := range pod.Ports {
		if k, asked := s.names[portName{port.Name, port.Protocol}]; asked && answers[k] == 0 {
			answers[k] = port.Number
		}
	}
	return answers
}

// spec is a rule's ports list: fixed ports, and names that each destination resolves.
type spec struct {
	fixed connID
	names []int32
}

type specKey struct {
	fixed connID
	names string
}

func (s *space) internSpec(p *ports) int32 {
	next := spec{fixed: s.conns.intern(p.fixed)}
	var text []byte
	for i := range p.entries {
		if entry := &p.entries[i]; entry.name != "" {
			k := s.internName(portName{entry.name, entry.protocol})
			next.names = append(next.names, k)
			text = binary.LittleEndian.AppendUint32(text, uint32(k))
		}
	}
	key := specKey{next.fixed, string(text)}
	id, known := s.specIDs[key]
	if !known {
		id = int32(len(s.specs))
		s.specIDs[key] = id
		s.specs = append(s.specs, next)
	}
	return id
}

func (s *space) internName(n portName) int32 {
	k, known := s.names[n]
	if !known {
		k = len(s.names)
		s.names[n] = k
	}
	return int32(k)
}

// resolve is what a ports list allows at destinations of a profile.
func (s *space) resolve(id, profile int32) connID {
	spec := &s.specs[id]
	if len(spec.names) == 0 {
		return spec.fixed
	}
	key := [2]int32{id, profile}
	if known, done := s.resolved[key]; done {
		return known
	}
	sum := s.conns.sets[spec.fixed]
	for n, k := range s.names {
		if number := s.profiles[profile][k]; number != 0 && slices.Contains(spec.names, int32(k)) {
			sum = sum.Union(Range(n.protocol, number, number))
		}
	}
	conn := s.conns.intern(sum)
	s.resolved[key] = conn
	return conn
}
