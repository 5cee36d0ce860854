package netpol

import (
	"iter"
	"math/bits"
	"slices"
)

// bitset is a set of small numbers. Its length is fixed when it is made; sets that
// meet in one operation are of one length.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) add(i int)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }

// fill adds the numbers below n.
func (b bitset) fill(n int) {
	for i := range n / 64 {
		b[i] = ^uint64(0)
	}
	if tail := n % 64; tail != 0 {
		b[n/64] |= 1<<tail - 1
	}
}

// or adds the members of c, which may be shorter than b.
func (b bitset) or(c bitset) {
	for i, word := range c {
		b[i] |= word
	}
}

func (b bitset) and(c bitset) {
	for i, word := range c {
		b[i] &= word
	}
}

func (b bitset) andNot(c bitset) {
	for i, word := range c {
		b[i] &^= word
	}
}

func (b bitset) equal(c bitset) bool { return slices.Equal(b, c) }

// all yields the members in rising order.
func (b bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(i<<6 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

func (b bitset) hash() uint64 {
	h := uint64(14695981039346656037)
	for _, word := range b {
		h = (h ^ word) * 1099511628211
		h ^= h >> 29
	}
	return h
}
