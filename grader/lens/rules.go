package lens

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// sizes count what a rule lists.
type sizes struct{ peers, ports int }

func rulesOf(o *manifest.Object, d netpol.Direction) []sizes {
	var all []sizes
	spec := &o.Policy().Spec
	if d == netpol.Ingress {
		for _, r := range spec.Ingress {
			all = append(all, sizes{len(r.From), len(r.Ports)})
		}
		return all
	}
	for _, r := range spec.Egress {
		all = append(all, sizes{len(r.To), len(r.Ports)})
	}
	return all
}

func portsIn(o *manifest.Object, r netpol.RuleRef) []networkingv1.NetworkPolicyPort {
	if r.Direction == netpol.Ingress {
		return o.Policy().Spec.Ingress[r.Rule].Ports
	}
	return o.Policy().Spec.Egress[r.Rule].Ports
}

// left is what a port entry allows besides the flow; nil for one that is about its
// port alone, or a name.
func left(p networkingv1.NetworkPolicyPort, f netpol.Flow) []*rewrite.Value {
	protocol := corev1.ProtocolTCP
	if p.Protocol != nil {
		protocol = *p.Protocol
	}
	all := netpol.Range(protocol, 1, 65535)
	switch {
	case p.Port == nil:
	case p.Port.Type == intstr.String:
		return nil
	case p.EndPort != nil:
		all = netpol.Range(protocol, uint16(p.Port.IntVal), uint16(*p.EndPort))
	default:
		return nil
	}
	return portsOf(all.Subtract(netpol.Range(f.Protocol, f.Port, f.Port)))
}

func addRule(policy *rewrite.Value, d netpol.Direction, rule *rewrite.Value) {
	spec := policy.At("spec")
	if spec.Get(d.String()) == nil {
		spec.Set(d.String(), rewrite.List())
	}
	spec.Get(d.String()).Append(rule)
}

func dropRule(policy *rewrite.Value, r netpol.RuleRef) {
	policy.At("spec").Get(r.Direction.String()).Remove(r.Rule)
}

// carve takes the flow's port out of a rule; a rule that is about that port alone goes.
func carve(policy, rule *rewrite.Value, o *manifest.Object, r netpol.RuleRef, f netpol.Flow) {
	if r.Port < 0 {
		rule.Drop("ports")
		rule.Set("ports", rewrite.List(portsOf(allBut(f))...))
		return
	}
	ports := rule.Get("ports")
	pieces := left(portsIn(o, r)[r.Port], f)
	if len(pieces)+ports.Len() == 1 {
		dropRule(policy, r)
		return
	}
	ports.Remove(r.Port)
	ports.Insert(r.Port, pieces...)
}

// exclude keeps an end out of the peer that matches it, and answers whether it can.
func (s *scene) exclude(rule *rewrite.Value, r netpol.RuleRef, other netpol.Endpoint) bool {
	if r.Peer < 0 {
		peers, ok := everyoneBut(s.task.Cluster, other)
		if ok {
			rule.Drop(peersKey(r.Direction))
			rule.SetFirst(peersKey(r.Direction), rewrite.List(peers()...))
		}
		return ok
	}
	peer := rule.Get(peersKey(r.Direction)).Items()[r.Peer]
	if b := peer.Get("ipBlock"); b != nil {
		if b.Get("except") == nil {
			b.Set("except", rewrite.List())
		}
		b.Get("except").Append(rewrite.Text(prefixOf(other.IP).String()))
		return true
	}
	if other.Pod == nil {
		return false
	}
	except, ok := exclusion(s.task.Cluster, other.Pod)
	if ok {
		if peer.Get("podSelector") == nil {
			peer.Set("podSelector", rewrite.Map())
		}
		selector := peer.Get("podSelector")
		if selector.Get("matchExpressions") == nil {
			selector.Set("matchExpressions", rewrite.List())
		}
		selector.Get("matchExpressions").Append(except())
	}
	return ok
}
