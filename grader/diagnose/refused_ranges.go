package diagnose

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"net/netip"
	"slices"
	"strings"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightRanges is for a list where one range can stand: each gets a block of its own.
func rightRanges(x, peer *spot, offer func(remedy)) {
	words := rangesIn(x.value)
	if len(words) == 0 || peer == nil || peer.up == nil || !peer.up.value.IsList() {
		return
	}
	var blocks []*rewrite.Value
	for _, word := range words {
		cidr, ok := wordAsRange(word)
		if !ok {
			return
		}
		blocks = append(blocks, blockOf(cidr))
	}
	fix, message := "the range under cidr", fmt.Sprintf("%s: the address range stands under cidr", x.name())
	if x.key == "cidr" {
		fix, message = "the range alone", fmt.Sprintf("%s takes one range", x.name())
	}
	if len(words) > 1 {
		fix, message = "an ipBlock for each range", fmt.Sprintf("%s: an ipBlock has one range", x.name())
	}
	offer(remedy{
		code: "refused", effort: entry, fix: fix, message: message,
		do: func(root *rewrite.Value) {
			peers, at := root.At(peer.up.path), root.At(peer.path)
			i := slices.Index(peers.Items(), at)
			putText(blockIn(at), "cidr", words[0])
			peers.Insert(i+1, blocks[1:]...)
		},
	})
}

// rangesIn are the words of a list, or those between commas.
func rangesIn(v *rewrite.Value) []string {
	if v.IsList() {
		return severalIn(v)
	}
	if words := strings.FieldsFunc(v.Scalar(), func(r rune) bool { return r == ',' || r == ' ' }); len(words) > 1 {
		return words
	}
	return nil
}

// blockIn is the block of a peer, made anew if it is no mapping.
func blockIn(peer *rewrite.Value) *rewrite.Value {
	if !peer.Get("ipBlock").IsMap() {
		peer.Get("ipBlock").Become(rewrite.Map())
	}
	return peer.Get("ipBlock")
}

// rangeMeant reads ranges as other tools write them: with a mask, with stars, from one address
// to another, or with blanks.
func rangeMeant(text string) (cidr string, ok bool) {
	text = strings.ReplaceAll(text, " ", "")
	if p, err := netip.ParsePrefix(text); err == nil {
		return p.Masked().String(), true
	}
	if addr, mask, cut := strings.Cut(text, "/"); cut {
		return rangeByMask(addr, mask)
	}
	if first, last, cut := strings.Cut(text, "-"); cut {
		return rangeBetween(first, last)
	}
	return rangeOfStars(text)
}

func rangeByMask(text, mask string) (string, bool) {
	addr, err1 := netip.ParseAddr(text)
	bytes, err2 := netip.ParseAddr(mask)
	if err1 != nil || err2 != nil || !addr.Is4() || !bytes.Is4() {
		return "", false
	}
	ones := bits.LeadingZeros32(^number(bytes))
	return netip.PrefixFrom(addr, ones).Masked().String(), number(bytes)<<ones == 0
}

// rangeBetween is the range from one address to another, if there is one that is just that.
func rangeBetween(from, to string) (string, bool) {
	first, err1 := netip.ParseAddr(from)
	last, err2 := netip.ParseAddr(to)
	if err1 != nil || err2 != nil || !first.Is4() || !last.Is4() {
		return "", false
	}
	low, high := number(first), number(last)
	free := bits.Len32(low ^ high)
	whole := uint32(1)<<free - 1
	return netip.PrefixFrom(first, 32-free).String(), low&whole == 0 && high&whole == whole
}

// number is an address of IPv4 as one.
func number(ip netip.Addr) uint32 {
	four := ip.As4()
	return binary.BigEndian.Uint32(four[:])
}

// rangeOfStars reads 10.1.*.* and 10.1.x.x.
func rangeOfStars(text string) (string, bool) {
	parts := strings.Split(strings.NewReplacer("x", "*", "X", "*").Replace(text), ".")
	stars := slices.Index(parts, "*")
	if stars < 1 || len(parts) > 4 {
		return "", false
	}
	for _, part := range parts[stars:] {
		if part != "*" {
			return "", false
		}
	}
	numbers := append(slices.Clone(parts[:stars]), "0", "0", "0")[:4]
	p, err := netip.ParsePrefix(fmt.Sprintf("%s/%d", strings.Join(numbers, "."), 8*stars))
	return p.String(), err == nil
}
