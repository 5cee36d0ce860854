package netpol

import (
	"cmp"
	"net/netip"
	"slices"

	"netpol-tutor/grader/cluster"
)

// Block is a part of the address space outside the cluster that no rule in play tells
// apart.
type Block struct {
	Address netip.Addr     // stands for the block: its first named host, else a typical address
	Hosts   []cluster.Host // the named hosts in it
	Ranges  []AddressRange // what it consists of
}

// AddressRange is a range of addresses without the narrower ranges that rules treat
// apart. Addresses of pods, nodes and Services in it do not belong to the outside.
type AddressRange struct {
	Prefix netip.Prefix
	Except []netip.Prefix
}

// family numbers the IP families: 0 is IPv4, 1 is IPv6.
type family int

func familyOf(ip netip.Addr) family {
	if ip.Is6() {
		return 1
	}
	return 0
}

var (
	wholeFamily = [2]netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}

	// neverHosts are ranges whose addresses no other host can have, so that a rule that
	// mentions them or leaves them out means the same.
	neverHosts = [2][]netip.Prefix{
		{netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("224.0.0.0/4"), netip.MustParsePrefix("255.255.255.255/32")},
		{netip.MustParsePrefix("::/127"), netip.MustParsePrefix("::ffff:0:0/96"), netip.MustParsePrefix("ff00::/8")},
	}

	// familiar addresses are reserved for documentation; they stand for "the internet".
	familiar = [2][]netip.Addr{
		{netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("198.51.100.10"), netip.MustParseAddr("192.0.2.10")},
		{netip.MustParseAddr("2001:db8::10")},
	}
)

// outside is the address space of one family, cut along every prefix in play.
type outside struct {
	prefixes []netip.Prefix // sorted, so that a prefix precedes those within it; the first is the whole family
	atoms    []atom         // beside prefixes
}

// atom is what lies in a prefix and in no narrower one.
type atom struct {
	place   int32 // its number among the places of a space, or -1: no outside address is left in it
	address netip.Addr
	hosts   []cluster.Host
}

// cut divides one family's addresses. taken tells which addresses are not outside.
func cut(f family, prefixes []netip.Prefix, hosts []cluster.Host, taken map[netip.Addr]owner) outside {
	prefixes = append(prefixes, wholeFamily[f])
	slices.SortFunc(prefixes, func(a, b netip.Prefix) int {
		return cmp.Or(a.Addr().Compare(b.Addr()), cmp.Compare(a.Bits(), b.Bits()))
	})
	o := outside{prefixes: slices.Compact(prefixes)}
	o.atoms = make([]atom, len(o.prefixes))
	free := func(ip netip.Addr) bool {
		_, is := taken[ip]
		return !is && !slices.ContainsFunc(neverHosts[f], func(p netip.Prefix) bool { return p.Contains(ip) })
	}
	for _, h := range hosts {
		if ip := h.IP.Unmap(); ip.IsValid() && familyOf(ip) == f && free(ip) {
			a := &o.atoms[o.find(ip)]
			a.hosts = append(a.hosts, cluster.Host{Name: h.Name, IP: ip})
		}
	}
	for _, ip := range slices.Backward(familiar[f]) {
		if free(ip) {
			o.atoms[o.find(ip)].address = ip
		}
	}
	for i := range o.atoms {
		a := &o.atoms[i]
		if len(a.hosts) > 0 {
			a.address = a.hosts[0].IP
		} else if !a.address.IsValid() {
			a.address = o.search(i, f, taken)
		}
	}
	return o
}

// find is the narrowest prefix that holds an address: of those that do, the last.
func (o *outside) find(ip netip.Addr) int {
	for i := len(o.prefixes) - 1; ; i-- {
		if o.prefixes[i].Contains(ip) {
			return i
		}
	}
}

// children are the widest prefixes within the i-th.
func (o *outside) children(i int) []netip.Prefix {
	var found []netip.Prefix
	for _, p := range o.prefixes[i+1:] {
		if !within(p, o.prefixes[i]) {
			break
		}
		if n := len(found); n == 0 || !within(p, found[n-1]) {
			found = append(found, p)
		}
	}
	return found
}

// search finds an outside address in an atom, preferably not the network's own; the
// invalid address if there is none.
func (o *outside) search(i int, f family, taken map[netip.Addr]owner) netip.Addr {
	prefix := o.prefixes[i]
	gaps := append(o.children(i), neverHosts[f]...)
	if first := prefix.Addr().Next(); prefix.Contains(first) {
		if found := firstFree(first, prefix, gaps, taken); found.IsValid() {
			return found
		}
	}
	return firstFree(prefix.Addr(), prefix, gaps, taken)
}

func firstFree(ip netip.Addr, in netip.Prefix, gaps []netip.Prefix, taken map[netip.Addr]owner) netip.Addr {
	for in.Contains(ip) {
		gap := slices.IndexFunc(gaps, func(p netip.Prefix) bool { return p.Contains(ip) })
		if gap >= 0 {
			ip = lastOf(gaps[gap]).Next()
			continue
		}
		if _, is := taken[ip]; !is {
			return ip
		}
		ip = ip.Next()
	}
	return netip.Addr{}
}

// covered calls f for the atoms that lie in a block.
func (o *outside) covered(b *block, f func(*atom)) {
	start, _ := slices.BinarySearchFunc(o.prefixes, b.cidr, func(p, q netip.Prefix) int {
		return cmp.Or(p.Addr().Compare(q.Addr()), cmp.Compare(p.Bits(), q.Bits()))
	})
	for i := start; i < len(o.prefixes) && within(o.prefixes[i], b.cidr); i++ {
		a := &o.atoms[i]
		if a.place >= 0 && !slices.ContainsFunc(b.except, func(p netip.Prefix) bool { return within(o.prefixes[i], p) }) {
			f(a)
		}
	}
}
