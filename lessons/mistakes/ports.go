package mistakes

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

var ports = []operator{
	{"service-port-not-target-port", portOfService},
	{"named-port-mismatch", misnamePort},
	{"protocol-default-tcp", forgetProtocol},
	{"endport-misuse", misuseRange},
	{"port-quoted", quotePort},
}

// eachPort visits the entries of ports lists that say which port.
func (s *sheet) eachPort(visit func(r rule, i int, value func(*draft) *rewrite.Value)) {
	s.eachRule(func(r rule) {
		for i := range r.ports {
			if r.ports[i].Port != nil {
				visit(r, i, func(d *draft) *rewrite.Value { return r.in(d).Get("ports").Items()[i] })
			}
		}
	})
}

// eachServicePort visits the ports of Services through which a rule's port is reached.
func (s *sheet) eachServicePort(r rule, i int, visit func(*cluster.Service, cluster.ServicePort)) {
	targets := s.targets(r)
	s.front(targets, func(service *cluster.Service) {
		for _, port := range service.Ports {
			for _, e := range s.Cluster.Endpoints(service, port) {
				if s.means(r, i, e.Pod, e.Port) && port.Protocol == protocolOf(r.ports[i]) {
					visit(service, port)
					break
				}
			}
		}
	})
}

// means tells whether an entry of a ports list is this port of a pod.
func (s *sheet) means(r rule, i int, q *cluster.Pod, number uint16) bool {
	port := r.ports[i].Port
	if port.Type == intstr.Int {
		return port.IntValue() == int(number)
	}
	named, ok := q.NamedPort(port.StrVal, protocolOf(r.ports[i]))
	return ok && named == number
}

func portOfService(s *sheet) {
	s.eachPort(func(r rule, i int, value func(*draft) *rewrite.Value) {
		if r.isDNS() {
			return
		}
		s.eachServicePort(r, i, func(service *cluster.Service, port cluster.ServicePort) {
			s.write("port-of-the-service|service-port|the-number-on-the-sign", func(d *draft) {
				value(d).Set("port", rewrite.Number(int(port.Port)))
			})
		})
	})
}

// misnamePort calls a port what its Service calls it, or the Service itself is called.
func misnamePort(s *sheet) {
	s.eachPort(func(r rule, i int, value func(*draft) *rewrite.Value) {
		s.eachServicePort(r, i, func(service *cluster.Service, port cluster.ServicePort) {
			name, names := port.Name, "name-of-the-service-port|a-name-no-container-knows|port-called-"+port.Name
			if name == "" {
				name, names = service.Name, "service-name-as-port|a-name-no-container-knows|port-called-"+service.Name
			}
			if !declared(s.targets(r), name, protocolOf(r.ports[i])) && len(name) <= 15 {
				s.write(names, func(d *draft) {
					value(d).Set("port", rewrite.Text(name))
				})
			}
		})
	})
}

func declared(pods []*cluster.Pod, name string, protocol corev1.Protocol) bool {
	for _, q := range pods {
		if _, ok := q.NamedPort(name, protocol); ok {
			return true
		}
	}
	return false
}

func forgetProtocol(s *sheet) {
	s.eachPort(func(r rule, i int, value func(*draft) *rewrite.Value) {
		if !r.isDNS() && protocolOf(r.ports[i]) != corev1.ProtocolTCP {
			s.write("protocol-left-out|no-protocol|tcp-by-default", func(d *draft) { value(d).Drop("protocol") })
		}
	})
}

// misuseRange names the ends of a range alone, or the last before the first.
func misuseRange(s *sheet) {
	s.eachPort(func(r rule, i int, value func(*draft) *rewrite.Value) {
		if r.ports[i].EndPort == nil {
			return
		}
		last := int(*r.ports[i].EndPort)
		s.write("both-ends-and-nothing-between|two-single-ports", func(d *draft) {
			other := value(d).Clone()
			value(d).Drop("endPort")
			other.Drop("endPort")
			other.Set("port", rewrite.Number(last))
			r.in(d).Get("ports").Insert(i+1, other)
		})
		s.write("from-last-to-first|range-backwards", func(d *draft) {
			value(d).Set("endPort", rewrite.Number(r.ports[i].Port.IntValue()))
			value(d).Set("port", rewrite.Number(last))
		})
	})
}

func quotePort(s *sheet) {
	s.eachPort(func(r rule, i int, value func(*draft) *rewrite.Value) {
		if r.ports[i].Port.Type == intstr.Int {
			s.write("port-in-quotes|number-in-quotes|quoted-"+r.ports[i].Port.String(), func(d *draft) {
				value(d).Set("port", rewrite.Text(r.ports[i].Port.String()))
			})
		}
	})
}
