package export

import (
	"fmt"
	"net/netip"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/render"
)

// line is the line of the script that tries a check, or says why it is not tried.
func (s *scene) line(c check) string {
	command, why := s.probe(c)
	if why != "" {
		return words("skip", quote(c.Text), quote(why))
	}
	expect := "closed"
	if c.open {
		expect = "open"
	}
	return words("expect", expect, quote(c.Text)) + " " + command
}

// probe is the call that tries a connection from inside the pod where it starts; or why
// there is none.
func (s *scene) probe(c check) (command, why string) {
	if c.From.Namespace == "" {
		return "", "it starts outside the cluster, where no command can be run from here"
	}
	from := s.cluster.Pod(c.From.Namespace, c.From.Name)
	if from == nil || !s.made(from) {
		return "", "the pod " + c.From.String() + " is left out"
	}
	o := origin(words(quote(from.Namespace), quote(from.Name)))
	switch c.By {
	case journey.ByDNS:
		return o.call("dns", c.Protocol), ""
	case journey.ByService:
		return s.toService(o, c)
	}
	return s.toAddress(o, c)
}

// origin is the pod in which commands run, as two words of the script.
type origin string

// call is a call of one of the script's functions.
func (o origin) call(function string, p corev1.Protocol, to ...string) string {
	return words(append([]string{function, string(o), strings.ToLower(string(p))}, to...)...)
}

func (s *scene) toService(o origin, c check) (command, why string) {
	sv := s.cluster.Service(c.To.Namespace, c.To.Name)
	if sv == nil {
		return "", "there is no such Service"
	}
	port, protocol, ok := servicePortOf(s.cluster, sv, c)
	switch {
	case !ok:
		return "", "the Service has no such port"
	case sv.ExternalName != "":
		return "", "the Service stands for a name outside the cluster"
	case sv == s.cluster.DNS() && port == 53:
		return o.call("dns", protocol), ""
	case system(sv.Namespace):
		return "", "the Service " + sv.Key() + " is left out"
	}
	function := "service_by_name"
	if c.byAddress && !sv.Headless {
		function = "service_by_address"
	}
	return o.call(function, protocol, quote(sv.Namespace), quote(sv.Name), number(port)), ""
}

// servicePortOf is the port that a connection to a Service means: the one it names, else
// 80, else the first. A headless Service is reached on the pods' own port.
func servicePortOf(c *cluster.Cluster, s *cluster.Service, to check) (uint16, corev1.Protocol, bool) {
	if to.Port != 0 {
		return to.Port, to.Protocol, true
	}
	if len(s.Ports) == 0 {
		return 80, to.Protocol, s.Headless
	}
	chosen, ok := s.Port(80, corev1.ProtocolTCP)
	if !ok {
		chosen = s.Ports[0]
	}
	if ends := c.Endpoints(s, chosen); s.Headless && len(ends) > 0 {
		return ends[0].Port, chosen.Protocol, true
	}
	return chosen.Port, chosen.Protocol, true
}

// toAddress tries a pod, a Service or an outside host by its address. Addresses of the
// lesson's own are those of other objects in a real cluster.
func (s *scene) toAddress(o origin, c check) (command, why string) {
	pod, service := s.owner(c.To)
	switch {
	case pod != nil && s.made(pod):
		return o.call("pod", c.Protocol, quote(pod.Namespace), quote(pod.Name), number(c.Port)), ""
	case pod != nil && s.servesDNS(pod, c):
		return o.call("dns_pod", c.Protocol), ""
	case pod != nil:
		return "", "the pod " + pod.Key() + " is left out"
	case service != nil && system(service.Namespace):
		return "", "the Service " + service.Key() + " is left out"
	case service != nil:
		return o.call("service_by_address", c.Protocol, quote(service.Namespace), quote(service.Name), number(c.Port)), ""
	}
	return s.outside(o, c)
}

// servesDNS tells whether a pod stands for the DNS servers that every cluster has, under
// names of its own, on the port where they listen.
func (s *scene) servesDNS(pod *cluster.Pod, c check) bool {
	return system(pod.Namespace) && pod.Labels["k8s-app"] == "kube-dns" && c.Port == 53
}

func (s *scene) owner(e journey.End) (*cluster.Pod, *cluster.Service) {
	if e.Namespace != "" {
		return s.cluster.Pod(e.Namespace, e.Name), nil
	}
	if !e.IP.IsValid() {
		return nil, nil
	}
	o := s.cluster.Owner(e.IP)
	return o.Pod, o.Service
}

// outside tries a host outside the cluster, if it exists outside the lesson.
func (s *scene) outside(o origin, c check) (command, why string) {
	ip, name := c.To.IP, c.To.String()
	if h, ok := s.cluster.Host(c.To.Name); ok {
		ip = h.IP
	}
	switch {
	case !ip.IsValid() || madeUp(ip):
		return "", name + " exists in the lesson alone"
	case c.By == journey.ByHost && !c.byAddress:
		return o.call("address", c.Protocol, quote(fmt.Sprintf("%s:%d", c.To.Name, c.Port))), ""
	}
	return o.call("address", c.Protocol, quote(netip.AddrPortFrom(ip, c.Port).String())), ""
}

// madeUp tells whether an address is one of those kept for examples and private use, or
// one that leads to something else on every machine.
func madeUp(ip netip.Addr) bool {
	for _, example := range []string{"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001:db8::/32", "3fff::/20"} {
		if netip.MustParsePrefix(example).Contains(ip) {
			return true
		}
	}
	return ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsLoopback() || ip.IsMulticast() || ip.IsUnspecified()
}

func words(all ...string) string { return strings.Join(all, " ") }

// quote makes one word of a shell of any text.
func quote(text string) string {
	return "'" + strings.ReplaceAll(render.CleanLine(text), "'", `'\''`) + "'"
}
