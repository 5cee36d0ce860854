package netpol

import (
	"cmp"
	"net/netip"
	"strings"
)

// parsePrefix reads a CIDR as old API servers did: host bits and leading zeros were
// accepted, and objects that hold them are still stored. An IPv4 range in IPv6
// clothes is no range of either family.
func parsePrefix(text string) (netip.Prefix, bool) {
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		prefix, err = netip.ParsePrefix(withoutLeadingZeros(text))
	}
	if err != nil || prefix.Addr().Is4In6() {
		return netip.Prefix{}, false
	}
	return prefix.Masked(), true
}

// withoutLeadingZeros rewrites 010.0.0.0/08 as 10.0.0.0/8. Zeros lead in decimal
// numbers only, so the groups of an IPv6 address stay as they are.
func withoutLeadingZeros(text string) string {
	address, length, _ := strings.Cut(text, "/")
	if !strings.Contains(address, ":") {
		parts := strings.Split(address, ".")
		for i := range parts {
			parts[i] = trimZeros(parts[i])
		}
		address = strings.Join(parts, ".")
	}
	return address + "/" + trimZeros(length)
}

func trimZeros(number string) string {
	if trimmed := strings.TrimLeft(number, "0"); trimmed != "" || number == "" {
		return trimmed
	}
	return "0"
}

// lastOf is the highest address of a prefix.
func lastOf(p netip.Prefix) netip.Addr {
	raw := p.Addr().As16()
	bits := p.Bits() + 128 - p.Addr().BitLen()
	for i := range raw {
		raw[i] |= byte(0xff >> min(8, max(0, bits-8*i)))
	}
	last := netip.AddrFrom16(raw)
	if p.Addr().Is4() {
		return last.Unmap()
	}
	return last
}

// within tells whether all of p lies in q.
func within(p, q netip.Prefix) bool {
	return q.Bits() <= p.Bits() && q.Contains(p.Addr())
}

// comparePrefixes sorts prefixes so that each precedes those within it.
func comparePrefixes(p, q netip.Prefix) int {
	return cmp.Or(p.Addr().Compare(q.Addr()), cmp.Compare(p.Bits(), q.Bits()))
}
