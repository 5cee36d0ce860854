package netpol

import networkingv1 "k8s.io/api/networking/v1"

// side is one direction of one policy.
type side struct {
	policy    *networkingv1.NetworkPolicy
	namespace string
	subjects  []int32 // the pods it isolates, rising
	rules     []rule
}

// rule allows any of its peers on any of its ports.
type rule struct {
	peers []peer // none: everybody
	ports ports
}

// admits tells whether any peer matches an end.
func (r *rule) admits(x end) bool { return len(r.peers) == 0 || r.firstPeer(x) >= 0 }

// firstPeer is the first peer that matches an end, or -1.
func (r *rule) firstPeer(x end) int {
	for i := range r.peers {
		if r.peers[i].matches(x) {
			return i
		}
	}
	return -1
}
