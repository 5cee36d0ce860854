package diagnose

import (
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// need is a permission that is missing at one end of a pair.
type need struct {
	in      netpol.Direction
	subject *cluster.Pod    // at the end that refuses
	peer    netpol.Endpoint // the other end
	ports   netpol.ConnSet  // all that should be open between the two
	half    bool            // a rule at the other end agrees already
}

// mostNeeds bounds the work for crowds of equal pods.
const mostNeeds = 400

// needs lists what is missing, end by end.
func (s *scene) needs() []need { return s.lacks }

func (s *scene) findNeeds() []need { return s.lacking(s.wrong) }

// lacking lists what a state of the cluster lacks, end by end.
func (l *lesson) lacking(w *wrong) []need {
	var all []need
	for _, d := range w.missing {
		port, protocol := firstPort(d.Ports)
		for _, f := range d.Froms {
			for _, t := range d.Tos {
				if len(all) < mostNeeds && (f.Pod == nil || f.Pod != t.Pod) {
					all = addNeed(all, w, netpol.Flow{From: f, To: t, Protocol: protocol, Port: port}, l.tightest.Conns(f, t))
				}
			}
		}
	}
	for i, held := range w.held {
		step := w.ways[i].Deciding()
		if held || l.task.Checks[i].Expect == task.Deny || step == nil || step.Flow == nil || l.bounded {
			continue
		}
		all = addNeed(all, w, *step.Flow, netpol.Range(step.Flow.Protocol, step.Flow.Port, step.Flow.Port))
	}
	return all
}

func addNeed(all []need, w *wrong, f netpol.Flow, ports netpol.ConnSet) []need {
	v := w.world.Policies.Verdict(f)
	if !v.Egress.Allowed && f.From.Pod != nil {
		all = append(all, need{netpol.Egress, f.From.Pod, f.To, ports, v.Ingress.Match != nil})
	}
	if !v.Ingress.Allowed && f.To.Pod != nil {
		all = append(all, need{netpol.Ingress, f.To.Pod, f.From, ports, v.Egress.Match != nil})
	}
	return all
}

func firstPort(set netpol.ConnSet) (uint16, corev1.Protocol) {
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		if spans := set.Ports(protocol); len(spans) > 0 {
			return spans[0].First, protocol
		}
	}
	return 0, corev1.ProtocolTCP
}

// demand is what one policy lacks in one direction: peers by the ports they need.
type demand struct {
	in     netpol.Direction
	groups []demandGroup
	half   bool // everywhere a rule at the other end agrees already
}

type demandGroup struct {
	ports netpol.ConnSet
	peers []netpol.Endpoint
}

// demandOf collects the needs of the pods that a policy selects.
func demandOf(needs []need, d netpol.Direction, selects func(*cluster.Pod) bool) demand {
	sum := demand{in: d, half: true}
	for _, n := range needs {
		if n.in != d || !selects(n.subject) {
			continue
		}
		sum.half = sum.half && n.half
		i := slices.IndexFunc(sum.groups, func(g demandGroup) bool { return g.ports.Equal(n.ports) })
		if i < 0 {
			i = len(sum.groups)
			sum.groups = append(sum.groups, demandGroup{ports: n.ports})
		}
		if !slices.Contains(sum.groups[i].peers, n.peer) {
			sum.groups[i].peers = append(sum.groups[i].peers, n.peer)
		}
	}
	return sum
}

// mostGroups bounds how many rules are made at once, and mostListed how many peers are
// listed in them: who needs more means them by something that they have in common.
const (
	mostGroups = 4
	mostListed = 4
)

// rules are rules that meet a demand; the narrow way names pods by their labels.
func (s *scene) rulesFor(d demand, home string, narrow bool) []func() *rewrite.Value {
	if len(d.groups) == 0 || len(d.groups) > mostGroups {
		return nil
	}
	listed := 0
	for _, g := range d.groups {
		listed += len(s.describe(g.peers, home, narrow))
	}
	if listed > mostListed {
		return nil
	}
	var rules []func() *rewrite.Value
	for _, g := range d.groups {
		rules = append(rules, func() *rewrite.Value {
			return ruleOf(peersKey(d.in), s.describe(g.peers, home, narrow), portsOf(g.ports))
		})
	}
	return rules
}

// describe writes peers that match the given ends.
func (s *scene) describe(ends []netpol.Endpoint, home string, narrow bool) []*rewrite.Value {
	var peers []*rewrite.Value
	byNamespace := map[string][]*cluster.Pod{}
	var order []string
	var blocks []string
	for _, e := range ends {
		if e.Pod == nil {
			if cidr := s.blockFor(e.IP); !slices.Contains(blocks, cidr) {
				blocks = append(blocks, cidr)
			}
			continue
		}
		if byNamespace[e.Pod.Namespace] == nil {
			order = append(order, e.Pod.Namespace)
		}
		if !slices.Contains(byNamespace[e.Pod.Namespace], e.Pod) { // a pod with two addresses is two ends
			byNamespace[e.Pod.Namespace] = append(byNamespace[e.Pod.Namespace], e.Pod)
		}
	}
	for _, namespace := range order {
		peers = append(peers, s.describePods(byNamespace[namespace], namespace, home, narrow)...)
	}
	for _, cidr := range blocks {
		peers = append(peers, blockOf(cidr))
	}
	return peers
}

func (s *scene) describePods(pods []*cluster.Pod, namespace, home string, narrow bool) []*rewrite.Value {
	if !narrow && namespace == home {
		return []*rewrite.Value{rewrite.Map(field("podSelector", rewrite.Map()))}
	}
	if !narrow || len(pods) == len(s.podsIn(namespace)) && len(pods) > 1 {
		return []*rewrite.Value{peerOf(inNamespace(namespace), nil)}
	}
	var peers []*rewrite.Value
	for _, labels := range s.labelsFor(pods, namespace) {
		if namespace == home {
			peers = append(peers, peerOf(nil, labelled(labels)))
		} else {
			peers = append(peers, peerOf(inNamespace(namespace), labelled(labels)))
		}
	}
	return peers
}

// labelsFor are labels that pick these pods of a namespace and no others: one label
// that they share, or else the labels of each.
func (s *scene) labelsFor(pods []*cluster.Pod, namespace string) []map[string]string {
	for _, labels := range singleLabels(pods) {
		n := 0
		for _, p := range s.podsIn(namespace) {
			if matches(labelled(labels), p.Labels) {
				n++
			}
		}
		all := !slices.ContainsFunc(pods, func(p *cluster.Pod) bool { return !matches(labelled(labels), p.Labels) })
		if all && n == len(pods) {
			return []map[string]string{labels}
		}
	}
	var each []map[string]string
	for _, p := range pods {
		if len(p.Labels) > 0 {
			each = append(each, p.Labels)
		}
	}
	return each
}

// blockFor is the address range by which the task knows an address, or the address alone.
func (s *scene) blockFor(ip netip.Addr) string {
	for _, m := range s.models() {
		for _, d := range directions {
			for _, p := range peersOf(m, d) {
				if p.IPBlock != nil && within(p.IPBlock, ip) {
					return p.IPBlock.CIDR
				}
			}
		}
	}
	return netip.PrefixFrom(ip, ip.BitLen()).String()
}

func peersOf(m *networkingv1.NetworkPolicy, d netpol.Direction) []networkingv1.NetworkPolicyPeer {
	var all []networkingv1.NetworkPolicyPeer
	if d == netpol.Ingress {
		for _, r := range m.Spec.Ingress {
			all = append(all, r.From...)
		}
		return all
	}
	for _, r := range m.Spec.Egress {
		all = append(all, r.To...)
	}
	return all
}
