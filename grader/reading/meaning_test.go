package reading

import (
	"net/netip"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// meaning is what a policy does in a small world, as a string of verdicts: two policies
// with different strings behave differently somewhere.
func meaning(p *networkingv1.NetworkPolicy) string {
	var b strings.Builder
	b.WriteString(p.Namespace)
	for _, l := range podLabels() {
		b.WriteByte(bit(matches(&p.Spec.PodSelector, l)))
	}
	types := effectiveTypes(p)
	writeDirection(&b, slices.Contains(types, networkingv1.PolicyTypeIngress), p.Namespace, false, ingressOf(p))
	writeDirection(&b, slices.Contains(types, networkingv1.PolicyTypeEgress), p.Namespace, true, egressOf(p))
	return b.String()
}

func effectiveTypes(p *networkingv1.NetworkPolicy) []networkingv1.PolicyType {
	if len(p.Spec.PolicyTypes) > 0 {
		return p.Spec.PolicyTypes
	}
	if len(p.Spec.Egress) > 0 {
		return []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	}
	return []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
}

type plainRule struct {
	peers []networkingv1.NetworkPolicyPeer
	ports []networkingv1.NetworkPolicyPort
}

func ingressOf(p *networkingv1.NetworkPolicy) (rules []plainRule) {
	for _, r := range p.Spec.Ingress {
		rules = append(rules, plainRule{r.From, r.Ports})
	}
	return rules
}

func egressOf(p *networkingv1.NetworkPolicy) (rules []plainRule) {
	for _, r := range p.Spec.Egress {
		rules = append(rules, plainRule{r.To, r.Ports})
	}
	return rules
}

func writeDirection(b *strings.Builder, isolated bool, namespace string, out bool, rules []plainRule) {
	b.WriteByte(' ')
	if !isolated {
		b.WriteString("open")
		return
	}
	opened := make([][]bool, len(rules))
	for i, r := range rules {
		opened[i] = r.openedPorts()
	}
	for _, peer := range population {
		allowed := make([]bool, len(probes))
		for i, r := range rules {
			if !r.names(peer, namespace) {
				continue
			}
			for j, port := range probes {
				nameless := out && peer.address.IsValid() && port.name != ""
				allowed[j] = allowed[j] || opened[i][j] && !nameless
			}
		}
		for _, yes := range allowed {
			b.WriteByte(bit(yes))
		}
	}
}

func bit(yes bool) byte {
	if yes {
		return '1'
	}
	return '0'
}

// someone is a pod, or an address if that is valid.
type someone struct {
	namespace string
	ofSpace   labels.Set
	ofPod     labels.Set
	address   netip.Addr
}

var spaces = map[string]labels.Set{
	"one":   {corev1.LabelMetadataName: "one", "a": "x"},
	"two":   {corev1.LabelMetadataName: "two", "a": "y", "b": "x"},
	"three": {corev1.LabelMetadataName: "three", "a": ""},
	"four":  {corev1.LabelMetadataName: "four"},
}

func podLabels() []labels.Set {
	var all []labels.Set
	for _, a := range []string{"-", "", "x", "y", "z"} {
		for _, b := range []string{"-", "", "x"} {
			set := labels.Set{}
			if a != "-" {
				set["a"] = a
			}
			if b != "-" {
				set["b"] = b
			}
			all = append(all, set)
		}
	}
	return all
}

var population = func() []someone {
	var all []someone
	for _, name := range []string{"one", "two", "three", "four"} {
		for _, l := range podLabels() {
			all = append(all, someone{namespace: name, ofSpace: spaces[name], ofPod: l})
		}
	}
	for _, a := range []string{"10.0.0.1", "10.1.0.1", "10.1.2.3", "10.2.0.1", "192.0.2.1", "2001:db8::1", "fd00::1"} {
		all = append(all, someone{address: netip.MustParseAddr(a)})
	}
	return all
}()

// probe is a port that a connection is tried on; one with a name has no known number.
type probe struct {
	protocol corev1.Protocol
	number   int32
	name     string
}

// probes hold a protocol that no port entry can name.
var probes = func() []probe {
	all := []probe{{protocol: "other"}}
	for _, protocol := range []corev1.Protocol{"TCP", "UDP", "SCTP"} {
		for _, n := range []int32{53, 79, 80, 81, 82, 443} {
			all = append(all, probe{protocol: protocol, number: n})
		}
		for _, name := range []string{"http", "dns"} {
			all = append(all, probe{protocol: protocol, name: name})
		}
	}
	return all
}()

func (r plainRule) names(who someone, namespace string) bool {
	return len(r.peers) == 0 || slices.ContainsFunc(r.peers, func(p networkingv1.NetworkPolicyPeer) bool {
		return peerNames(p, who, namespace)
	})
}

func peerNames(p networkingv1.NetworkPolicyPeer, who someone, namespace string) bool {
	if p.IPBlock != nil || who.address.IsValid() {
		return p.IPBlock != nil && who.address.IsValid() && holds(*p.IPBlock, who.address)
	}
	if p.NamespaceSelector == nil && who.namespace != namespace {
		return false
	}
	return matches(p.NamespaceSelector, who.ofSpace) && matches(p.PodSelector, who.ofPod)
}

func holds(b networkingv1.IPBlock, a netip.Addr) bool {
	return netip.MustParsePrefix(b.CIDR).Contains(a) && !slices.ContainsFunc(b.Except, func(cidr string) bool {
		return netip.MustParsePrefix(cidr).Contains(a)
	})
}

// matches treats an absent selector as one that demands nothing.
func matches(s *metav1.LabelSelector, set labels.Set) bool {
	if s == nil {
		return true
	}
	selector, err := metav1.LabelSelectorAsSelector(s)
	if err != nil {
		panic(err)
	}
	return selector.Matches(set)
}

func (r plainRule) openedPorts() []bool {
	all := make([]bool, len(probes))
	for i, p := range probes {
		all[i] = r.opens(p)
	}
	return all
}

func (r plainRule) opens(p probe) bool {
	return len(r.ports) == 0 || slices.ContainsFunc(r.ports, func(e networkingv1.NetworkPolicyPort) bool {
		return entryOpens(e, p)
	})
}

func entryOpens(e networkingv1.NetworkPolicyPort, p probe) bool {
	protocol := corev1.ProtocolTCP
	if e.Protocol != nil {
		protocol = *e.Protocol
	}
	switch {
	case protocol != p.protocol:
		return false
	case e.Port == nil:
		return true
	case e.Port.Type == intstr.String:
		return e.Port.StrVal == p.name
	case p.name != "":
		return false
	case e.EndPort != nil:
		return e.Port.IntVal <= p.number && p.number <= *e.EndPort
	}
	return e.Port.IntVal == p.number
}

// sound tells whether a policy can be stored, as far as its meaning depends on that.
func sound(p *networkingv1.NetworkPolicy) bool {
	ok := soundSelector(&p.Spec.PodSelector)
	for _, r := range append(ingressOf(p), egressOf(p)...) {
		for _, peer := range r.peers {
			ok = ok && soundPeer(peer)
		}
		for _, e := range r.ports {
			ok = ok && (e.EndPort == nil || e.Port != nil && e.Port.Type == intstr.Int && *e.EndPort >= e.Port.IntVal)
		}
	}
	return ok
}

func soundPeer(p networkingv1.NetworkPolicyPeer) bool {
	if b := p.IPBlock; b != nil {
		_, err := netip.ParsePrefix(b.CIDR)
		return err == nil && p.PodSelector == nil && p.NamespaceSelector == nil
	}
	return (p.PodSelector != nil || p.NamespaceSelector != nil) && soundSelector(p.PodSelector) && soundSelector(p.NamespaceSelector)
}

func soundSelector(s *metav1.LabelSelector) bool {
	_, err := metav1.LabelSelectorAsSelector(s)
	return err == nil
}
