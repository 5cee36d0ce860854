package diagnose_test

import (
	"net/netip"

	networkingv1 "k8s.io/api/networking/v1"
)

// edgesOf are addresses at the edges of the ranges that policies name: the first one, and
// the one just behind.
func edgesOf(policies []*networkingv1.NetworkPolicy) []netip.Addr {
	var edges []netip.Addr
	note := func(peers []networkingv1.NetworkPolicyPeer) {
		for _, p := range peers {
			if p.IPBlock != nil {
				for _, cidr := range append([]string{p.IPBlock.CIDR}, p.IPBlock.Except...) {
					edges = append(edges, edgesAt(cidr)...)
				}
			}
		}
	}
	for _, p := range policies {
		for _, r := range p.Spec.Ingress {
			note(r.From)
		}
		for _, r := range p.Spec.Egress {
			note(r.To)
		}
	}
	return edges
}

func edgesAt(cidr string) []netip.Addr {
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil {
		return nil
	}
	first := prefix.Masked().Addr()
	edges := []netip.Addr{first}
	if behind := lastOf(prefix).Next(); behind.IsValid() {
		edges = append(edges, behind)
	}
	return edges
}

// lastOf is the last address of a range.
func lastOf(p netip.Prefix) netip.Addr {
	bytes := p.Masked().Addr().AsSlice()
	for bit := p.Bits(); bit < 8*len(bytes); bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}
