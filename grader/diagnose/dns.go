package diagnose

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// lookup is what a scene tells about looking up names.
type lookup struct {
	servers   []*cluster.Pod
	namespace string
	labels    map[string]string          // by which the DNS Service finds its pods
	port      map[corev1.Protocol]uint16 // on which those listen
	local     bool                       // the resolver is an address on the node

	namesOnly bool              // names fail while every address works
	clients   []*cluster.Pod    // who should look up names and cannot
	cut       []corev1.Protocol // over what they cannot
}

func (s *scene) newLookup() *lookup {
	d := &lookup{
		namespace: "kube-system",
		labels:    map[string]string{"k8s-app": "kube-dns"},
		port:      map[corev1.Protocol]uint16{corev1.ProtocolUDP: 53, corev1.ProtocolTCP: 53},
		local:     s.cluster.Resolver == cluster.NodeLocal,
	}
	if service := s.cluster.DNS(); service != nil {
		d.namespace, d.labels = service.Namespace, service.Selector
		d.servers = s.cluster.Backends(service)
		for _, port := range service.Ports {
			if ends := s.cluster.Endpoints(service, port); len(ends) > 0 && port.Port == 53 {
				d.port[port.Protocol] = ends[0].Port
			}
		}
	}
	s.fillClients(d)
	return d
}

// fillClients finds who is cut off: by the checks, then by the bounds.
func (s *scene) fillClients(d *lookup) {
	addresses, names := true, true
	for i, check := range s.task.Checks {
		if check.Expect != task.Allow || s.wrong.held[i] {
			continue
		}
		way := &s.wrong.ways[i]
		lookup := check.Connection.By == journey.ByDNS || way.Stage == journey.StageDNS
		if lookup {
			names = false
			d.note(s.cluster.Pod(check.Connection.From.Namespace, check.Connection.From.Name), cutOver(way))
		}
		addresses = addresses && lookup && (check.Connection.By == journey.ByDNS || s.byAddress(i))
	}
	d.namesOnly = addresses && !names
	for _, delta := range s.wrong.missing {
		if delta.To.Pod == nil || !slices.Contains(d.servers, delta.To.Pod) {
			continue
		}
		for _, protocol := range dnsProtocols {
			if delta.Ports.Contains(protocol, d.port[protocol]) {
				for _, from := range delta.Froms {
					d.note(from.Pod, protocol)
				}
			}
		}
	}
}

var dnsProtocols = [...]corev1.Protocol{corev1.ProtocolUDP, corev1.ProtocolTCP}

func cutOver(way *journey.Journey) corev1.Protocol {
	if step := way.Deciding(); step != nil && step.Protocol != "" {
		return step.Protocol
	}
	return corev1.ProtocolUDP
}

func (d *lookup) note(client *cluster.Pod, over corev1.Protocol) {
	if client == nil {
		return
	}
	if !slices.Contains(d.clients, client) {
		d.clients = append(d.clients, client)
	}
	if !slices.Contains(d.cut, over) {
		d.cut = append(d.cut, over)
	}
}

// byAddress tells whether a check would hold without its lookup.
func (s *scene) byAddress(i int) bool {
	way, err := journey.Go(s.wrong.world, s.task.Checks[i].Connection, journey.Options{ByAddress: true})
	return err == nil && way.Allowed
}

// touches tells whether a change is about a rule of the learner that already speaks
// of DNS.
func (d *lookup) touches(c *change) bool {
	if c.policy == nil {
		return false
	}
	for _, r := range c.policy.rules(netpol.Egress) {
		if strings.HasPrefix(c.at.path, r.path) && d.speaks(r) {
			return true
		}
	}
	return false
}

// speaks tells whether a rule names the port of DNS.
func (d *lookup) speaks(r *rule) bool { return slices.ContainsFunc(r.ports, d.isPort) }

// isPort tells whether a port entry means DNS, whatever its protocol.
func (d *lookup) isPort(p networkingv1.NetworkPolicyPort) bool {
	if p.Port == nil {
		return false
	}
	if p.Port.Type == intstr.String {
		return p.Port.StrVal == "dns" || p.Port.StrVal == "dns-tcp"
	}
	n := p.Port.IntVal
	return n == 53 || n == int32(d.port[corev1.ProtocolUDP]) || n == int32(d.port[corev1.ProtocolTCP])
}

// calls tells whether the DNS pods give some port of theirs that name.
func (d *lookup) calls(name string) bool {
	named := func(p cluster.Port) bool { return p.Name == name }
	return slices.ContainsFunc(d.servers, func(p *cluster.Pod) bool { return slices.ContainsFunc(p.Ports, named) })
}

// restricts tells whether a policy keeps some of the clients from asking.
func (s *scene) restricts(p *policy) bool {
	return p.isolates(netpol.Egress) && slices.ContainsFunc(s.dns.clients, p.selectsPod)
}

// gagged are the learner's policies that restrict clients who cannot look up names.
func (s *scene) gagged() []*policy {
	var found []*policy
	for _, p := range s.policies {
		if s.restricts(p) {
			found = append(found, p)
		}
	}
	return found
}

// reaches tells whether a peer matches a DNS server.
func (s *scene) reaches(p *networkingv1.NetworkPolicyPeer, home string) bool {
	return slices.ContainsFunc(s.dns.servers, func(q *cluster.Pod) bool { return s.admits(p, home, q) })
}
