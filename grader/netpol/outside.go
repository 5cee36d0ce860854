package netpol

import (
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
// apart. Addresses of pods, nodes and Services in it do not belong to the outside, nor
// do those that no other host can have, such as loopback and multicast.
type AddressRange struct {
	Prefix netip.Prefix
	Except []netip.Prefix
}

// endpoints are the named hosts of a block, or its address.
func (b *Block) endpoints() []Endpoint {
	if len(b.Hosts) == 0 {
		return []Endpoint{{IP: b.Address}}
	}
	var all []Endpoint
	for _, h := range b.Hosts {
		if e := (Endpoint{IP: h.IP}); !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	return all
}

var (
	wholeFamily = [2]netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}

	// neverHosts are ranges whose addresses no other host can have, so that it makes no
	// difference whether a rule leaves them out. They are sorted.
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
	family   family
	taken    map[netip.Addr]owner // addresses that are not outside
	prefixes []netip.Prefix       // each precedes those within it; the first is the whole family
	atoms    []atom               // beside prefixes
}

// atom is what lies in a prefix and in no narrower one.
type atom struct {
	place   int32      // its number among the places of a space, or -1: no outside address is left in it
	address netip.Addr // stands for the atom
	hosts   []cluster.Host
}

func cut(f family, prefixes []netip.Prefix, hosts []cluster.Host, taken map[netip.Addr]owner) outside {
	o := outside{family: f, taken: taken, prefixes: append(prefixes, wholeFamily[f])}
	slices.SortFunc(o.prefixes, comparePrefixes)
	o.prefixes = slices.Compact(o.prefixes)
	o.atoms = make([]atom, len(o.prefixes))
	for _, h := range hosts {
		if ip := h.IP.Unmap(); o.has(ip) {
			a := o.find(ip)
			a.hosts = append(a.hosts, cluster.Host{Name: h.Name, IP: ip})
		}
	}
	for _, ip := range slices.Backward(familiar[f]) {
		if o.has(ip) {
			o.find(ip).address = ip
		}
	}
	for i := range o.atoms {
		switch a := &o.atoms[i]; {
		case len(a.hosts) > 0:
			a.address = a.hosts[0].IP
		case !a.address.IsValid():
			a.address = o.search(i)
		}
	}
	return o
}

// has tells whether an address of a host outside is of this family.
func (o *outside) has(ip netip.Addr) bool {
	_, taken := o.taken[ip]
	return !taken && wholeFamily[o.family].Contains(ip) &&
		!slices.ContainsFunc(neverHosts[o.family], func(p netip.Prefix) bool { return p.Contains(ip) })
}

// find is the atom of an address: that of the last prefix that holds it.
func (o *outside) find(ip netip.Addr) *atom {
	for i := len(o.prefixes) - 1; ; i-- {
		if o.prefixes[i].Contains(ip) {
			return &o.atoms[i]
		}
	}
}

// number gives the atoms that are not empty places from next on, and answers the place
// after them.
func (o *outside) number(next int) int {
	for i := range o.atoms {
		a := &o.atoms[i]
		a.place = -1
		if a.address.IsValid() {
			a.place = int32(next)
			next++
		}
	}
	return next
}

// children are the widest prefixes within the i-th, in rising order.
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
func (o *outside) search(i int) netip.Addr {
	prefix := o.prefixes[i]
	gaps := append(o.children(i), neverHosts[o.family]...)
	slices.SortFunc(gaps, comparePrefixes)
	if first := prefix.Addr().Next(); prefix.Contains(first) {
		if found := o.firstFree(first, prefix, gaps); found.IsValid() {
			return found
		}
	}
	return o.firstFree(prefix.Addr(), prefix, gaps)
}

// firstFree is the first address from ip on that is neither taken nor in a gap.
func (o *outside) firstFree(ip netip.Addr, in netip.Prefix, gaps []netip.Prefix) netip.Addr {
	for in.Contains(ip) {
		for len(gaps) > 0 && lastOf(gaps[0]).Less(ip) {
			gaps = gaps[1:]
		}
		if len(gaps) > 0 && gaps[0].Contains(ip) {
			ip = lastOf(gaps[0]).Next()
			continue
		}
		if _, taken := o.taken[ip]; !taken {
			return ip
		}
		ip = ip.Next()
	}
	return netip.Addr{}
}

// addBlock adds the places of the atoms in a block to a set.
func (o *outside) addBlock(b *block, set bitset) {
	start, _ := slices.BinarySearchFunc(o.prefixes, b.cidr, comparePrefixes)
	for i := start; i < len(o.prefixes) && within(o.prefixes[i], b.cidr); i++ {
		excepted := slices.ContainsFunc(b.except, func(p netip.Prefix) bool { return within(o.prefixes[i], p) })
		if place := o.atoms[i].place; place >= 0 && !excepted {
			set.add(int(place))
		}
	}
}

// describe adds the atoms of some places, in rising order, to the description of a block.
func (o *outside) describe(places []int32, b *Block) {
	for i := range o.atoms {
		a := &o.atoms[i]
		if _, among := slices.BinarySearch(places, a.place); !among {
			continue
		}
		b.Ranges = append(b.Ranges, AddressRange{o.prefixes[i], o.children(i)})
		b.Hosts = append(b.Hosts, a.hosts...)
		if !b.Address.IsValid() {
			b.Address = a.address
		}
	}
	if len(b.Hosts) > 0 {
		b.Address = b.Hosts[0].IP
	}
}
