package cluster

import (
	"net/netip"

	corev1 "k8s.io/api/core/v1"
)

// assignAddresses gives what has no address one, in file order, so that the same
// files always make the same world.
func (b *builder) assignAddresses() {
	v4, _ := b.podFamilies()
	for _, n := range b.cluster.Nodes {
		if len(n.IPs) == 0 {
			n.IPs = b.freeNode(n.Name)
		}
	}
	for _, p := range b.cluster.Pods {
		if len(p.IPs) == 0 {
			b.assignPod(p, v4)
		}
	}
	for i, s := range b.cluster.Services {
		if len(s.IPs) == 0 && !s.Headless && s.ExternalName == "" {
			b.assignService(i, s, v4)
		}
	}
	for i := range b.cluster.Outside {
		if h := &b.cluster.Outside[i]; !h.IP.IsValid() {
			h.IP = b.claims.free(&b.claims.host, anyHost)
		}
	}
}

func (b *builder) assignPod(p *Pod, v4 bool) {
	switch {
	case p.HostNetwork:
		p.IPs = b.nodeAddresses(p.Node)
	case p.Running():
		p.IPs = b.freeOf(v4, !v4, &b.claims.pod4, &b.claims.pod6, "pod "+p.Key())
	}
}

// nodeAddresses are those of the named node. A pod that names none runs on a
// machine of its own that nobody described.
func (b *builder) nodeAddresses(name string) []netip.Addr {
	for _, n := range b.cluster.Nodes {
		if n.Name == name {
			return n.IPs
		}
	}
	return b.freeNode(name)
}

func (b *builder) freeNode(name string) []netip.Addr {
	return b.freeOf(true, false, &b.claims.node, nil, "node "+name)
}

func (b *builder) assignService(i int, s *Service, v4 bool) {
	for _, family := range b.families(i, v4) {
		at := &b.claims.service4
		if family == corev1.IPv6Protocol {
			at = &b.claims.service6
		}
		if ip := b.claims.free(at, "Service "+s.Key()); ip.IsValid() {
			s.IPs = append(s.IPs, ip)
		}
	}
}

// families are those that a Service's manifest asks for; where it is silent, that
// of the pods.
func (b *builder) families(i int, v4 bool) []corev1.IPFamily {
	wants := []corev1.IPFamily{corev1.IPv4Protocol}
	if !v4 {
		wants[0] = corev1.IPv6Protocol
	}
	if b.serviceObjects[i] == nil {
		return wants
	}
	s := b.serviceObjects[i].Typed.(*corev1.Service)
	if len(s.Spec.IPFamilies) > 0 {
		wants = s.Spec.IPFamilies[:1]
	}
	if len(s.Spec.IPFamilies) > 1 {
		return []corev1.IPFamily{s.Spec.IPFamilies[0], other(s.Spec.IPFamilies[0])}
	}
	if p := s.Spec.IPFamilyPolicy; p != nil && *p != corev1.IPFamilyPolicySingleStack {
		return []corev1.IPFamily{wants[0], other(wants[0])}
	}
	return wants
}

func other(f corev1.IPFamily) corev1.IPFamily {
	if f == corev1.IPv6Protocol {
		return corev1.IPv4Protocol
	}
	return corev1.IPv6Protocol
}
