package diagnose

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// rightHost is for a peer that is a name. Inside the cluster labels say who is meant,
// outside it an address does. A peer that is nobody, or nobody wanted, goes.
func (s *scene) rightHost(peer *spot, text, host string, offer func(remedy)) {
	if peer == nil || peer.up == nil {
		return
	}
	put := func(fix string, e effort, do func(root *rewrite.Value)) {
		offer(remedy{
			code: "fqdn-in-policy", effort: e, fix: fix, do: do,
			message: fmt.Sprintf("%s is a name, and a policy knows only labels and addresses", text),
		})
	}
	home := s.homeOf(peer)
	pods := s.podsCalled(host, home)
	if len(pods) > 0 {
		for _, narrow := range []bool{true, false} {
			if len(s.describe(endsOf(pods), home, narrow)) == 0 {
				continue // pods without labels
			}
			who := "the namespace " + pods[0].Namespace
			if narrow {
				who = "a selector for " + podList(pods)
			}
			put(who+" instead of the name", entry, func(root *rewrite.Value) {
				fresh := s.describe(endsOf(pods), home, narrow)
				root.At(peer.path).Become(fresh[0])
				root.At(peer.up.path).Append(fresh[1:]...)
			})
		}
	}
	for _, cidr := range s.hostsCalled(host) {
		put(cidr+" instead of the name", scalar, func(root *rewrite.Value) { setRange(root.At(peer.path), cidr) })
	}
	s.leavePeerOut(peer, put)
}

// setRange makes a peer one of addresses, and keeps the exceptions that it has.
func setRange(peer *rewrite.Value, cidr string) {
	if block := peer.Get("ipBlock"); block.IsMap() {
		putText(block, "cidr", cidr)
		return
	}
	peer.Become(blockOf(cidr))
}

// leavePeerOut takes a peer out of its rule; a rule without peers would let everybody
// through, so the last one takes the rule with it.
func (s *scene) leavePeerOut(peer *spot, put func(fix string, e effort, do func(root *rewrite.Value))) {
	out := peer
	if peer.up.value.Len() == 1 && peer.up.up != nil {
		out = peer.up.up
	}
	i := slices.IndexFunc(out.up.value.Items(), func(v *rewrite.Value) bool { return v == out.value })
	if i >= 0 {
		put("the name left out", remove, func(root *rewrite.Value) { root.At(out.up.path).Remove(i) })
	}
}

// homeOf is the namespace into which the document of a spot goes.
func (s *scene) homeOf(x *spot) string {
	root := x
	for root.up != nil {
		root = root.up
	}
	if name := root.value.At("metadata.namespace").Scalar(); name != "" {
		return name
	}
	return s.task.Namespace
}

// hostIn reads the name of a host, which may stand in a URL or before a port.
func hostIn(text string) (string, bool) {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		text = u.Host
	}
	text, _, _ = strings.Cut(text, ":")
	text = strings.ToLower(strings.TrimSuffix(text, "."))
	isName := len(validation.IsDNS1123Subdomain(text)) == 0 && strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz")
	return text, isName
}

// serviceZone ends the full name of every Service.
const serviceZone = ".svc.cluster.local"

// podsCalled are the pods behind a Service, as a pod of a namespace would call it; or
// the pod of that name.
func (s *scene) podsCalled(host, home string) []*cluster.Pod {
	name, namespace, found := strings.Cut(strings.TrimSuffix(strings.TrimSuffix(host, serviceZone), ".svc"), ".")
	if !found {
		namespace = home
	}
	if service := s.cluster.Service(namespace, name); service != nil {
		return s.cluster.Backends(service)
	}
	if p := s.cluster.Pod(namespace, name); p != nil {
		return []*cluster.Pod{p}
	}
	return nil
}

func endsOf(pods []*cluster.Pod) []netpol.Endpoint {
	ends := make([]netpol.Endpoint, len(pods))
	for i, p := range pods {
		ends[i] = netpol.Endpoint{Pod: p}
	}
	return ends
}

// hostsCalled are the ranges in which the task knows hosts outside of that name, or of a
// domain that it belongs to.
func (s *scene) hostsCalled(host string) []string {
	var ranges []string
	for _, h := range s.cluster.Outside {
		if host == h.Name || strings.HasSuffix(host, "."+h.Name) || strings.HasSuffix(h.Name, "."+host) {
			for _, cidr := range []string{s.blockFor(h.IP), netip.PrefixFrom(h.IP, h.IP.BitLen()).String()} {
				if !slices.Contains(ranges, cidr) {
					ranges = append(ranges, cidr)
				}
			}
		}
	}
	return ranges
}
