package cluster

import (
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

const (
	systemNamespace = "kube-system"
	dnsService      = "kube-dns"
	dnsLabel        = "k8s-app"
)

// addDefaults adds what every cluster has: the namespace default, and CoreDNS with
// its Service in kube-system. Each piece that the manifests bring along stays as it
// is; their addresses follow once all explicit ones are known.
func (b *builder) addDefaults() {
	b.ensureNamespace("default")
	b.ensureNamespace(systemNamespace)
	service := find(b.cluster.Services, isDNS)
	selector := map[string]string{dnsLabel: dnsService}
	if service != nil && len(service.Selector) > 0 {
		selector = service.Selector
	}
	pod := b.dnsPod(selector)
	if service == nil {
		b.addDNSService(pod)
	}
}

func (b *builder) ensureNamespace(name string) {
	if !slices.ContainsFunc(b.cluster.Namespaces, func(n *Namespace) bool { return n.Name == name }) {
		b.cluster.Namespaces = append(b.cluster.Namespaces, namespaceOf(name, nil))
	}
}

func isDNS(s *Service) bool { return s.Namespace == systemNamespace && s.Name == dnsService }

// dnsPod is the DNS server that the manifests bring along, or else coredns-0 with
// the labels that the Service selects.
func (b *builder) dnsPod(labels map[string]string) *Pod {
	brought := find(b.cluster.Pods, func(p *Pod) bool {
		return p.Namespace == systemNamespace && (selects(labels, p.Labels) || p.Name == "coredns-0")
	})
	if brought != nil {
		return brought
	}
	b.defaultPod = &Pod{
		Namespace: systemNamespace, Name: "coredns-0", Labels: labels, Phase: corev1.PodRunning,
		Ports: []Port{{"dns", 53, corev1.ProtocolUDP}, {"dns-tcp", 53, corev1.ProtocolTCP}},
	}
	b.cluster.Pods = append(b.cluster.Pods, b.defaultPod)
	b.podObjects = append(b.podObjects, nil)
	return b.defaultPod
}

func (b *builder) addDNSService(pod *Pod) {
	b.defaultService = &Service{
		Namespace: systemNamespace, Name: dnsService,
		Labels:   map[string]string{dnsLabel: dnsService},
		Selector: map[string]string{dnsLabel: dnsService},
		Ports: []ServicePort{
			{"dns", 53, corev1.ProtocolUDP, dnsTarget(pod, "dns", corev1.ProtocolUDP)},
			{"dns-tcp", 53, corev1.ProtocolTCP, dnsTarget(pod, "dns-tcp", corev1.ProtocolTCP)},
		},
	}
	b.cluster.Services = append(b.cluster.Services, b.defaultService)
	b.serviceObjects = append(b.serviceObjects, nil)
}

// dnsTarget leads to the port on which the server listens, which need not be 53:
// by its name where it declares one, else the only port of that protocol.
func dnsTarget(pod *Pod, name string, protocol corev1.Protocol) intstr.IntOrString {
	if number, named := pod.NamedPort(name, protocol); named && number != 53 {
		return intstr.FromString(name)
	}
	var declared []uint16
	for _, p := range pod.Ports {
		if p.Protocol == protocol {
			declared = append(declared, p.Number)
		}
	}
	if len(declared) == 1 && !pod.Listens(53, protocol) {
		return intstr.FromInt32(int32(declared[0]))
	}
	return intstr.FromInt32(53)
}

// assignDefaults gives the added DNS its usual addresses, in the families that the
// pods use; without IPv6 among the pods there is none here either.
func (b *builder) assignDefaults() {
	v4, v6 := b.podFamilies()
	if p := b.defaultPod; p != nil {
		p.IPs = b.freeOf(v4, v6, &b.claims.defaultPod4, &b.claims.defaultPod6, "pod "+p.Key())
	}
	if s := b.defaultService; s != nil {
		s.IPs = b.freeOf(v4, v6 && !v4, &b.claims.defaultService4, &b.claims.defaultService6, "Service "+s.Key())
	}
}

func (b *builder) freeOf(v4, v6 bool, at4, at6 *cursor, owner string) []netip.Addr {
	var ips []netip.Addr
	if v4 {
		ips = append(ips, b.claims.free(at4, owner))
	}
	if v6 {
		ips = append(ips, b.claims.free(at6, owner))
	}
	return slices.DeleteFunc(ips, func(ip netip.Addr) bool { return !ip.IsValid() })
}

// podFamilies are the address families that the manifests' pods use: IPv4 unless
// every pod with an address has none of it, and IPv6 if any pod has one.
func (b *builder) podFamilies() (v4, v6 bool) {
	for _, p := range b.cluster.Pods {
		v4 = v4 || p.IP(false).IsValid()
		v6 = v6 || p.IP(true).IsValid()
	}
	return v4 || !v6, v6
}

// DNS is the Service of the cluster DNS: kube-system/kube-dns, or else the first
// Service that calls itself so by its label, as some distributions have it. Nil
// if the cluster has none.
func (c *Cluster) DNS() *Service {
	if s := c.Service(systemNamespace, dnsService); s != nil {
		return s
	}
	return find(c.Services, func(s *Service) bool {
		return s.Labels[dnsLabel] == dnsService || s.Namespace == "openshift-dns" && s.Name == "dns-default"
	})
}
