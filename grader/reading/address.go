package reading

import (
	"net/netip"

	networkingv1 "k8s.io/api/networking/v1"
)

// addresses says which addresses an ipBlock stands for.
func addresses(b networkingv1.IPBlock, path string) phrase {
	whole := words(within(b.CIDR), path+".cidr")
	if len(b.Except) == 0 {
		return whole
	}
	out := make([]phrase, len(b.Except))
	for i, cidr := range b.Except {
		out[i] = words(cidr, item(path+".except", i))
	}
	return join(whole, words(" except "), list("and", out))
}

func within(cidr string) string {
	p, err := netip.ParsePrefix(cidr)
	switch {
	case err != nil:
		return "any address in " + cidr
	case p.IsSingleIP():
		return "the address " + p.Addr().String()
	case p.Bits() == 0 && p.Addr().Is4():
		return "any IPv4 address"
	case p.Bits() == 0:
		return "any IPv6 address"
	}
	return "any address in " + cidr
}
