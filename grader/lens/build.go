package lens

import (
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

func field(key string, v *rewrite.Value) rewrite.Field { return rewrite.Field{Key: key, Value: v} }

// portValue writes one port, a range of ports, or all ports of a protocol.
func portValue(protocol corev1.Protocol, i netpol.Interval) *rewrite.Value {
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

func portsOf(set netpol.ConnSet) []*rewrite.Value {
	var all []*rewrite.Value
	for _, protocol := range protocols {
		for _, i := range set.Ports(protocol) {
			all = append(all, portValue(protocol, i))
		}
	}
	return all
}

func portOf(f netpol.Flow) *rewrite.Value {
	return portValue(f.Protocol, netpol.Interval{First: f.Port, Last: f.Port})
}

// allBut is every port but that of the flow.
func allBut(f netpol.Flow) netpol.ConnSet {
	return netpol.Everything().Subtract(netpol.Range(f.Protocol, f.Port, f.Port))
}

// peersFor are the ways to name the other end in a policy of a namespace, narrow ones
// first.
func peersFor(c *cluster.Cluster, namespace string, e netpol.Endpoint) []func() *rewrite.Value {
	if e.Pod == nil {
		return []func() *rewrite.Value{func() *rewrite.Value { return block(prefixOf(e.IP)) }}
	}
	narrow := requestFor(c, e.Pod)
	room := namespaceValue(e.Pod.Namespace)
	if e.Pod.Namespace == namespace {
		return []func() *rewrite.Value{
			func() *rewrite.Value { return rewrite.Map(field("podSelector", narrow.value())) },
			func() *rewrite.Value { return rewrite.Map(field("podSelector", rewrite.Map())) },
		}
	}
	return []func() *rewrite.Value{
		func() *rewrite.Value {
			return rewrite.Map(field("namespaceSelector", room()), field("podSelector", narrow.value()))
		},
		func() *rewrite.Value { return rewrite.Map(field("namespaceSelector", room())) },
	}
}

// namespaceValue selects a namespace by its automatic label.
func namespaceValue(name string) func() *rewrite.Value {
	return func() *rewrite.Value {
		return rewrite.Map(field("matchLabels", rewrite.Map(field(corev1.LabelMetadataName, rewrite.Text(name)))))
	}
}

func prefixOf(ip netip.Addr) netip.Prefix { return netip.PrefixFrom(ip, ip.BitLen()) }

// everywhere is the range of all addresses of an address's family.
func everywhere(ip netip.Addr) netip.Prefix {
	if ip.Is6() {
		return netip.PrefixFrom(netip.IPv6Unspecified(), 0)
	}
	return netip.PrefixFrom(netip.IPv4Unspecified(), 0)
}

func block(cidr netip.Prefix, except ...netip.Prefix) *rewrite.Value {
	v := rewrite.Map(field("cidr", rewrite.Text(cidr.String())))
	if len(except) > 0 {
		list := rewrite.List()
		for _, e := range except {
			list.Append(rewrite.Text(e.String()))
		}
		v.Set("except", list)
	}
	return rewrite.Map(field("ipBlock", v))
}

// everyoneBut are peers that match all pods but one, or everybody but one address. It
// fails where no label tells the pod from its neighbours. Pods are named by selectors
// even beside a range that holds them, as plugins differ on whether ranges match pods.
func everyoneBut(c *cluster.Cluster, e netpol.Endpoint) (func() []*rewrite.Value, bool) {
	if e.Pod == nil {
		return func() []*rewrite.Value {
			return []*rewrite.Value{rewrite.Map(field("namespaceSelector", rewrite.Map())), block(everywhere(e.IP), prefixOf(e.IP))}
		}, true
	}
	except, ok := exclusion(c, e.Pod)
	if !ok {
		return nil, false
	}
	room := namespaceValue(e.Pod.Namespace)
	return func() []*rewrite.Value {
		elsewhere := expression(corev1.LabelMetadataName, "NotIn", e.Pod.Namespace)
		return []*rewrite.Value{
			rewrite.Map(field("namespaceSelector", rewrite.Map(field("matchExpressions", rewrite.List(elsewhere))))),
			rewrite.Map(field("namespaceSelector", room()), field("podSelector", rewrite.Map(field("matchExpressions", rewrite.List(except()))))),
		}
	}, true
}

// ruleValue writes a rule; without peers, or without ports, it matches all.
func ruleValue(d netpol.Direction, peers, ports []*rewrite.Value) *rewrite.Value {
	r := rewrite.Map()
	if len(peers) > 0 {
		r.Set(peersKey(d), rewrite.List(peers...))
	}
	if len(ports) > 0 {
		r.Set("ports", rewrite.List(ports...))
	}
	return r
}

func peersKey(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "from"
	}
	return "to"
}

func typeName(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "Ingress"
	}
	return "Egress"
}

// policyValue writes a policy that isolates one pod, in one direction, but for rules.
func policyValue(c *cluster.Cluster, name string, pod *cluster.Pod, d netpol.Direction, rules ...*rewrite.Value) *rewrite.Value {
	spec := rewrite.Map(
		field("podSelector", requestFor(c, pod).value()),
		field("policyTypes", rewrite.List(rewrite.Text(typeName(d))).Compact()),
	)
	if len(rules) > 0 {
		spec.Set(d.String(), rewrite.List(rules...))
	}
	return rewrite.Map(
		field("apiVersion", rewrite.Text("networking.k8s.io/v1")),
		field("kind", rewrite.Text("NetworkPolicy")),
		field("metadata", rewrite.Map(field("name", rewrite.Text(name)), field("namespace", rewrite.Text(pod.Namespace)))),
		field("spec", spec),
	)
}

// freshName is a name that no policy of the namespace has.
func (s *scene) freshName(verb string, pod *cluster.Pod) string {
	const longest = 50
	base := verb + "-" + pod.Name
	base = base[:min(len(base), longest)]
	name := base
	for n := 2; s.taken(pod.Namespace, name); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return name
}

func (s *scene) taken(namespace, name string) bool {
	for _, o := range s.state.Policies {
		if o.Namespace == namespace && o.Name == name {
			return true
		}
	}
	for _, r := range s.read.Refusals {
		if r.Object == namespace+"/"+name {
			return true
		}
	}
	return false
}
