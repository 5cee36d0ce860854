package lessons

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
)

// plugins warns of lines whose effect the API leaves to the network plugin: a learner
// must not be judged by them without a word.
func (v *verifier) plugins() {
	v.plugin(clusterFile, v.l.Applied())
	for _, a := range distinct(v.l.tightest(), v.l.Model(), v.l.loosest()) {
		if a.Text != "" {
			read := v.read(a)
			v.plugin(a.File, read.Objects)
			v.meaning(a.File, read)
		}
	}
	v.meaning(clusterFile, manifest.Read([]manifest.Source{{Name: clusterFile, Text: v.l.Cluster}}, manifest.Options{Namespace: v.l.Namespace}))
	v.oddEnds()
}

func (v *verifier) plugin(file string, objects []*manifest.Object) {
	if strings.Contains(v.l.Brief+v.l.Debrief, "plugin") {
		return // the learner is told
	}
	for _, o := range objects {
		p := o.Policy()
		if p == nil {
			continue
		}
		for path, block := range ipBlocks(p) {
			if what := v.covered(block); what != "" {
				v.atLine(file, o.Span(path).Start.Line, Warning, "Say in the debrief that network plugins differ, or leave it out with except.",
					"this ipBlock covers %s: plugins do not agree whether it matches", what)
			}
		}
	}
}

// ipBlocks lists the blocks of a policy by their path.
func ipBlocks(p *networkingv1.NetworkPolicy) map[string]*networkingv1.IPBlock {
	blocks := map[string]*networkingv1.IPBlock{}
	collect := func(list string, i int, key string, peers []networkingv1.NetworkPolicyPeer) {
		for j, peer := range peers {
			if peer.IPBlock != nil {
				blocks[fmt.Sprintf("spec.%s[%d].%s[%d].ipBlock", list, i, key, j)] = peer.IPBlock
			}
		}
	}
	for i, r := range p.Spec.Ingress {
		collect("ingress", i, "from", r.From)
	}
	for i, r := range p.Spec.Egress {
		collect("egress", i, "to", r.To)
	}
	return blocks
}

// covered says what of the cluster a block covers, "" if it covers nothing of it.
func (v *verifier) covered(b *networkingv1.IPBlock) string {
	cidr, err := netip.ParsePrefix(b.CIDR)
	if err != nil {
		return ""
	}
	var except []netip.Prefix
	for _, e := range b.Except {
		if p, err := netip.ParsePrefix(e); err == nil {
			except = append(except, p)
		}
	}
	inside := func(ip netip.Addr) bool {
		return cidr.Contains(ip) && !slices.ContainsFunc(except, func(p netip.Prefix) bool { return p.Contains(ip) })
	}
	return covering(v.task.Cluster, inside)
}

func covering(c *cluster.Cluster, inside func(netip.Addr) bool) string {
	for _, p := range c.Pods {
		if slices.ContainsFunc(p.IPs, inside) {
			return "the Pod " + p.Key()
		}
	}
	for _, s := range c.Services {
		if slices.ContainsFunc(s.IPs, inside) {
			return "the Service " + s.Key()
		}
	}
	for _, n := range c.Nodes {
		if slices.ContainsFunc(n.IPs, inside) {
			return "the node " + n.Name
		}
	}
	return ""
}

// oddEnds warns of connections to and from ends that policies do not reliably see.
func (v *verifier) oddEnds() {
	for _, c := range v.l.connections() {
		from, to, _ := strings.Cut(c.text, ">")
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		for _, end := range []string{from, to} {
			if p := v.pod(end); p != nil && p.HostNetwork {
				v.atField(c.at, Warning, "Use another Pod, or let the learner predict and explain.", "%s is on the network of its node: plugins do not agree what policies see of it", p.Key())
			} else if p != nil && (p.Phase == corev1.PodSucceeded || p.Phase == corev1.PodFailed) {
				v.atField(c.at, Warning, "Use a running Pod.", "%s has finished and has no network any more", p.Key())
			}
		}
		v.ownService(c, v.pod(from), to)
	}
}

// pod is the pod that an end of a connection names, nil for ends of another kind.
func (v *verifier) pod(end string) *cluster.Pod {
	key, _, _ := strings.Cut(end, ":")
	ns, name, ok := strings.Cut(key, "/")
	if !ok {
		return nil
	}
	return v.task.Cluster.Pod(ns, name)
}

// ownService warns of a pod that calls a Service with itself behind it.
func (v *verifier) ownService(c spot, from *cluster.Pod, to string) {
	key, ok := strings.CutPrefix(to, "svc ")
	if !ok || from == nil {
		return
	}
	key, _, _ = strings.Cut(strings.TrimSpace(key), ":")
	ns, name, _ := strings.Cut(key, "/")
	if s := v.task.Cluster.Service(ns, name); s != nil && slices.Contains(v.task.Cluster.Backends(s), from) {
		v.atField(c.at, Warning, "Call the Service from another Pod.", "%s is behind the Service itself: plugins do not agree what happens then", from.Key())
	}
}
