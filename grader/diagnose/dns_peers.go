package diagnose

import (
	"fmt"
	"maps"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// dnsPeerRepairs mend rules for port 53 that lead to the wrong pods.
var dnsPeerRepairs = []repair{
	{"dns-wrong-pod-label", atDNSPeers(correctDNSLabel)},
	{"dns-wrong-namespace", atDNSPeers(correctDNSNamespace)},
	{"dns-podselector-without-namespace", atDNSPeers(addDNSNamespace)},
	{"dns-label-on-namespace-selector", atDNSPeers(liftDNSLabel)},
	{"node-local-dns", allowLocalResolver},
}

// dnsPeerAt is a peer of a rule for port 53 that misses the DNS pods.
type dnsPeerAt struct {
	*rule
	peer *networkingv1.NetworkPolicyPeer
	path string
}

func atDNSPeers(propose func(s *scene, p dnsPeerAt, offer func(*change))) func(*scene, func(*change)) {
	return func(s *scene, offer func(*change)) {
		for _, p := range s.gagged() {
			for _, r := range p.rules(netpol.Egress) {
				for i := range r.peers {
					if (s.dns.speaks(r) || len(r.ports) == 0) && r.peers[i].IPBlock == nil && !s.reaches(&r.peers[i], p.Namespace) {
						propose(s, dnsPeerAt{r, &r.peers[i], r.peerPath(i)}, offer)
					}
				}
			}
		}
	}
}

// change is what all these repairs say alike.
func (p dnsPeerAt) change(s *scene, code, why string, at mark, fix string, do func(peer *rewrite.Value)) *change {
	return &change{
		code: code, policy: p.policy, effort: scalar, opens: true,
		message: fmt.Sprintf("%s cannot look up names: %s", s.pods(p.policy), why),
		at:      at, fix: fix,
		edits: []edit{on(p.policy, func(root *rewrite.Value) { do(root.At(p.path)) })},
	}
}

// correctDNSLabel is for a podSelector that selects no pod that answers lookups.
func correctDNSLabel(s *scene, p dnsPeerAt, offer func(*change)) {
	if p.peer.PodSelector == nil || matches(p.peer.PodSelector, s.dns.serverLabels()) {
		return
	}
	home := s.spans(p.peer, p.policy.Namespace, s.dns.namespace)
	fix := fmt.Sprintf("the label that the DNS pods carry, %s", labelWords(s.dns.labels))
	if !home {
		fix += fmt.Sprintf(", and their namespace, %s", s.dns.namespace)
	}
	c := p.change(s, "dns-wrong-pod-label",
		fmt.Sprintf("the rule for port 53 selects pods with %s, and no DNS pod is one", selectorWords(p.peer.PodSelector)),
		mark{path: p.path + ".podSelector", text: fmt.Sprintf("the DNS pods carry %s", labelWords(s.dns.labels))},
		fix,
		func(peer *rewrite.Value) {
			setLabels(peer.Get("podSelector"), s.dns.labels)
			if !home {
				setNamespace(peer, s.dns.namespace)
			}
		})
	offer(c)
}

// correctDNSNamespace is for a namespaceSelector that selects other namespaces.
func correctDNSNamespace(s *scene, p dnsPeerAt, offer func(*change)) {
	if p.peer.NamespaceSelector == nil || !s.someNamespace(p.peer.NamespaceSelector) {
		return
	}
	offer(p.change(s, "dns-wrong-namespace",
		fmt.Sprintf("the rule for port 53 leads to namespaces with %s, and no DNS runs there", selectorWords(p.peer.NamespaceSelector)),
		mark{path: p.path + ".namespaceSelector", text: fmt.Sprintf("the DNS pods live in %s", s.dns.namespace)},
		fmt.Sprintf("the namespace of the DNS pods, %s", s.dns.namespace),
		func(peer *rewrite.Value) { setNamespace(peer, s.dns.namespace) }))
}

// addDNSNamespace is for the right label, looked for at home.
func addDNSNamespace(s *scene, p dnsPeerAt, offer func(*change)) {
	if p.peer.NamespaceSelector != nil || !matches(p.peer.PodSelector, s.dns.serverLabels()) {
		return
	}
	c := p.change(s, "dns-podselector-without-namespace",
		fmt.Sprintf("a podSelector alone looks for the DNS pods in %s only", p.policy.Namespace),
		mark{path: p.path + ".podSelector", key: true, text: fmt.Sprintf("alone, this means pods of %s", p.policy.Namespace)},
		fmt.Sprintf("the namespace %s in the same item", s.dns.namespace),
		func(peer *rewrite.Value) { setNamespace(peer, s.dns.namespace) })
	c.effort = entry
	offer(c)
}

// liftDNSLabel is for a label of pods that is asked of namespaces.
func liftDNSLabel(s *scene, p dnsPeerAt, offer func(*change)) {
	selector := p.peer.NamespaceSelector
	if selector == nil || s.someNamespace(selector) || !s.onPods(selector, s.dns.namespace) {
		return
	}
	c := p.change(s, "dns-label-on-namespace-selector",
		fmt.Sprintf("no namespace carries %s, which is a label of pods", selectorWords(selector)),
		mark{path: p.path + ".namespaceSelector", text: "this asks for namespaces with a label of pods"},
		fmt.Sprintf("the namespace %s by its name, and the label under podSelector", s.dns.namespace),
		func(peer *rewrite.Value) {
			if had := peer.Get("podSelector"); had == nil {
				label := peer.Drop("namespaceSelector")
				peer.Set("namespaceSelector", selectorOf(inNamespace(s.dns.namespace)))
				peer.Set("podSelector", label)
			} else {
				setNamespace(peer, s.dns.namespace)
			}
		})
	c.effort = move
	offer(c)
}

// allowLocalResolver is for pods whose resolver is an address on their node.
func allowLocalResolver(s *scene, offer func(*change)) {
	if !s.dns.local {
		return
	}
	for _, p := range s.gagged() {
		for _, r := range p.rules(netpol.Egress) {
			if len(r.peers) == 0 || !s.dns.speaks(r) {
				continue
			}
			offer(&change{
				code: "node-local-dns", policy: p, effort: entry, opens: true,
				message: fmt.Sprintf("%s ask the resolver at %s, which no selector can match", s.pods(p), cluster.NodeLocalAddress),
				at:      mark{path: r.peersPath(), key: true, text: "selectors match pods; the resolver is an address on the node"},
				fix:     "the address of the resolver as an ipBlock beside the selectors",
				edits: []edit{on(p, func(root *rewrite.Value) {
					root.At(r.peersPath()).Append(localPeer())
				})},
			})
		}
	}
}

func localPeer() *rewrite.Value { return blockOf(cluster.NodeLocalAddress.String() + "/32") }

// serverLabels are the labels of a DNS pod.
func (d *lookup) serverLabels() map[string]string {
	if len(d.servers) == 0 {
		return d.labels
	}
	return d.servers[0].Labels
}

// someNamespace tells whether a selector matches any namespace.
func (l *lesson) someNamespace(s *metav1.LabelSelector) bool {
	return slices.ContainsFunc(l.cluster.Namespaces, func(n *cluster.Namespace) bool { return matches(s, n.Labels) })
}

// onPods tells whether pods of a namespace carry a key that the selector asks for.
func (l *lesson) onPods(s *metav1.LabelSelector, namespace string) bool {
	for _, p := range l.podsIn(namespace) {
		for _, key := range keysOf(s) {
			if _, has := p.Labels[key]; has {
				return true
			}
		}
	}
	return false
}

// keysOf are the label keys that a selector speaks of.
func keysOf(s *metav1.LabelSelector) []string {
	keys := slices.Sorted(maps.Keys(s.MatchLabels))
	for _, e := range s.MatchExpressions {
		keys = append(keys, e.Key)
	}
	return keys
}
