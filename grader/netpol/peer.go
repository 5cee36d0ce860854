package netpol

import (
	"net/netip"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// peer is one entry of from or to: pods that selectors match, or a block of
// addresses. The zero peer, which stands for what the API server refuses, matches nothing.
type peer struct {
	own        string    // the policy's namespace, where namespaces is nil
	namespaces *selector // nil: the peer has no namespaceSelector
	pods       *selector // nil: the peer is a block
	set        bitset    // of pods, once selectors are resolved
	block      *block
}

// block is an ipBlock. It never holds addresses of the other family.
type block struct {
	cidr   netip.Prefix
	except []netip.Prefix
}

func (c *compiler) newPeers(namespace string, entries []networkingv1.NetworkPolicyPeer) []peer {
	if len(entries) == 0 {
		return nil
	}
	peers := make([]peer, len(entries))
	for i := range entries {
		peers[i] = c.newPeer(namespace, &entries[i])
	}
	return peers
}

func (c *compiler) newPeer(namespace string, entry *networkingv1.NetworkPolicyPeer) peer {
	selects := entry.PodSelector != nil || entry.NamespaceSelector != nil
	if selects == (entry.IPBlock != nil) {
		return peer{}
	}
	if !selects {
		return peer{block: newBlock(entry.IPBlock)}
	}
	p := peer{own: namespace}
	if entry.NamespaceSelector != nil {
		p.own, p.namespaces = "", c.namespaces.intern(entry.NamespaceSelector)
	}
	p.pods = c.pods.intern(orEverything(entry.PodSelector))
	return p
}

// orEverything is the selector, or the one that matches everything where there is none.
func orEverything(s *metav1.LabelSelector) *metav1.LabelSelector {
	if s == nil {
		return &metav1.LabelSelector{}
	}
	return s
}

func (p *peer) key() peerKey { return peerKey{p.own, p.namespaces, p.pods} }

func (p *peer) matches(x end) bool {
	if p.block != nil {
		return p.block.contains(x.addr)
	}
	return p.set != nil && x.pod >= 0 && p.set.has(int(x.pod))
}

// newBlock reads an ipBlock; it is nil if there is no sense in it. Host bits are
// masked, as servers do that still accept them.
func newBlock(b *networkingv1.IPBlock) *block {
	cidr, ok := parsePrefix(b.CIDR)
	if !ok {
		return nil
	}
	read := &block{cidr: cidr}
	for _, text := range b.Except {
		if except, ok := parsePrefix(text); ok && except.Overlaps(cidr) {
			read.except = append(read.except, except)
		}
	}
	return read
}

func (b *block) contains(ip netip.Addr) bool {
	if !b.cidr.Contains(ip) {
		return false
	}
	_, excepted := b.exceptFor(ip)
	return !excepted
}

// exceptFor is the first except that holds an address.
func (b *block) exceptFor(ip netip.Addr) (netip.Prefix, bool) {
	for _, except := range b.except {
		if except.Contains(ip) {
			return except, true
		}
	}
	return netip.Prefix{}, false
}
