package cluster

import (
	"fmt"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
)

func (b *builder) newPod(o *manifest.Object, p *corev1.Pod) *Pod {
	return &Pod{
		Namespace:   o.Namespace,
		Name:        o.Name,
		Labels:      p.Labels,
		IPs:         b.addressesOf(o, podAddresses(p)),
		Ports:       b.podPorts(o, &p.Spec),
		HostNetwork: p.Spec.HostNetwork,
		Phase:       p.Status.Phase,
		Node:        p.Spec.NodeName,
		Hostname:    p.Spec.Hostname,
		Subdomain:   p.Spec.Subdomain,
	}
}

// written is an address as a manifest has it, with its place.
type written struct{ path, text string }

func podAddresses(p *corev1.Pod) []written {
	var all []written
	if p.Status.PodIP != "" {
		all = append(all, written{"status.podIP", p.Status.PodIP})
	}
	for i, ip := range p.Status.PodIPs {
		all = append(all, written{fmt.Sprintf("status.podIPs[%d].ip", i), ip.IP})
	}
	return all
}

// addressesOf reads addresses; of each family the first counts, as everywhere in
// Kubernetes.
func (b *builder) addressesOf(o *manifest.Object, all []written) []netip.Addr {
	var ips []netip.Addr
	for _, w := range all {
		ip, err := netip.ParseAddr(w.text)
		if err != nil || !plausible(ip) {
			b.problem(o, w.path, BadAddress, "%q is not an address that %s can have; it is ignored", w.text, o.Key())
			continue
		}
		ip = ip.Unmap()
		same := ofFamily(ips, ip.Is6())
		if !same.IsValid() {
			ips = append(ips, ip)
		} else if same != ip {
			b.problem(o, w.path, BadAddress, "%s has two addresses of one family; %s counts and %s is ignored", o.Key(), same, ip)
		}
	}
	return ips
}

func plausible(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.Zone() == "" && !ip.IsUnspecified() && !ip.IsLoopback() && !ip.IsMulticast()
}

// podPorts collects the ports of the containers and of sidecars, which are init
// containers that keep running. Ordinary init containers are gone by the time
// anybody could connect, and neither Services nor policies look at their ports.
func (b *builder) podPorts(o *manifest.Object, spec *corev1.PodSpec) []Port {
	var ports []Port
	for i := range spec.Containers {
		ports = b.containerPorts(ports, o, fmt.Sprintf("spec.containers[%d]", i), &spec.Containers[i])
	}
	for i := range spec.InitContainers {
		if c := &spec.InitContainers[i]; c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			ports = b.containerPorts(ports, o, fmt.Sprintf("spec.initContainers[%d]", i), c)
		}
	}
	return ports
}

func (b *builder) containerPorts(ports []Port, o *manifest.Object, path string, c *corev1.Container) []Port {
	for i, p := range c.Ports {
		protocol := protocolOr(p.Protocol)
		if !validPort(p.ContainerPort) || !validProtocol(protocol) {
			b.problem(o, fmt.Sprintf("%s.ports[%d]", path, i), BadPort, "%s declares %s %d, which is not a port; it is ignored", o.Key(), protocol, p.ContainerPort)
			continue
		}
		port := Port{Name: p.Name, Number: uint16(p.ContainerPort), Protocol: protocol}
		if !slices.Contains(ports, port) {
			ports = append(ports, port)
		}
	}
	return ports
}

func validPort(n int32) bool { return n >= 1 && n <= 65535 }

func validProtocol(p corev1.Protocol) bool {
	return p == corev1.ProtocolTCP || p == corev1.ProtocolUDP || p == corev1.ProtocolSCTP
}
