package diagnose

import (
	"fmt"
	"net/netip"
	"slices"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightBlock is for address ranges that are none.
func (s *scene) rightBlock(x *spot, offer func(remedy)) {
	switch {
	case x.key == "cidr" && x.shape != nil:
		s.rightCIDR(x, offer)
	case x.key == "ipBlock" && x.shape != nil && x.value.Get("cidr") == nil:
		for _, cidr := range s.ranges() {
			offer(remedy{
				code: "refused", effort: entry, message: "an ipBlock needs a cidr", fix: "cidr " + cidr,
				do: func(root *rewrite.Value) {
					if v := root.At(x.path); v.IsMap() {
						v.SetFirst("cidr", rewrite.Text(cidr))
					} else {
						v.Become(rewrite.Map(rewrite.Field{Key: "cidr", Value: rewrite.Text(cidr)}))
					}
				},
			})
		}
	case x.up != nil && x.up.key == "except" && isPartOf(x.value.Scalar(), x.up.up.value.Get("cidr").Scalar()):
	case x.up != nil && x.up.key == "except":
		if cidr, ok := wordAsRange(x.value.Scalar()); ok && cidr != x.value.Scalar() {
			offer(remedy{
				code: "fqdn-in-policy", effort: scalar, fix: cidr, message: fmt.Sprintf("%s is an address, and no range", x.value.Scalar()),
				do: func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(cidr)) },
			})
		}
		s.widerBlock(x, offer)
		exceptAsBlock(x, offer)
		offer(outside(x, fmt.Sprintf("%s left out", x.value.Scalar()), remove, func(root *rewrite.Value) { dropExcept(root, x) }))
	case x.key == "ipBlock" && x.up.value.Len() > 1:
		s.splitBlock(x, offer)
	}
}

// outside is a remedy for an exception that is no part of its range.
func outside(x *spot, fix string, e effort, do func(root *rewrite.Value)) remedy {
	return remedy{
		code: "ipblock-except-outside", effort: e, fix: fix, do: do,
		message: fmt.Sprintf("%s is not a part of its cidr", x.value.Scalar()),
	}
}

// dropExcept takes an exception away, and with the last one the list.
func dropExcept(root *rewrite.Value, x *spot) {
	removeWord(root.At(x.up.path), x.value.Scalar())
	dropIfEmpty(root.At(x.up.up.path), "except")
}

// widerBlock is for an exception from another range than the one it was meant for.
func (s *scene) widerBlock(x *spot, offer func(remedy)) {
	for _, cidr := range s.ranges() {
		if isPartOf(x.value.Scalar(), cidr) {
			offer(outside(x, "cidr "+cidr+" around it", scalar, func(root *rewrite.Value) { putText(root.At(x.up.up.path), "cidr", cidr) }))
		}
	}
}

// exceptAsBlock is for a second range that stands under except.
func exceptAsBlock(x *spot, offer func(remedy)) {
	cidr, ok := wordAsRange(x.value.Scalar())
	peer, whole := x.up.up.up, x.up.up.value.Get("cidr").Scalar()
	if !ok || peer == nil || peer.up == nil || cidr == whole || isPartOf(whole, cidr) {
		return
	}
	offer(outside(x, fmt.Sprintf("%s as an ipBlock of its own", x.value.Scalar()), splitJoin, func(root *rewrite.Value) {
		dropExcept(root, x)
		root.At(peer.up.path).Append(blockOf(cidr))
	}))
}

func removeWord(list *rewrite.Value, word string) {
	if i := slices.IndexFunc(list.Items(), func(v *rewrite.Value) bool { return v.Scalar() == word }); i >= 0 {
		list.Remove(i)
	}
}

// ranges are the address ranges that the task speaks of.
func (s *scene) ranges() []string {
	var all []string
	for _, m := range s.models() {
		for _, d := range directions {
			for _, p := range peersOf(m, d) {
				if p.IPBlock != nil && !slices.Contains(all, p.IPBlock.CIDR) {
					all = append(all, p.IPBlock.CIDR)
				}
			}
		}
	}
	for _, h := range s.cluster.Outside {
		all = append(all, netip.PrefixFrom(h.IP, h.IP.BitLen()).String())
	}
	return all
}

// isPartOf tells whether a range is a part of another, and smaller.
func isPartOf(part, whole string) bool {
	p, err1 := netip.ParsePrefix(part)
	w, err2 := netip.ParsePrefix(whole)
	return err1 == nil && err2 == nil && w.Contains(p.Addr()) && p.Bits() > w.Bits()
}

func (s *scene) splitBlock(x *spot, offer func(remedy)) {
	for _, key := range []string{"podSelector", "namespaceSelector"} {
		if x.up.value.Get(key) != nil {
			offer(remedy{
				code: "refused", effort: remove, message: "one item cannot hold an ipBlock and a selector", fix: key + " left out",
				do: func(root *rewrite.Value) { root.At(x.up.path).Drop(key) },
			})
		}
	}
	offer(remedy{
		code: "refused", effort: splitJoin,
		message: "one item cannot hold an ipBlock and a selector",
		fix:     "an item for each",
		do: func(root *rewrite.Value) {
			fresh := rewrite.Map()
			for _, key := range root.At(x.up.path).Keys() {
				if key != "ipBlock" {
					fresh.Set(key, root.At(x.up.path).Drop(key))
				}
			}
			root.At(x.up.up.path).Append(fresh)
		},
	})
}

// rightCIDR is for the range of a block: what it may be meant to be, and then those that the
// task speaks of.
func (s *scene) rightCIDR(x *spot, offer func(remedy)) {
	if x.value.IsList() {
		rightRanges(x, x.up.up, offer)
		return
	}
	have := x.value.Scalar()
	put := func(code, to string) {
		if to == have {
			return
		}
		offer(remedy{
			code: code, effort: scalar,
			message: fmt.Sprintf("%s is not an address range", have),
			fix:     instead(to, have),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(to)) },
		})
	}
	if p, err := netip.ParsePrefix(have); err == nil {
		put("refused", p.Masked().String())
		return
	}
	if cidr, ok := rangeMeant(have); ok {
		put("fqdn-in-policy", cidr)
		return
	}
	rightRanges(x, x.up.up, offer)
	ip, err := netip.ParseAddr(have)
	if host, ok := hostIn(have); ok && err != nil {
		s.rightHost(x.up.up, have, host, offer)
		return
	}
	for _, cidr := range s.ranges() {
		if p, bad := netip.ParsePrefix(cidr); bad == nil && (err != nil || p.Contains(ip)) {
			put("fqdn-in-policy", cidr)
		}
	}
	if err == nil {
		put("fqdn-in-policy", netip.PrefixFrom(ip, ip.BitLen()).String())
	}
}
