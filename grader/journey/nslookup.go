package journey

import (
	"net/netip"
	"strings"
)

// lookedUp puts together what the DNS tools print of an answer.
func (t *trip) lookedUp(p phrase) phrase {
	switch t.tool.Program {
	case Nslookup:
		p.out, p.exit = t.nslookup()
	case Dig, DigTCP:
		for _, ip := range t.answer(t.ownOr(t.typed)).addresses {
			if ip.Is4() {
				p.out += ip.String() + "\n"
			}
		}
	}
	return p
}

// nslookup of busybox asks for all names at once, for IPv4 and then for IPv6, and fails
// if any of them fails.
func (t *trip) nslookup() (out string, exit int) {
	names := Nslookup.names(t.ownOr(t.typed), t.namespace())
	var b strings.Builder
	b.WriteString("Server:\t\t" + t.server() + "\nAddress:\t" + netip.AddrPortFrom(t.serverAddress(), 53).String() + "\n\n")
	for _, v6 := range []bool{false, true} {
		for _, name := range names {
			a := t.answer(name)
			if !a.exists {
				b.WriteString("** server can't find " + name + ": NXDOMAIN\n")
				exit = 1
			}
			for _, ip := range a.addresses {
				if ip.Is6() == v6 {
					b.WriteString("Name:\t" + name + "\nAddress: " + ip.String() + "\n")
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String(), exit
}

// server is the DNS server that a tool names in its output.
func (t *trip) server() string { return t.serverAddress().String() }

func (t *trip) serverAddress() netip.Addr {
	if t.direct() {
		return t.address
	}
	for _, s := range t.j.Steps {
		if s.Kind == ResolveUDP || s.Kind == ResolveTCP {
			return s.Address
		}
	}
	return netip.Addr{}
}
