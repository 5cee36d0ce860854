package netpol

import (
	"cmp"
	"net/netip"
	"slices"
	"sort"
)

// family numbers the IP families: 0 is IPv4, 1 is IPv6.
type family int

func familyOf(ip netip.Addr) family {
	if ip.Is6() {
		return 1
	}
	return 0
}

// addressIndex holds the addresses of pods in rising order, so that those of a prefix
// stand together.
type addressIndex []addressOf

type addressOf struct {
	ip  netip.Addr
	pod int32
}

func (x addressIndex) sort() {
	slices.SortFunc(x, func(a, b addressOf) int { return cmp.Or(a.ip.Compare(b.ip), cmp.Compare(a.pod, b.pod)) })
}

// stretch is where the addresses of a prefix stand.
func (x addressIndex) stretch(p netip.Prefix) (from, to int) {
	last := lastOf(p)
	from = sort.Search(len(x), func(i int) bool { return x[i].ip.Compare(p.Addr()) >= 0 })
	to = from + sort.Search(len(x)-from, func(i int) bool { return x[from+i].ip.Compare(last) > 0 })
	return from, to
}

// addBlock adds the pods in a block to a set.
func (x addressIndex) addBlock(b *block, set bitset) {
	gaps := make([][2]int, len(b.except))
	for i, except := range b.except {
		gaps[i][0], gaps[i][1] = x.stretch(except)
	}
	slices.SortFunc(gaps, func(a, b [2]int) int { return a[0] - b[0] })
	from, to := x.stretch(b.cidr)
	for _, gap := range gaps {
		x.add(from, min(gap[0], to), set)
		from = max(from, gap[1])
	}
	x.add(from, to, set)
}

func (x addressIndex) add(from, to int, set bitset) {
	for i := from; i < to; i++ {
		set.add(int(x[i].pod))
	}
}
