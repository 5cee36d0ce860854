package netpol

import (
	"encoding/binary"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
)

// nameTable knows the ports lists of rules, each once, and what the port names in
// them mean on each place.
type nameTable struct {
	conns    *connTable
	number   numbers[portName]
	names    []portName
	lists    []portList
	known    numbers[listKey]
	profile  []int32             // of each place
	profiles [][]uint16          // by profile and name: the number behind the name, or 0
	resolved map[[2]int32]connID // by list and profile
}

// portName is a port name with the protocol of the rule that mentions it.
type portName struct {
	name     string
	protocol corev1.Protocol
}

// portList is a rule's ports list: fixed ports, and names that each destination resolves.
type portList struct {
	fixed connID
	names []int32
}

type listKey struct {
	fixed connID
	names string
}

func newNameTable(conns *connTable) *nameTable {
	return &nameTable{
		conns:    conns,
		number:   make(numbers[portName]),
		known:    make(numbers[listKey]),
		resolved: make(map[[2]int32]connID),
	}
}

// intern answers the number of a ports list.
func (t *nameTable) intern(p *ports) int32 {
	list := portList{fixed: t.conns.intern(p.fixed)}
	for i := range p.entries {
		if entry := &p.entries[i]; entry.name != "" {
			list.names = append(list.names, t.internName(portName{entry.name, entry.protocol}))
		}
	}
	id, added := t.known.of(listKey{list.fixed, string(spelled(nil, list.names))})
	if added {
		t.lists = append(t.lists, list)
	}
	return id
}

func (t *nameTable) internName(n portName) int32 {
	k, added := t.number.of(n)
	if added {
		t.names = append(t.names, n)
	}
	return k
}

// answer finds the distinct ways in which pods define the names in play; way 0, which
// is that of the outside too, defines none.
func (t *nameTable) answer(pods []*cluster.Pod, places int) {
	t.profile = make([]int32, places)
	t.profiles = [][]uint16{make([]uint16, len(t.names))}
	if len(t.names) == 0 {
		return
	}
	answers := make([]uint16, len(t.names))
	text := make([]byte, 2*len(t.names))
	known := numbers[string]{string(text): 0}
	for i, pod := range pods {
		t.ask(pod, answers)
		for k, number := range answers {
			binary.LittleEndian.PutUint16(text[2*k:], number)
		}
		id, added := known.of(string(text))
		if added {
			t.profiles = append(t.profiles, slices.Clone(answers))
		}
		t.profile[i] = id
	}
}

// ask fills in the numbers behind the names on a pod; of two ports with one name the
// first counts.
func (t *nameTable) ask(pod *cluster.Pod, answers []uint16) {
	clear(answers)
	for _, port := range pod.Ports {
		if k, asked := t.number[portName{port.Name, port.Protocol}]; asked && answers[k] == 0 {
			answers[k] = port.Number
		}
	}
}

// resolve is what a ports list allows at destinations of a profile.
func (t *nameTable) resolve(id, profile int32) connID {
	list := &t.lists[id]
	if len(list.names) == 0 {
		return list.fixed
	}
	key := [2]int32{id, profile}
	if known, done := t.resolved[key]; done {
		return known
	}
	sum := list.fixed
	for _, k := range list.names {
		if number := t.profiles[profile][k]; number != 0 {
			sum = t.conns.union(sum, t.conns.intern(Range(t.names[k].protocol, number, number)))
		}
	}
	t.resolved[key] = sum
	return sum
}
