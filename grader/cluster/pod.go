package cluster

import (
	"net/netip"

	corev1 "k8s.io/api/core/v1"
)

// Pod is a pod as the network sees it.
type Pod struct {
	Namespace, Name string
	Labels          map[string]string
	IPs             []netip.Addr // the first is the primary one; at most one of each family counts
	Ports           []Port       // of its containers and sidecars, in the order of the manifest
	HostNetwork     bool
	Phase           corev1.PodPhase // empty where the manifest has no status: such a pod counts as running
	Node            string

	Hostname, Subdomain string // with both set, DNS knows it as HOSTNAME.SUBDOMAIN.NAMESPACE.svc.cluster.local
}

// Port is a port that a container declares.
type Port struct {
	Name     string
	Number   uint16
	Protocol corev1.Protocol
}

// Key is the pod's NAMESPACE/NAME.
func (p *Pod) Key() string { return p.Namespace + "/" + p.Name }

// Running tells whether the pod has a live network: its phase is Running, or unset.
func (p *Pod) Running() bool {
	return p.Phase == corev1.PodRunning || p.Phase == ""
}

// OnPodNetwork tells whether policies can see the pod: it runs, and has a network
// of its own instead of its node's.
func (p *Pod) OnPodNetwork() bool { return p.Running() && !p.HostNetwork }

// IP is the pod's address of the wanted family, or the invalid address.
func (p *Pod) IP(v6 bool) netip.Addr { return ofFamily(p.IPs, v6) }

// Primary is the pod's first address, or the invalid address.
func (p *Pod) Primary() netip.Addr {
	if len(p.IPs) == 0 {
		return netip.Addr{}
	}
	return p.IPs[0]
}

// NamedPort is the number behind a port name and protocol on this pod.
func (p *Pod) NamedPort(name string, protocol corev1.Protocol) (uint16, bool) {
	for _, port := range p.Ports {
		if port.Name == name && port.Protocol == protocol {
			return port.Number, true
		}
	}
	return 0, false
}

// Listens tells whether a container declares the port.
func (p *Pod) Listens(port uint16, protocol corev1.Protocol) bool {
	for _, q := range p.Ports {
		if q.Number == port && q.Protocol == protocol {
			return true
		}
	}
	return false
}

func ofFamily(ips []netip.Addr, v6 bool) netip.Addr {
	for _, ip := range ips {
		if ip.Is6() == v6 {
			return ip
		}
	}
	return netip.Addr{}
}
