package netpol

// Delta is a difference between two classes: what one set of policies allows there
// and another does not. It is of one IP family; its ends have their addresses of it.
type Delta struct {
	From, To Endpoint   // one pair that differs; a named outside host where there is one
	Ports    ConnSet    // exactly what differs
	Pairs    int        // how many distinct pairs of Froms and Tos differ
	Froms    []Endpoint // all sources: pods in the cluster's order, or named hosts, or an address for a whole block
	Tos      []Endpoint // all destinations; no pair of a pod with itself is meant
}

// Difference lists what a allows and b does not, over all flows: sources in the
// cluster's order, then the outside, and so for each source the destinations. Both
// should be of one cluster; else b's policies are asked about a's cluster.
func Difference(a, b *Evaluator) []Delta {
	var all []Delta
	compare(a, b, func(s *space, f, from, to int, left, right connID) bool {
		if more := s.conns.subtract(left, right); more != nothingID {
			all = append(all, s.delta(f, from, to, s.conns.sets[more]))
		}
		return true
	})
	return all
}

// Within tells whether b allows all that a allows: whether Difference is empty.
func Within(a, b *Evaluator) bool {
	result := true
	compare(a, b, func(s *space, _, _, _ int, left, right connID) bool {
		result = s.conns.subtract(left, right) == nothingID
		return result
	})
	return result
}

// Equal tells whether both allow the same flows.
func Equal(a, b *Evaluator) bool {
	result := true
	compare(a, b, func(*space, int, int, int, connID, connID) bool {
		result = false
		return false
	})
	return result
}

// compare visits every pair of classes between which two evaluators differ, until
// visit has seen enough.
func compare(a, b *Evaluator, visit func(s *space, f, from, to int, left, right connID) bool) {
	if b.cluster != a.cluster {
		b = Compile(a.cluster, b.policies)
	}
	s := newSpace(a, b)
	n := len(s.classes)
	cells := make([]connID, 4*n)
	for from := range n {
		for f := range 2 {
			if s.inUse[f] {
				s.views[0].along(f, from, cells[2*f*n:][:n])
				s.views[1].along(f, from, cells[(2*f+1)*n:][:n])
			}
		}
		for to := range n {
			if from == to && len(s.classes[from].places) == 1 {
				continue
			}
			for f := range 2 {
				left, right := cells[2*f*n+to], cells[(2*f+1)*n+to]
				if left != right && !visit(s, f, from, to, left, right) {
					return
				}
			}
		}
	}
}

func (s *space) delta(f, from, to int, ports ConnSet) Delta {
	d := Delta{Ports: ports, Froms: s.endpoints(f, from), Tos: s.endpoints(f, to)}
	d.From, d.To = d.Froms[0], d.Tos[0]
	d.Pairs = len(d.Froms) * len(d.Tos)
	if from == to {
		d.To = d.Tos[1]
		d.Pairs -= len(d.Froms)
	}
	return d
}
