package diagnose

import (
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

func field(key string, v *rewrite.Value) rewrite.Field { return rewrite.Field{Key: key, Value: v} }

// ruleOf writes a rule; no peers or no ports leave the key out.
func ruleOf(list string, peers, ports []*rewrite.Value) *rewrite.Value {
	r := rewrite.Map()
	if len(peers) > 0 {
		r.Set(list, rewrite.List(peers...))
	}
	if len(ports) > 0 {
		r.Set("ports", rewrite.List(ports...))
	}
	return r
}

func portOf(protocol corev1.Protocol, number uint16) *rewrite.Value {
	return rewrite.Map(field("protocol", rewrite.Text(string(protocol))), field("port", rewrite.Number(int(number)))).Compact()
}

// portEntry writes a port entry of a policy.
func portEntry(p networkingv1.NetworkPolicyPort) *rewrite.Value {
	v := rewrite.Map(field("protocol", rewrite.Text(string(protocolOf(p))))).Compact()
	switch {
	case p.Port == nil:
	case p.Port.Type == intstr.String:
		v.Set("port", rewrite.Text(p.Port.StrVal))
	default:
		v.Set("port", rewrite.Number(int(p.Port.IntVal)))
	}
	if p.EndPort != nil {
		v.Set("endPort", rewrite.Number(int(*p.EndPort)))
	}
	return v
}

// portsOf writes a set of ports as entries; nil for everything.
func portsOf(set netpol.ConnSet) []*rewrite.Value {
	if set.IsAll() {
		return nil
	}
	var all []*rewrite.Value
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		for _, i := range set.Ports(protocol) {
			all = append(all, interval(protocol, i))
		}
	}
	return all
}

func interval(protocol corev1.Protocol, i netpol.Interval) *rewrite.Value {
	v := rewrite.Map(field("protocol", rewrite.Text(string(protocol)))).Compact()
	if i == (netpol.Interval{First: 1, Last: 65535}) {
		return v
	}
	v.Set("port", rewrite.Number(int(i.First)))
	if i.Last > i.First {
		v.Set("endPort", rewrite.Number(int(i.Last)))
	}
	return v
}

func inNamespace(name string) *metav1.LabelSelector {
	return labelled(map[string]string{nameLabel: name})
}

func labelled(labels map[string]string) *metav1.LabelSelector {
	return &metav1.LabelSelector{MatchLabels: labels}
}

// peerOf writes a peer of selectors, either of which may be nil.
func peerOf(namespaces, pods *metav1.LabelSelector) *rewrite.Value {
	return rewrite.Map(field("namespaceSelector", selectorOf(namespaces)), field("podSelector", selectorOf(pods)))
}

func blockOf(cidr string, except ...string) *rewrite.Value {
	block := rewrite.Map(field("cidr", rewrite.Text(cidr)))
	if len(except) > 0 {
		block.Set("except", textList(except))
	}
	return rewrite.Map(field("ipBlock", block))
}

// peerEntry writes a peer of a policy.
func peerEntry(p networkingv1.NetworkPolicyPeer) *rewrite.Value {
	if p.IPBlock != nil {
		return blockOf(p.IPBlock.CIDR, p.IPBlock.Except...)
	}
	return peerOf(p.NamespaceSelector, p.PodSelector)
}

// selectorOf writes a selector, nil for one that is absent.
func selectorOf(s *metav1.LabelSelector) *rewrite.Value {
	if s == nil {
		return nil
	}
	v := rewrite.Map()
	if len(s.MatchLabels) > 0 {
		v.Set("matchLabels", labelMap(s.MatchLabels))
	}
	if len(s.MatchExpressions) > 0 {
		list := rewrite.List()
		for _, e := range s.MatchExpressions {
			list.Append(expressionOf(e))
		}
		v.Set("matchExpressions", list)
	}
	return v
}

func expressionOf(e metav1.LabelSelectorRequirement) *rewrite.Value {
	v := rewrite.Map(field("key", rewrite.Text(e.Key)), field("operator", rewrite.Text(string(e.Operator)))).Compact()
	if len(e.Values) > 0 {
		v.Set("values", textList(e.Values))
	}
	return v
}

func textList(words []string) *rewrite.Value {
	list := rewrite.List().Compact()
	for _, w := range words {
		list.Append(rewrite.Text(w))
	}
	return list
}

func labelMap(labels map[string]string) *rewrite.Value {
	v := rewrite.Map()
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		v.Set(key, rewrite.Text(labels[key]))
	}
	return v
}

// ruleEntry writes a rule of a policy.
func ruleEntry(list string, peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) *rewrite.Value {
	var ps []*rewrite.Value
	for _, p := range peers {
		ps = append(ps, peerEntry(p))
	}
	return ruleOf(list, ps, portEntries(ports))
}

func portEntries(ports []networkingv1.NetworkPolicyPort) []*rewrite.Value {
	var all []*rewrite.Value
	for _, p := range ports {
		all = append(all, portEntry(p))
	}
	return all
}

// policyOf writes a whole policy.
func policyOf(namespace, name string, spec *networkingv1.NetworkPolicySpec) *rewrite.Value {
	types := make([]string, len(spec.PolicyTypes))
	for i, t := range spec.PolicyTypes {
		types[i] = string(t)
	}
	body := rewrite.Map(field("podSelector", selectorOf(&spec.PodSelector)), field("policyTypes", textList(types)))
	if len(spec.Ingress) > 0 {
		rules := rewrite.List()
		for _, r := range spec.Ingress {
			rules.Append(ruleEntry("from", r.From, r.Ports))
		}
		body.Set("ingress", rules)
	}
	if len(spec.Egress) > 0 {
		rules := rewrite.List()
		for _, r := range spec.Egress {
			rules.Append(ruleEntry("to", r.To, r.Ports))
		}
		body.Set("egress", rules)
	}
	return rewrite.Map(
		field("apiVersion", rewrite.Text("networking.k8s.io/v1")),
		field("kind", rewrite.Text("NetworkPolicy")),
		field("metadata", rewrite.Map(field("name", rewrite.Text(name)), field("namespace", rewrite.Text(namespace)))),
		field("spec", body),
	)
}

// appendRule adds a rule to a direction. The rule is made when the edit is, as a
// value may stand in one tree only.
func appendRule(d netpol.Direction, rule func() *rewrite.Value) func(root *rewrite.Value) {
	return func(root *rewrite.Value) {
		spec := root.At("spec")
		if spec.Get(d.String()) == nil {
			spec.Set(d.String(), rewrite.List())
		}
		spec.Get(d.String()).Append(rule())
	}
}

// setLabels makes a selector ask for exactly these labels, and changes as few words
// of it as it can.
func setLabels(selector *rewrite.Value, labels map[string]string) {
	old := selector.Get("matchLabels")
	selector.Drop("matchExpressions")
	if old == nil {
		selector.Set("matchLabels", labelMap(labels))
		return
	}
	wanted := slices.Sorted(maps.Keys(labels))
	for _, key := range old.Keys() {
		if _, keep := labels[key]; keep {
			continue
		}
		if i := slices.IndexFunc(wanted, func(k string) bool { return old.Get(k) == nil }); i >= 0 {
			old.Rename(key, wanted[i])
		} else {
			old.Drop(key)
		}
	}
	for _, key := range wanted {
		if v := old.Get(key); v == nil || v.Scalar() != labels[key] {
			putText(old, key, labels[key])
		}
	}
}

// putText gives a key a string, in the quotes that the old one has.
func putText(m *rewrite.Value, key, text string) {
	if old := m.Get(key); old != nil {
		old.Become(rewrite.Text(text))
		return
	}
	m.Set(key, rewrite.Text(text))
}

// setNamespace makes a peer look into the namespace of that name.
func setNamespace(peer *rewrite.Value, name string) {
	if old := peer.Get("namespaceSelector"); old.IsMap() {
		setLabels(old, map[string]string{nameLabel: name})
		return
	}
	peer.Drop("namespaceSelector")
	peer.SetFirst("namespaceSelector", selectorOf(inNamespace(name)))
}

// dropIfEmpty removes a list of rules that has none left.
func dropIfEmpty(spec *rewrite.Value, key string) {
	if v := spec.Get(key); v != nil && v.Len() == 0 {
		spec.Drop(key)
	}
}
