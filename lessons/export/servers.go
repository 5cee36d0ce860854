package export

import (
	"fmt"
	"strconv"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
)

// Image is what the pods run: the test image of Kubernetes itself. It serves HTTP, UDP
// and SCTP on any port (netexec, serve-hostname, porter), can do nothing (pause), and
// tries connections (connect, dig).
const Image = "registry.k8s.io/e2e-test-images/agnhost:2.53"

// mainContainer is the name of the container that probes are run in.
const mainContainer = "server"

type container struct {
	Name  string          `json:"name"`
	Image string          `json:"image"`
	Args  []string        `json:"args"`
	Env   []variable      `json:"env,omitempty"`
	Ports []containerPort `json:"ports,omitempty"`
}

type variable struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type containerPort struct {
	Name     string          `json:"name,omitempty"`
	Number   uint16          `json:"containerPort"`
	Protocol corev1.Protocol `json:"protocol,omitempty"`
}

// containers serve every port that a pod declares, and no other. One of netexec serves a
// port of each protocol, so there are as many as the protocol with the most ports needs.
func containers(p *cluster.Pod) []container {
	tcp, udp, sctp := portsOf(p, corev1.ProtocolTCP), portsOf(p, corev1.ProtocolUDP), portsOf(p, corev1.ProtocolSCTP)
	var all []container
	for i := range tcp {
		all = append(all, netexec(p, tcp[i], at(udp, i), at(sctp, i)))
	}
	for i := len(tcp); i < len(udp); i++ {
		all = append(all, container{
			Args:  []string{"serve-hostname", "--http=false", "--udp", "--port=" + number(udp[i])},
			Ports: declared(p, corev1.ProtocolUDP, udp[i]),
		})
	}
	for i := len(tcp); i < len(sctp); i++ {
		all = append(all, container{
			Args:  []string{"porter"},
			Env:   []variable{{"SERVE_SCTP_PORT_" + number(sctp[i]), p.Name}},
			Ports: declared(p, corev1.ProtocolSCTP, sctp[i]),
		})
	}
	if len(all) == 0 {
		all = []container{{Args: []string{"pause"}}}
	}
	for i := range all {
		all[i].Name, all[i].Image = mainContainer, Image
		if i > 0 {
			all[i].Name = fmt.Sprintf("%s-%d", mainContainer, i+1)
		}
	}
	return all
}

// netexec serves HTTP on a port, and UDP and SCTP on one each unless they are 0.
func netexec(p *cluster.Pod, tcp, udp, sctp uint16) container {
	c := container{Args: []string{"netexec", "--http-port=" + number(tcp)}, Ports: declared(p, corev1.ProtocolTCP, tcp)}
	if udp == 0 {
		c.Args = append(c.Args, "--udp-port=-1") // it would serve 8081 else
	} else {
		c.Args = append(c.Args, "--udp-port="+number(udp))
		c.Ports = append(c.Ports, declared(p, corev1.ProtocolUDP, udp)...)
	}
	if sctp != 0 {
		c.Args = append(c.Args, "--sctp-port="+number(sctp))
		c.Ports = append(c.Ports, declared(p, corev1.ProtocolSCTP, sctp)...)
	}
	return c
}

// portsOf are the different ports of a protocol that a pod declares.
func portsOf(p *cluster.Pod, protocol corev1.Protocol) []uint16 {
	var ports []uint16
	seen := map[uint16]bool{}
	for _, port := range p.Ports {
		if port.Protocol == protocol && !seen[port.Number] {
			seen[port.Number] = true
			ports = append(ports, port.Number)
		}
	}
	return ports
}

// declared are a pod's declarations of one port; it may have several names.
func declared(p *cluster.Pod, protocol corev1.Protocol, n uint16) []containerPort {
	var all []containerPort
	for _, port := range p.Ports {
		if port.Protocol == protocol && port.Number == n {
			all = append(all, containerPort{port.Name, port.Number, protocolUnlessTCP(protocol)})
		}
	}
	return all
}

func protocolUnlessTCP(p corev1.Protocol) corev1.Protocol {
	if p == corev1.ProtocolTCP {
		return ""
	}
	return p
}

func at(ports []uint16, i int) uint16 {
	if i < len(ports) {
		return ports[i]
	}
	return 0
}

func number(n uint16) string { return strconv.Itoa(int(n)) }
