package netpol

import (
	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
)

// Matrix says who may open what to whom: pods on the pod network, and the outside in
// blocks, by classes of those that no rule tells apart. It never changes.
type Matrix struct {
	Classes []Class // pods first, in the order of their first members

	cells []connID // from x to
	sets  []ConnSet
	class map[*cluster.Pod]int
}

// Class is a set of pods, or a block of addresses outside the cluster.
type Class struct {
	Members []*cluster.Pod // in the cluster's order; none for a block
	Outside *Block         // nil for pods
	speaks  [2]bool        // by family
}

// Matrix works out all flows.
func (e *Evaluator) Matrix() *Matrix {
	s := newSpace(e)
	n := len(s.classes)
	m := &Matrix{Classes: s.export(), cells: make([]connID, n*n), class: make(map[*cluster.Pod]int, len(s.pods))}
	for c, class := range m.Classes {
		for _, p := range class.Members {
			m.class[p] = c
		}
	}
	s.fill(m.cells)
	m.sets = s.conns.sets
	return m
}

// fill works out the cells: what some family's flows allow. The pod of a class of its
// own always reaches itself.
func (s *space) fill(cells []connID) {
	n := len(s.classes)
	over := make([]connID, n)
	for from := range n {
		row := cells[from*n : (from+1)*n]
		s.views[0].along(0, from, row)
		if s.inUse[1] {
			s.views[0].along(1, from, over)
			for to := range row {
				row[to] = s.conns.union(row[to], over[to])
			}
		}
		if c := &s.classes[from]; c.inside && len(c.places) == 1 {
			row[from] = everythingID
		}
	}
}

// export describes the classes.
func (s *space) export() []Class {
	classes := make([]Class, len(s.classes))
	for i := range s.classes {
		c := &s.classes[i]
		classes[i].speaks = c.speaks
		if c.inside {
			classes[i].Members = s.podsOf(c)
		} else {
			classes[i].Outside = s.block(c)
		}
	}
	return classes
}

func (s *space) podsOf(c *class) []*cluster.Pod {
	pods := make([]*cluster.Pod, len(c.places))
	for i, p := range c.places {
		pods[i] = s.pods[p]
	}
	return pods
}

// At is everything that a member of one class may open to a member of another, or to
// another member of its own, over any family. A pod that is alone in its class reaches
// itself: everything. Between blocks it is empty, as those are no flows.
func (m *Matrix) At(from, to int) ConnSet { return m.sets[m.cells[from*len(m.Classes)+to]] }

// ClassOf is the number of a pod's class, or -1 for a pod that policy does not see.
func (m *Matrix) ClassOf(p *cluster.Pod) int {
	if c, known := m.class[p]; known {
		return c
	}
	return -1
}

// Pairs counts the ordered pairs of distinct pods between which anything can flow:
// those that share a family.
func (m *Matrix) Pairs() int { return m.count(func(ConnSet) bool { return true }) }

// Count counts the ordered pairs of distinct pods that may use a port.
func (m *Matrix) Count(protocol corev1.Protocol, port uint16) int {
	return m.count(func(c ConnSet) bool { return c.Contains(protocol, port) })
}

// CountAny counts the ordered pairs of distinct pods that may use any port at all.
func (m *Matrix) CountAny() int {
	return m.count(func(c ConnSet) bool { return !c.IsEmpty() })
}

func (m *Matrix) count(counts func(ConnSet) bool) int {
	yes := make([]bool, len(m.sets))
	for i, set := range m.sets {
		yes[i] = counts(set)
	}
	sum := 0
	n := len(m.Classes)
	for from := range m.Classes {
		for to := range m.Classes {
			if yes[m.cells[from*n+to]] {
				sum += m.size(from, to)
			}
		}
	}
	return sum
}

// size is how many ordered pairs of distinct pods that share a family a cell stands for.
func (m *Matrix) size(from, to int) int {
	a, b := &m.Classes[from], &m.Classes[to]
	switch {
	case from == to:
		return len(a.Members) * (len(a.Members) - 1)
	case a.speaks[0] && b.speaks[0] || a.speaks[1] && b.speaks[1]:
		return len(a.Members) * len(b.Members)
	}
	return 0
}
