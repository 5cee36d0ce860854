package lessons

import (
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// variant is what another person might have written with the same task in mind.
type variant struct {
	name     string
	policies []*networkingv1.NetworkPolicy
}

// variants proves that every standard variant of the solution is accepted, or known
// to the author as a wrong answer. Otherwise somebody is told off for a good habit.
func (v *verifier) variants() {
	solution, err := v.l.policies(v.l.Model())
	if err != nil || !v.l.bounded() {
		return
	}
	var wrong []*netpol.Evaluator
	for _, w := range v.l.wrong {
		wrong = append(wrong, v.judge(Answer{w.File, w.Text}).World.Policies)
	}
	for _, variant := range v.derive(solution) {
		d := v.judge(Answer{v.l.Model().File, asFile(variant.policies)})
		known := func(e *netpol.Evaluator) bool { return sameBehaviour(e, d.World.Policies) }
		if !d.passed() && !slices.ContainsFunc(wrong, known) {
			v.atFile(v.l.Model().File, Fault, wider(d)+", or rule it out in the brief and put it under wrong/.",
				"a common variant of the solution (%s) is not accepted: %s", variant.name, d.shortfall())
		}
	}
}

// wider says which bound an answer needs to be accepted.
func wider(d verdict) string {
	switch examples := d.Bounds.Examples; {
	case len(examples) > 0 && examples[0].Expect == task.Allow:
		return "Let tightest.yaml, the least that is accepted, do without that"
	case len(examples) > 0:
		return "Let loosest.yaml, the most that is accepted, allow that too"
	}
	return "Change the checks so that it passes"
}

func sameBehaviour(a, b *netpol.Evaluator) bool {
	return len(netpol.Difference(a, b)) == 0 && len(netpol.Difference(b, a)) == 0
}

// asFile writes policies as a file.
func asFile(policies []*networkingv1.NetworkPolicy) string {
	text := ""
	for _, p := range policies {
		p.TypeMeta = metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"}
		one, err := yaml.Marshal(p)
		if err != nil {
			return ""
		}
		text += "---\n" + string(one)
	}
	return text
}

// derive makes the standard variants of a solution, without those that change nothing.
func (v *verifier) derive(solution []*networkingv1.NetworkPolicy) []variant {
	makers := []struct {
		name   string
		change func([]*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy
	}{
		{"DNS to anyone", dnsTo(nil)},
		{"DNS to kube-system", dnsTo(&networkingv1.NetworkPolicyPeer{NamespaceSelector: kubeSystem()})},
		{"DNS to the kube-dns Pods", dnsTo(&networkingv1.NetworkPolicyPeer{
			NamespaceSelector: kubeSystem(),
			PodSelector:       &metav1.LabelSelector{MatchLabels: map[string]string{"k8s-app": "kube-dns"}},
		})},
		{"only the ports that the targets declare", v.eachRule(narrowed)},
		{"the Service port beside the target port", v.eachRule(withServicePorts)},
		{"both policyTypes, with an explicit - {}", v.bothTypes},
		{"a policy for each rule", split},
	}
	var derived []variant
	before := asFile(copies(solution))
	for _, m := range makers {
		if changed := m.change(copies(solution)); asFile(changed) != before {
			derived = append(derived, variant{m.name, changed})
		}
	}
	return derived
}

func copies(policies []*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	var own []*networkingv1.NetworkPolicy
	for _, p := range policies {
		own = append(own, p.DeepCopy())
	}
	return own
}

func kubeSystem() *metav1.LabelSelector {
	return &metav1.LabelSelector{MatchLabels: map[string]string{corev1.LabelMetadataName: "kube-system"}}
}

// dnsTo leads every egress rule for port 53 to one peer, nil being everybody.
func dnsTo(peer *networkingv1.NetworkPolicyPeer) func([]*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	return func(policies []*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
		for _, p := range policies {
			for i := range p.Spec.Egress {
				if rule := &p.Spec.Egress[i]; isDNS(rule.Ports) {
					rule.To = nil
					if peer != nil {
						rule.To = []networkingv1.NetworkPolicyPeer{*peer}
					}
				}
			}
		}
		return policies
	}
}

func isDNS(ports []networkingv1.NetworkPolicyPort) bool {
	other := func(p networkingv1.NetworkPolicyPort) bool { return p.Port == nil || p.Port.IntValue() != 53 }
	return len(ports) > 0 && !slices.ContainsFunc(ports, other)
}

// portChange answers the ports that a rule might have with these targets.
type portChange func(c *cluster.Cluster, ports []networkingv1.NetworkPolicyPort, targets []*cluster.Pod) []networkingv1.NetworkPolicyPort

// eachRule changes the ports of every rule whose targets are known pods.
func (v *verifier) eachRule(change portChange) func([]*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	return func(policies []*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
		c := v.task.Cluster
		for _, p := range policies {
			for i := range p.Spec.Ingress {
				rule := &p.Spec.Ingress[i]
				rule.Ports = change(c, rule.Ports, subjects(c, p))
			}
			for i := range p.Spec.Egress {
				rule := &p.Spec.Egress[i]
				if !slices.ContainsFunc(rule.To, isBlock) {
					rule.Ports = change(c, rule.Ports, members(c, p, rule.To))
				}
			}
		}
		return policies
	}
}

func isBlock(peer networkingv1.NetworkPolicyPeer) bool { return peer.IPBlock != nil }

// narrowed names the ports that the targets declare where a rule names none.
func narrowed(_ *cluster.Cluster, ports []networkingv1.NetworkPolicyPort, targets []*cluster.Pod) []networkingv1.NetworkPolicyPort {
	if len(ports) > 0 {
		return ports
	}
	for _, pod := range targets {
		for _, declared := range pod.Ports {
			ports = withPort(ports, declared.Protocol, declared.Number)
		}
	}
	return ports
}

// withServicePorts adds the port of every Service that leads to one of a rule's ports.
func withServicePorts(c *cluster.Cluster, ports []networkingv1.NetworkPolicyPort, targets []*cluster.Pod) []networkingv1.NetworkPolicyPort {
	more := slices.Clone(ports)
	for _, s := range c.Services {
		for _, port := range s.Ports {
			for _, e := range c.Endpoints(s, port) {
				if slices.Contains(targets, e.Pod) && slices.ContainsFunc(ports, isPort(port.Protocol, e.Port)) {
					more = withPort(more, port.Protocol, port.Port)
				}
			}
		}
	}
	return more
}

func withPort(ports []networkingv1.NetworkPolicyPort, protocol corev1.Protocol, number uint16) []networkingv1.NetworkPolicyPort {
	if slices.ContainsFunc(ports, isPort(protocol, number)) {
		return ports
	}
	port := intstr.FromInt32(int32(number))
	return append(ports, networkingv1.NetworkPolicyPort{Protocol: &protocol, Port: &port})
}

func isPort(protocol corev1.Protocol, number uint16) func(networkingv1.NetworkPolicyPort) bool {
	return func(p networkingv1.NetworkPolicyPort) bool {
		return p.Port != nil && p.Port.Type == intstr.Int && p.Port.IntValue() == int(number) &&
			p.Protocol != nil && *p.Protocol == protocol
	}
}

// bothTypes opens the direction that a policy leaves alone in so many words, unless
// another policy restricts it.
func (v *verifier) bothTypes(policies []*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	restricted := func(p *networkingv1.NetworkPolicy, t networkingv1.PolicyType) bool {
		for _, other := range append(v.protected(), policies...) {
			if slices.Contains(other.Spec.PolicyTypes, t) && v.overlap(p, other) {
				return true
			}
		}
		return false
	}
	var ingress, egress []*networkingv1.NetworkPolicy
	for _, p := range policies {
		if !restricted(p, networkingv1.PolicyTypeIngress) {
			ingress = append(ingress, p)
		}
		if !restricted(p, networkingv1.PolicyTypeEgress) {
			egress = append(egress, p)
		}
	}
	for _, p := range ingress {
		p.Spec.PolicyTypes = append(p.Spec.PolicyTypes, networkingv1.PolicyTypeIngress)
		p.Spec.Ingress = []networkingv1.NetworkPolicyIngressRule{{}}
	}
	for _, p := range egress {
		p.Spec.PolicyTypes = append(p.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		p.Spec.Egress = []networkingv1.NetworkPolicyEgressRule{{}}
	}
	return policies
}

func (v *verifier) protected() []*networkingv1.NetworkPolicy {
	var kept []*networkingv1.NetworkPolicy
	for _, o := range v.task.Start {
		if slices.Contains(v.task.Protected, o.Key()) {
			kept = append(kept, o.Policy())
		}
	}
	return kept
}

func (v *verifier) overlap(a, b *networkingv1.NetworkPolicy) bool {
	others := subjects(v.task.Cluster, b)
	return slices.ContainsFunc(subjects(v.task.Cluster, a), func(p *cluster.Pod) bool { return slices.Contains(others, p) })
}

// split gives every rule a policy of its own; the first keeps the name.
func split(policies []*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	var all []*networkingv1.NetworkPolicy
	for _, p := range policies {
		all = append(all, p)
		ingress, egress := p.Spec.Ingress, p.Spec.Egress
		rules := len(ingress) + len(egress)
		for i := 1; i < rules; i++ {
			one := p.DeepCopy()
			one.Name = fmt.Sprintf("%s-part-%d", p.Name, i+1)
			one.Spec.Ingress, one.Spec.Egress = pick(ingress, i), pick(egress, i-len(ingress))
			all = append(all, one)
		}
		p.Spec.Ingress, p.Spec.Egress = pick(ingress, 0), pick(egress, -len(ingress))
	}
	return all
}

// pick is the list with its item i alone, or the empty list.
func pick[T any](list []T, i int) []T {
	if i < 0 || i >= len(list) {
		return nil
	}
	return list[i : i+1]
}
