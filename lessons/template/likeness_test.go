package template

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

// matrixOf is who reaches whom in the solved lesson.
func matrixOf(t *testing.T, l *lessons.Lesson) *netpol.Matrix {
	t.Helper()
	compiled, err := l.Task()
	if err != nil {
		t.Fatal(err)
	}
	read := compiled.Read([]manifest.Source{{Name: "solution.yaml", Text: l.Model().Text}})
	return compiled.Judge(task.Of(read)).World.Policies.Matrix()
}

// likeness is a number that does not change when pods, namespaces, addresses and ports
// are called something else: where it differs, two matrices differ in more than names. It
// is what colour refinement makes of the graph whose nodes are ends of connections,
// namespaces and groups of ports, and whose edges are the open connections.
func likeness(m *netpol.Matrix) uint64 {
	g := graphOf(m)
	colours := make([]uint64, len(g.nodes))
	for i, n := range g.nodes {
		colours[i] = mix(n)
	}
	for range 4 { // fewer rounds than nodes may take two graphs for alike, never the other way round
		colours = g.refine(colours)
	}
	return mix(sorted(colours))
}

type graph struct {
	nodes []string // their kinds
	edges []edge
}

// edge is that one node has to do with two others, in this order.
type edge struct {
	role    string
	a, b, c int
}

func (g *graph) node(kind string) int {
	g.nodes = append(g.nodes, kind)
	return len(g.nodes) - 1
}

func graphOf(m *netpol.Matrix) *graph {
	g := &graph{}
	ends := map[int][]int{} // by class
	spaces := map[string]int{}
	for i, class := range m.Classes {
		if class.Outside != nil {
			ends[i] = []int{g.node("outside")}
		}
		for _, pod := range class.Members {
			n := g.node("pod")
			ends[i] = append(ends[i], n)
			if _, ok := spaces[pod.Namespace]; !ok {
				spaces[pod.Namespace] = g.node("namespace")
			}
			g.edges = append(g.edges, edge{"in", n, spaces[pod.Namespace], spaces[pod.Namespace]})
		}
	}
	groups := map[string]int{}
	ports := atoms(m)
	for from := range m.Classes {
		for to := range m.Classes {
			for _, atom := range ports {
				if !m.At(from, to).Contains(atom.protocol, atom.port) {
					continue
				}
				if _, ok := groups[atom.key]; !ok {
					groups[atom.key] = g.node("ports " + string(atom.protocol))
				}
				for _, a := range ends[from] {
					for _, b := range ends[to] {
						g.edges = append(g.edges, edge{"open", a, b, groups[atom.key]})
					}
				}
			}
		}
	}
	return g
}

// atom is a port that stands for all of its protocol with which the same is open.
type atom struct {
	protocol corev1.Protocol
	port     uint16
	key      string // what is open with it
}

func atoms(m *netpol.Matrix) []atom {
	var all []atom
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		for _, port := range bounds(m, protocol) {
			key := string(protocol)
			for from := range m.Classes {
				for to := range m.Classes {
					key += fmt.Sprint(m.At(from, to).Contains(protocol, port))
				}
			}
			if !slices.ContainsFunc(all, func(a atom) bool { return a.key == key }) {
				all = append(all, atom{protocol, port, key})
			}
		}
	}
	return all
}

// bounds are the ports at which something begins or has just ended.
func bounds(m *netpol.Matrix, protocol corev1.Protocol) []uint16 {
	ports := []uint16{1}
	for from := range m.Classes {
		for to := range m.Classes {
			for _, i := range m.At(from, to).Ports(protocol) {
				ports = append(ports, i.First)
				if i.Last < 65535 {
					ports = append(ports, i.Last+1)
				}
			}
		}
	}
	slices.Sort(ports)
	return slices.Compact(ports)
}

// refine colours every node after what it has to do with.
func (g *graph) refine(colours []uint64) []uint64 {
	seen := make([][]uint64, len(g.nodes))
	for _, e := range g.edges {
		about := fmt.Sprint(e.role, colours[e.a], colours[e.b], colours[e.c])
		for place, n := range []int{e.a, e.b, e.c} {
			seen[n] = append(seen[n], mix(fmt.Sprint(place, about)))
		}
	}
	next := make([]uint64, len(colours))
	for i := range next {
		next[i] = mix(fmt.Sprint(colours[i], sorted(seen[i])))
	}
	return next
}

func sorted(all []uint64) string {
	all = slices.Clone(all)
	slices.Sort(all)
	return fmt.Sprint(all)
}

func mix(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// TestLikenessKnowsNames makes sure that the number can say both: that two twins are the
// same but for their names, and that they are not.
func TestLikenessKnowsNames(t *testing.T) {
	l, err := All()[0].make(1)
	if err != nil {
		t.Fatal(err)
	}
	same := likeness(matrixOf(t, l))
	renamed := All()[0]
	again, err := renamed.make(1 + renamed.shapes())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Fields(again.Brief)[1] == strings.Fields(l.Brief)[1] {
		t.Fatal("the two are meant to be of different worlds")
	}
	if likeness(matrixOf(t, again)) != same {
		t.Error("one shape in two worlds: the matrices should be alike")
	}
}

func TestNeighboursDifferInMoreThanNames(t *testing.T) {
	for _, tpl := range All() {
		var last *lessons.Lesson
		var before uint64
		for seed := uint64(1); seed <= max(Proved, tpl.shapes()+1); seed++ {
			l, err := tpl.make(seed)
			if err != nil {
				t.Fatal(err)
			}
			now := likeness(matrixOf(t, l))
			if now == before {
				t.Errorf("%s and %s differ in names alone", last.ID, l.ID)
			}
			if last != nil {
				for _, p := range lessons.VerifyPair(last, l) {
					t.Error(p)
				}
			}
			last, before = l, now
		}
	}
}
