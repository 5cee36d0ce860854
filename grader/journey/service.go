package journey

import (
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// goService looks up a Service's name, unless told not to, and connects to it.
func (t *trip) goService() (Journey, error) {
	to := t.j.Connection.To
	if t.from.Pod == nil {
		return t.j, fmt.Errorf("an outside host cannot use the Service %s: neither its name nor its address mean anything outside the cluster", to)
	}
	s := t.Cluster.Service(to.Namespace, to.Name)
	fault := t.choosePort(s)
	if s != nil && t.options.ByAddress {
		return t.serviceByAddress(s, fault)
	}
	if err := t.canAsk(); err != nil {
		return t.j, err
	}
	return t.byName(t.serviceName(to)), fault
}

// serviceName is how the name is typed. The DNS tools need it in full, as they do not
// search the domains that the others do.
func (t *trip) serviceName(e End) string {
	if t.options.Tool.Program.asksOnly() {
		return e.Name + "." + e.Namespace + serviceZone
	}
	return e.Name + "." + e.Namespace
}

func (t *trip) serviceByAddress(s *cluster.Service, fault error) (Journey, error) {
	if s.ExternalName == "" {
		return t.toService(s), fault
	}
	ips := t.answer(s.ExternalName).addresses
	if len(ips) == 0 {
		return t.j, fmt.Errorf("the Service %s stands for %s, and nothing here has that name", s.Key(), s.ExternalName)
	}
	return t.toIP(t.common(ips)), fault
}

// choosePort settles the port where the connection names none: 80, or the first that
// the Service offers. A headless Service has no port of its own, so the pod's counts.
// The error tells of a Service or port that does not exist.
func (t *trip) choosePort(s *cluster.Service) error {
	if s == nil {
		t.port = max(t.port, 80)
		return fmt.Errorf("there is no Service %s in this cluster", t.j.Connection.To)
	}
	if t.j.Connection.Port != 0 {
		return t.offered(s)
	}
	t.port = 80
	if len(s.Ports) == 0 {
		return nil
	}
	chosen, ok := s.Port(80, corev1.ProtocolTCP)
	if !ok {
		chosen = s.Ports[0]
	}
	t.port, t.protocol = chosen.Port, chosen.Protocol
	if ends := t.Cluster.Endpoints(s, chosen); s.Headless && len(ends) > 0 {
		t.port = ends[0].Port
	}
	return nil
}

// offered finds connections to a port that the Service does not have. Those to a
// headless one go to the pods, which may listen anywhere.
func (t *trip) offered(s *cluster.Service) error {
	if _, ok := s.Port(t.port, t.protocol); ok || s.Headless || s.ExternalName != "" {
		return nil
	}
	offers := ""
	for i, p := range s.Ports {
		if i > 0 {
			offers += ", "
		}
		offers += portWords(p.Protocol, p.Port)
	}
	return fmt.Errorf("the Service %s has no port %s; it offers %s", s.Key(), portWords(t.protocol, t.port), offers)
}

// toService goes on from a Service's address to one of the pods behind it: one that
// policy lets the source reach, if there is any.
func (t *trip) toService(s *cluster.Service) Journey {
	if !t.address.IsValid() {
		t.address = t.common(s.IPs)
	}
	if s.Headless {
		return t.toBest(s, t.headless(s))
	}
	port, ok := s.Port(t.port, t.protocol)
	if !ok {
		return t.lost(s)
	}
	return t.toBest(s, t.Cluster.Endpoints(s, port))
}

// headless are the pods behind a headless Service at the port asked for: its name
// stands for their addresses, and nothing translates the port.
func (t *trip) headless(s *cluster.Service) []cluster.Endpoint {
	var ends []cluster.Endpoint
	for _, p := range t.Cluster.Backends(s) {
		for _, ip := range p.IPs {
			ends = append(ends, cluster.Endpoint{Pod: p, IP: ip, Port: t.port})
		}
	}
	return ends
}

// lost is a port that a Service does not have: nobody translates it, nobody answers.
func (t *trip) lost(s *cluster.Service) Journey {
	t.j.Stage = StageService
	t.j.Reason = fmt.Sprintf("Service %s has no port %s, so nobody answers", s.Key(), portWords(t.protocol, t.port))
	t.step(Step{Kind: ToService, To: s.Key(), Address: t.address, Port: t.port, Protocol: t.protocol, Note: noSuchPort})
	return t.arrive()
}

const noSuchPort = "no such port"

// rejected is a Service without endpoints: the node refuses on its behalf.
func (t *trip) rejected(s *cluster.Service) Journey {
	t.j.Stage = StageService
	t.j.Reason = fmt.Sprintf("no running pod stands behind Service %s, so the node rejects the connection", s.Key())
	t.step(Step{Kind: ToService, To: s.Key(), Address: t.address, Port: t.port, Protocol: t.protocol, Note: "no pod behind it"})
	return t.arrive()
}

func (t *trip) toBest(s *cluster.Service, ends []cluster.Endpoint) Journey {
	best, ok := t.best(ends, t.family(ends))
	if !ok {
		return t.rejected(s)
	}
	t.step(Step{
		Kind: ToService, To: s.Key(), Address: t.address, Port: t.port, Protocol: t.protocol, OK: true,
		Note: fmt.Sprintf("leads to %s of %s", portWords(t.protocol, best.end.Port), best.end.Pod.Key()),
	})
	if s.Headless {
		t.address = best.end.IP
	}
	flow := netpol.Flow{From: t.from, To: netpol.Endpoint{Pod: best.end.Pod, IP: best.end.IP}, Protocol: t.protocol, Port: best.end.Port}
	t.judge(best.end.Pod.Key(), flow, best.listens)
	if best.spoiled != "" && t.j.Stage == "" {
		t.j.Deciding().Note = best.spoiled
	}
	return t.arrive()
}

// family is the IP version of the Service's address; where it has none, that of the
// pods behind it.
func (t *trip) family(ends []cluster.Endpoint) (v6 bool) {
	if t.address.IsValid() {
		return t.address.Is6()
	}
	var ips []netip.Addr
	for _, e := range ends {
		ips = append(ips, e.IP)
	}
	return t.common(ips).Is6()
}

// choice is the endpoint that a journey takes.
type choice struct {
	end     cluster.Endpoint
	listens bool
	spoiled string // which other pod behind the Service is out of reach
}

// best picks among the pods behind a Service: one that policy lets the source reach
// and that listens, else one that policy lets it reach, else the first. Real traffic
// is spread over all of them; a connection that may work at times counts as allowed.
func (t *trip) best(ends []cluster.Endpoint, v6 bool) (choice, bool) {
	var best choice
	rank, stopped := 0, ""
	for _, e := range ends {
		if e.IP.Is6() != v6 {
			continue
		}
		c := choice{end: e, listens: t.listens(e.Pod, e.Port)}
		allowed := t.Policies.Allowed(netpol.Flow{From: t.from, To: netpol.Endpoint{Pod: e.Pod, IP: e.IP}, Protocol: t.protocol, Port: e.Port})
		if !allowed && stopped == "" {
			stopped = e.Pod.Key()
		}
		if r := ranked(allowed, c.listens); r > rank {
			best, rank = c, r
		}
	}
	if rank > 1 && stopped != "" {
		best.spoiled = stopped + " behind the same Service is not reached"
	}
	return best, rank > 0
}

func ranked(allowed, listens bool) int {
	switch {
	case allowed && listens:
		return 3
	case allowed:
		return 2
	}
	return 1
}
