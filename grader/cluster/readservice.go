package cluster

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/manifest"
)

func (b *builder) newService(o *manifest.Object, s *corev1.Service) *Service {
	if s.Spec.Type == corev1.ServiceTypeExternalName {
		return &Service{Namespace: o.Namespace, Name: o.Name, Labels: s.Labels, ExternalName: strings.TrimSuffix(s.Spec.ExternalName, ".")}
	}
	return &Service{
		Namespace: o.Namespace,
		Name:      o.Name,
		Labels:    s.Labels,
		IPs:       b.addressesOf(o, serviceAddresses(&s.Spec)),
		Headless:  s.Spec.ClusterIP == corev1.ClusterIPNone,
		Ports:     b.servicePorts(o, s.Spec.Ports),
		Selector:  s.Spec.Selector,
	}
}

func serviceAddresses(spec *corev1.ServiceSpec) []written {
	if spec.ClusterIP == corev1.ClusterIPNone {
		return nil
	}
	var all []written
	if spec.ClusterIP != "" {
		all = append(all, written{"spec.clusterIP", spec.ClusterIP})
	}
	for i, ip := range spec.ClusterIPs {
		all = append(all, written{fmt.Sprintf("spec.clusterIPs[%d]", i), ip})
	}
	return all
}

func (b *builder) servicePorts(o *manifest.Object, all []corev1.ServicePort) []ServicePort {
	var ports []ServicePort
	for i, p := range all {
		port := ServicePort{Name: p.Name, Port: uint16(p.Port), Protocol: protocolOr(p.Protocol), TargetPort: p.TargetPort}
		if !validPort(p.Port) || !validProtocol(port.Protocol) {
			b.problem(o, fmt.Sprintf("spec.ports[%d]", i), BadPort, "Service %s offers %s %d, which is not a port; it is ignored", o.Key(), port.Protocol, p.Port)
			continue
		}
		if port.TargetPort.Type == intstr.Int && port.TargetPort.IntVal == 0 {
			port.TargetPort = intstr.FromInt32(p.Port)
		}
		ports = append(ports, port)
	}
	return ports
}

// checkServices reports Services that lead nowhere. Without a selector somebody
// else keeps the endpoints, so nothing can be said.
func (b *builder) checkServices() {
	for i, o := range b.serviceObjects {
		s := b.cluster.Services[i]
		if len(s.Selector) == 0 {
			continue
		}
		if len(b.cluster.Backends(s)) == 0 {
			b.problem(o, "spec.selector", SelectsNothing, "Service %s selects no running pod of namespace %s", s.Key(), s.Namespace)
			continue
		}
		b.checkTargetPorts(o, s)
	}
}

func (b *builder) checkTargetPorts(o *manifest.Object, s *Service) {
	for _, port := range s.Ports {
		if port.TargetPort.Type == intstr.String && len(b.cluster.Endpoints(s, port)) == 0 {
			b.problem(o, "spec.ports", NoTargetPort, "Service %s sends %s %d to a port named %s, which no pod behind it declares",
				s.Key(), port.Protocol, port.Port, port.TargetPort.StrVal)
		}
	}
}

func (b *builder) newNode(o *manifest.Object, n *corev1.Node) *Node {
	node := &Node{Name: o.Name}
	for i, a := range n.Status.Addresses {
		if a.Type == corev1.NodeInternalIP || a.Type == corev1.NodeExternalIP {
			place := written{fmt.Sprintf("status.addresses[%d].address", i), a.Address}
			node.IPs = append(node.IPs, b.addressesOf(o, []written{place})...)
		}
	}
	return node
}
