package diagnose_test

import (
	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/netpol/naive"
	"netpol-tutor/grader/task"
)

// legsOf answers what must be open for a check: a lookup where a name is used that
// should work, and the connection itself.
func legsOf(c *cluster.Cluster, check task.Check) []leg {
	to, by := check.Connection, check.Connection.By
	from := endIn(c, to.From)
	if by == journey.ByDNS {
		return []leg{lookup(c, from, to.Protocol)}
	}
	var legs []leg
	if by != journey.ByAddress && check.Expect == task.Allow {
		legs = append(legs, lookup(c, from, corev1.ProtocolUDP))
	}
	if by == journey.ByService {
		s := c.Service(to.To.Namespace, to.To.Name)
		port, ok := s.Port(to.Port, to.Protocol)
		if !ok {
			port = s.Ports[0] // the check names none
		}
		return append(legs, behind(c, from, s, port))
	}
	return append(legs, leg{{from, endIn(c, to.To), door{to.Protocol, to.Port}}})
}

func endIn(c *cluster.Cluster, e journey.End) naive.End {
	if e.IP.IsValid() {
		return naive.End{Pod: c.Owner(e.IP).Pod, IP: e.IP}
	}
	if p := c.Pod(e.Namespace, e.Name); p != nil {
		return naive.End{Pod: p, IP: p.Primary()}
	}
	host, _ := c.Host(e.Name)
	return naive.End{IP: host.IP}
}

func lookup(c *cluster.Cluster, from naive.End, protocol corev1.Protocol) leg {
	if c.Resolver == cluster.NodeLocal {
		return leg{{from, naive.End{IP: cluster.NodeLocalAddress}, door{protocol, 53}}}
	}
	port, _ := c.DNS().Port(53, protocol)
	return behind(c, from, c.DNS(), port)
}

func behind(c *cluster.Cluster, from naive.End, s *cluster.Service, port cluster.ServicePort) leg {
	var ways leg
	for _, e := range c.Endpoints(s, port) {
		ways = append(ways, flow{from, naive.End{Pod: e.Pod, IP: e.IP}, door{port.Protocol, e.Port}})
	}
	return ways
}
