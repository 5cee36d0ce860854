package cluster

import (
	"net/netip"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
)

// claims knows who has which address, and where to look for the next free one.
type claims struct {
	owners                           map[netip.Addr]string
	pod4, pod6, service4, service6   cursor
	node, host                       cursor
	defaultPod4, defaultPod6         cursor
	defaultService4, defaultService6 cursor
}

// cursor walks upwards through addresses; it never leaves its range.
type cursor struct {
	next netip.Addr
	in   netip.Prefix
}

func newClaims() *claims {
	at := func(first, in string) cursor {
		return cursor{netip.MustParseAddr(first), netip.MustParsePrefix(in)}
	}
	return &claims{
		owners:          make(map[netip.Addr]string),
		pod4:            at("10.244.1.1", "10.244.0.0/14"),
		pod6:            at("fd00:10:244:1::1", "fd00:10:244::/48"),
		service4:        at("10.97.0.1", "10.96.0.0/12"),
		service6:        at("fd00:10:96::100", "fd00:10:96::/108"),
		node:            at("172.18.0.2", "172.18.0.0/16"),
		host:            at("203.0.113.1", "203.0.113.0/24"),
		defaultPod4:     at("10.244.0.2", "10.244.0.0/14"),
		defaultPod6:     at("fd00:10:244::2", "fd00:10:244::/48"),
		defaultService4: at("10.96.0.10", "10.96.0.0/12"),
		defaultService6: at("fd00:10:96::a", "fd00:10:96::/108"),
	}
}

// claim notes the owner of an address; it answers the owner before, if any.
func (c *claims) claim(ip netip.Addr, owner string) (before string, taken bool) {
	if before, taken = c.owners[ip]; taken {
		return before, before != owner
	}
	c.owners[ip] = owner
	return "", false
}

// free takes the cursor's next free address, or the invalid one when none is left.
// IPv4 addresses that end in 0 or 255 look odd to learners and are passed over.
func (c *claims) free(at *cursor, owner string) netip.Addr {
	for at.in.Contains(at.next) {
		ip := at.next
		at.next = ip.Next()
		if _, taken := c.owners[ip]; !taken && !odd(ip) {
			c.owners[ip] = owner
			return ip
		}
	}
	return netip.Addr{}
}

func odd(ip netip.Addr) bool {
	last := ip.AsSlice()[ip.BitLen()/8-1]
	return ip.Is4() && (last == 0 || last == 255)
}

// claimAddresses notes every address that the manifests name. Pods that share
// their node's address or have ended own none.
func (b *builder) claimAddresses() {
	for i, n := range b.cluster.Nodes {
		b.claimAll(b.nodeObjects[i], "node "+n.Name, "status.addresses", n.IPs)
	}
	for i, p := range b.cluster.Pods {
		if p.ownsAddress() {
			b.claimAll(b.podObjects[i], "pod "+p.Key(), "status.podIPs", p.IPs)
		}
	}
	for i, s := range b.cluster.Services {
		b.claimAll(b.serviceObjects[i], "Service "+s.Key(), "spec.clusterIP", s.IPs)
	}
	for _, h := range b.cluster.Outside {
		if h.IP.IsValid() {
			b.claimAll(nil, anyHost, "", []netip.Addr{h.IP.Unmap()})
		}
	}
}

func (b *builder) claimAll(o *manifest.Object, owner, path string, ips []netip.Addr) {
	for _, ip := range ips {
		if before, taken := b.claims.claim(ip, owner); taken {
			b.problem(o, path, DuplicateAddress, "%s has the address %s, which belongs to %s already", owner, ip, before)
		}
	}
}

// anyHost owns the addresses of all outside hosts: several names may well stand for
// one of them.
const anyHost = "an outside host"

// ownsAddress tells whether no other pod may have this pod's address.
func (p *Pod) ownsAddress() bool {
	return !p.HostNetwork && p.Phase != corev1.PodSucceeded && p.Phase != corev1.PodFailed
}

// checkPods reports pods that nobody can reach because they have no address.
func (b *builder) checkPods() {
	for i, p := range b.cluster.Pods {
		if p.OnPodNetwork() && len(p.IPs) == 0 {
			b.problem(b.podObjects[i], "metadata.name", NoAddress, "pod %s runs without an address, so nothing reaches it", p.Key())
		}
	}
}
