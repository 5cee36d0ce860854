package diagnose

import (
	"netpol-tutor/grader/netpol"
)

// mostSides bounds the ends that are compared, for the sake of crowds.
const mostSides = 4000

// side is one end of a pair.
type side struct {
	in       netpol.Direction
	from, to netpol.Endpoint
}

// sides are the ends of all pairs that have a pod there.
func (l *lesson) sides() []side {
	var ends []netpol.Endpoint
	for _, p := range l.cluster.Pods {
		ends = append(ends, netpol.Endpoint{Pod: p})
	}
	for _, h := range l.cluster.Outside {
		ends = append(ends, netpol.Endpoint{IP: h.IP})
	}
	if 2*len(ends)*len(ends) > mostSides {
		return nil
	}
	var all []side
	for _, from := range ends {
		for _, to := range ends {
			if from == to {
				continue
			}
			if from.Pod != nil {
				all = append(all, side{netpol.Egress, from, to})
			}
			if to.Pod != nil {
				all = append(all, side{netpol.Ingress, from, to})
			}
		}
	}
	return all
}

// permitted is what each side may permit: what the task permits there, and what the
// submission does already.
func (s *scene) permitted() []netpol.ConnSet {
	return s.permittedOnce.get(func() []netpol.ConnSet {
		all := make([]netpol.ConnSet, len(s.allSides))
		for i, x := range s.allSides {
			all[i] = s.loosest.Permits(x.in, x.from, x.to).Union(s.wrong.world.Policies.Permits(x.in, x.from, x.to))
		}
		return all
	})
}

// oversteps tells whether an end permits after a change what neither the task nor the
// submission permits there. The other end may stop it today; it was given to somebody for
// whom it was not meant all the same.
func (s *scene) oversteps(a *attempt) bool {
	if !s.bounded {
		return false
	}
	return a.over.get(func() bool {
		may := s.permitted()
		for i, x := range s.allSides {
			if !a.wrong.world.Policies.Permits(x.in, x.from, x.to).Subtract(may[i]).IsEmpty() {
				return true
			}
		}
		return false
	})
}
