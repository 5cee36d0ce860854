package diagnose

import (
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// portRepairs mend entries of ports lists.
var portRepairs = []repair{
	{"service-port-not-target-port", atPorts(useTargetPort)},
	{"named-port-mismatch", atPorts(useContainerName)},
	{"protocol-default-tcp", atPorts(sayProtocol)},
	{"wrong-protocol", atPorts(correctProtocol)},
	{"endport-misuse", joinRange},
}

// portAt is an entry of a ports list.
type portAt struct {
	*rule
	networkingv1.NetworkPolicyPort
	i    int
	path string
}

func atPorts(propose func(s *scene, p portAt, offer func(*change))) func(*scene, func(*change)) {
	return func(s *scene, offer func(*change)) {
		for _, p := range s.policies {
			for _, r := range p.allRules() {
				for i := range r.ports {
					propose(s, portAt{r, r.ports[i], i, r.portPath(i)}, offer)
				}
			}
		}
	}
}

func (p portAt) setPort(port *rewrite.Value) []edit {
	return []edit{on(p.policy, func(root *rewrite.Value) { root.At(p.path + ".port").Become(port) })}
}

// targets are the pods at which the ports of a rule count.
func (s *scene) targets(r *rule) []*cluster.Pod {
	if r.in == netpol.Ingress {
		return s.selected(r.policy)
	}
	var pods []*cluster.Pod
	for i := range r.peers {
		for _, q := range s.admitted(&r.peers[i], r.policy.Namespace) {
			if !slices.Contains(pods, q) {
				pods = append(pods, q)
			}
		}
	}
	if len(r.peers) == 0 {
		for _, q := range s.cluster.Pods {
			if q.OnPodNetwork() {
				pods = append(pods, q)
			}
		}
	}
	return pods
}

// useTargetPort is for the number of a Service where that of its pods belongs.
func useTargetPort(s *scene, p portAt, offer func(*change)) {
	if p.Port == nil || p.Port.Type != intstr.Int {
		return
	}
	for _, service := range s.cluster.Services {
		port, ok := service.Port(uint16(p.Port.IntVal), protocolOf(p.NetworkPolicyPort))
		if !ok || !s.serves(service, p.rule) {
			continue
		}
		for _, to := range s.targetPorts(service, port) {
			if to.String() == p.Port.String() {
				continue
			}
			offer(&change{
				code: "service-port-not-target-port", policy: p.policy, effort: scalar, opens: true,
				message: fmt.Sprintf("%d is the port of the Service %s; its pods listen on %s", p.Port.IntVal, service.Key(), to.String()),
				at:      mark{path: p.path + ".port", text: fmt.Sprintf("the Service forwards %d to %s", port.Port, to.String())},
				fix:     fmt.Sprintf("the pods' own port, %s", to.String()),
				edits:   p.setPort(portValue(to)),
			})
		}
	}
}

func portValue(p intstr.IntOrString) *rewrite.Value {
	if p.Type == intstr.String {
		return rewrite.Text(p.StrVal)
	}
	return rewrite.Number(int(p.IntVal))
}

// serves tells whether a pod behind a Service is a target of a rule.
func (s *scene) serves(service *cluster.Service, r *rule) bool {
	targets := s.targets(r)
	return slices.ContainsFunc(s.cluster.Backends(service), func(q *cluster.Pod) bool { return slices.Contains(targets, q) })
}

// targetPorts are what a Service's port leads to: the numbers on its pods, or the name.
func (s *scene) targetPorts(service *cluster.Service, port cluster.ServicePort) []intstr.IntOrString {
	var all []intstr.IntOrString
	for _, e := range s.cluster.Endpoints(service, port) {
		if one := intstr.FromInt32(int32(e.Port)); !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	if port.TargetPort.Type == intstr.String {
		all = append(all, port.TargetPort)
	}
	return all
}

// useContainerName is for a name that no target has given to the port.
func useContainerName(s *scene, p portAt, offer func(*change)) {
	if p.Port == nil || p.Port.Type != intstr.String {
		return
	}
	targets := s.targets(p.rule)
	known := func(q *cluster.Pod) bool {
		_, ok := q.NamedPort(p.Port.StrVal, protocolOf(p.NetworkPolicyPort))
		return ok
	}
	if slices.ContainsFunc(targets, known) {
		return
	}
	for _, to := range declared(targets, protocolOf(p.NetworkPolicyPort)) {
		offer(&change{
			code: "named-port-mismatch", policy: p.policy, effort: scalar, opens: true,
			message: fmt.Sprintf("no pod meant here has a %s port named %s", protocolOf(p.NetworkPolicyPort), p.Port.StrVal),
			at:      mark{path: p.path + ".port", text: fmt.Sprintf("a name that no container there gives to a %s port", protocolOf(p.NetworkPolicyPort))},
			fix:     fmt.Sprintf("port %s", to.String()),
			edits:   p.setPort(portValue(to)),
		})
	}
}

// declared are the names, then the numbers of ports that pods declare.
func declared(pods []*cluster.Pod, protocol corev1.Protocol) []intstr.IntOrString {
	var names, numbers []intstr.IntOrString
	for _, q := range pods {
		for _, port := range q.Ports {
			if port.Protocol != protocol {
				continue
			}
			if name := intstr.FromString(port.Name); port.Name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
			if number := intstr.FromInt32(int32(port.Number)); !slices.Contains(numbers, number) {
				numbers = append(numbers, number)
			}
		}
	}
	return append(names, numbers...)
}

// sayProtocol is for an entry that means TCP because it says nothing.
func sayProtocol(s *scene, p portAt, offer func(*change)) {
	if !s.absent(p.policy, p.path+".protocol") {
		return
	}
	for _, protocol := range []corev1.Protocol{corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		offer(&change{
			code: "protocol-default-tcp", policy: p.policy, effort: entry, opens: true,
			message: fmt.Sprintf("%s opens %s over TCP only, for no protocol is given", p.policy.Name, portWords(p.NetworkPolicyPort)),
			at:      mark{path: p.path, text: "no protocol means TCP"},
			fix:     fmt.Sprintf("protocol %s", protocol),
			edits: []edit{on(p.policy, func(root *rewrite.Value) {
				root.At(p.path).SetFirst("protocol", rewrite.Text(string(protocol)))
			})},
		})
	}
}

// correctProtocol is for an entry that names another protocol than the pods speak. Port 53
// has causes of its own.
func correctProtocol(s *scene, p portAt, offer func(*change)) {
	if s.absent(p.policy, p.path+".protocol") || s.dns.isPort(p.NetworkPolicyPort) {
		return
	}
	have := protocolOf(p.NetworkPolicyPort)
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		if protocol == have || !s.lacksPort(p, protocol) {
			continue
		}
		offer(&change{
			code: "wrong-protocol", policy: p.policy, effort: scalar, opens: true,
			message: fmt.Sprintf("%s opens %s over %s, and %s is what is needed", p.policy.Name, portWords(p.NetworkPolicyPort), have, protocol),
			at:      mark{path: p.path + ".protocol", text: "the same number over another protocol is another port"},
			fix:     fmt.Sprintf("protocol %s", protocol),
			edits: []edit{on(p.policy, func(root *rewrite.Value) {
				root.At(p.path).Set("protocol", rewrite.Text(string(protocol)))
			})},
		})
	}
}

// lacksPort tells whether the pods of a rule's policy want the number of an entry over a
// protocol, and do not have it.
func (s *scene) lacksPort(p portAt, protocol corev1.Protocol) bool {
	return slices.ContainsFunc(s.needs(), func(n need) bool {
		if n.in != p.in || !p.policy.selectsPod(n.subject) {
			return false
		}
		if p.Port == nil || p.Port.Type == intstr.String {
			return len(n.ports.Ports(protocol)) > 0
		}
		return n.ports.Contains(protocol, uint16(p.Port.IntVal))
	})
}

func portWords(p networkingv1.NetworkPolicyPort) string {
	switch {
	case p.Port == nil:
		return "all ports"
	case p.EndPort != nil:
		return fmt.Sprintf("ports %s-%d", p.Port.String(), *p.EndPort)
	}
	return "port " + p.Port.String()
}

// joinRange is for the two ends of a range in two entries.
func joinRange(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			for i := range r.ports {
				for k := range r.ports {
					if endsOfRange(r.ports[i], r.ports[k]) {
						s.offerRange(r, i, k, offer)
					}
				}
			}
		}
	}
}

func endsOfRange(a, b networkingv1.NetworkPolicyPort) bool {
	plain := func(p networkingv1.NetworkPolicyPort) bool {
		return p.Port != nil && p.Port.Type == intstr.Int && p.EndPort == nil
	}
	return plain(a) && plain(b) && protocolOf(a) == protocolOf(b) && a.Port.IntVal+1 < b.Port.IntVal
}

func (s *scene) offerRange(r *rule, i, k int, offer func(*change)) {
	first, last := r.ports[i].Port.IntVal, r.ports[k].Port.IntVal
	offer(&change{
		code: "endport-misuse", policy: r.policy, effort: splitJoin,
		message: fmt.Sprintf("%s opens %d and %d, and nothing in between", r.policy.Name, first, last),
		at:      mark{path: r.portPath(i), text: "one port"},
		marks:   []mark{{path: r.portPath(k), text: "and another one"}},
		fix:     fmt.Sprintf("one entry from %d to %d", first, last),
		edits: []edit{on(r.policy, func(root *rewrite.Value) {
			root.At(r.portPath(i)).Set("endPort", rewrite.Number(int(last)))
			root.At(r.portsPath()).Remove(k)
		})},
	})
}
