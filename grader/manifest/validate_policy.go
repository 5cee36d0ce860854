package manifest

import (
	"net"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
	netutils "k8s.io/utils/net"
)

// policyRules are the rules for the values of a NetworkPolicy, as recorded from a real
// server; the library holds the rules for names, ports, labels and addresses alone.
type policyRules struct {
	known   []string // address ranges that the object had before: they may stay as they are
	lenient bool     // address ranges are judged as servers before 1.36 did
}

func (r policyRules) spec(spec *networkingv1.NetworkPolicySpec, path *field.Path) field.ErrorList {
	errs := validateSelector(&spec.PodSelector, path.Child("podSelector"))
	for i, rule := range spec.Ingress {
		at := path.Child("ingress").Index(i)
		errs = append(errs, r.ports(rule.Ports, at.Child("ports"))...)
		errs = append(errs, r.peers(rule.From, at.Child("from"))...)
	}
	for i, rule := range spec.Egress {
		at := path.Child("egress").Index(i)
		errs = append(errs, r.ports(rule.Ports, at.Child("ports"))...)
		errs = append(errs, r.peers(rule.To, at.Child("to"))...)
	}
	errs = append(errs, policyTypes(spec.PolicyTypes, path.Child("policyTypes"))...)
	slices.SortStableFunc(errs, missingCIDRLast)
	return errs
}

// missingCIDRLast puts errors about an address range that is left out behind all others:
// since 1.37 a server finds them in a check of their own.
func missingCIDRLast(a, b *field.Error) int {
	last := func(e *field.Error) int {
		if e.Type == field.ErrorTypeRequired && strings.HasSuffix(e.Field, ".ipBlock.cidr") {
			return 1
		}
		return 0
	}
	return last(a) - last(b)
}

func policyTypes(types []networkingv1.PolicyType, path *field.Path) (errs field.ErrorList) {
	if len(types) > 2 {
		return field.ErrorList{field.Invalid(path, &types, "may not specify more than two policyTypes")}
	}
	allowed := []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	for i, t := range types {
		if t != networkingv1.PolicyTypeIngress && t != networkingv1.PolicyTypeEgress {
			errs = append(errs, field.NotSupported(path.Index(i), t, allowed))
		}
	}
	return errs
}

func (r policyRules) ports(ports []networkingv1.NetworkPolicyPort, path *field.Path) (errs field.ErrorList) {
	for i := range ports {
		errs = append(errs, r.port(&ports[i], path.Index(i))...)
	}
	return errs
}

func (r policyRules) port(p *networkingv1.NetworkPolicyPort, path *field.Path) (errs field.ErrorList) {
	if p.Protocol != nil {
		errs = append(errs, protocol(*p.Protocol, path.Child("protocol"))...)
	}
	end := path.Child("endPort")
	switch {
	case p.Port == nil:
		if p.EndPort != nil {
			errs = append(errs, field.Invalid(end, *p.EndPort, "may not be specified when `port` is not specified"))
		}
	case p.Port.Type == intstr.String:
		if p.EndPort != nil {
			errs = append(errs, field.Invalid(end, *p.EndPort, "may not be specified when `port` is non-numeric"))
		}
		errs = append(errs, invalid(path.Child("port"), p.Port.StrVal, validation.IsValidPortName(p.Port.StrVal))...)
	default:
		errs = append(errs, portRange(p, path)...)
	}
	return errs
}

func portRange(p *networkingv1.NetworkPolicyPort, path *field.Path) field.ErrorList {
	errs := invalid(path.Child("port"), p.Port.IntVal, validation.IsValidPortNum(int(p.Port.IntVal)))
	if p.EndPort == nil {
		return errs
	}
	end := path.Child("endPort")
	if *p.EndPort < p.Port.IntVal {
		errs = append(errs, field.Invalid(end, *p.EndPort, "must be greater than or equal to `port`"))
	}
	return append(errs, invalid(end, *p.EndPort, validation.IsValidPortNum(int(*p.EndPort)))...)
}

func protocol(p corev1.Protocol, path *field.Path) field.ErrorList {
	switch p {
	case corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP:
		return nil
	}
	return field.ErrorList{field.NotSupported(path, p, []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP})}
}

// invalid makes an error of each complaint about a value.
func invalid(path *field.Path, value any, complaints []string) (errs field.ErrorList) {
	for _, msg := range complaints {
		errs = append(errs, field.Invalid(path, value, msg))
	}
	return errs
}

func (r policyRules) peers(peers []networkingv1.NetworkPolicyPeer, path *field.Path) (errs field.ErrorList) {
	for i := range peers {
		errs = append(errs, r.peer(&peers[i], path.Index(i))...)
	}
	return errs
}

func (r policyRules) peer(p *networkingv1.NetworkPolicyPeer, path *field.Path) field.ErrorList {
	errs := validateSelector(p.PodSelector, path.Child("podSelector"))
	errs = append(errs, validateSelector(p.NamespaceSelector, path.Child("namespaceSelector"))...)
	selects := p.PodSelector != nil || p.NamespaceSelector != nil
	if p.IPBlock != nil {
		errs = append(errs, r.ipBlock(p.IPBlock, path.Child("ipBlock"))...)
	}
	switch {
	case !selects && p.IPBlock == nil:
		errs = append(errs, field.Required(path, "must specify a peer"))
	case selects && p.IPBlock != nil:
		errs = append(errs, field.Forbidden(path, "may not specify both ipBlock and another peer"))
	}
	return errs
}

func (r policyRules) ipBlock(b *networkingv1.IPBlock, path *field.Path) field.ErrorList {
	if b.CIDR == "" {
		return field.ErrorList{field.Required(path.Child("cidr"), "")}
	}
	errs := r.cidr(b.CIDR, path.Child("cidr"))
	_, outer, err := netutils.ParseCIDRSloppy(b.CIDR)
	if err != nil {
		return errs
	}
	for i, except := range b.Except {
		at := path.Child("except").Index(i)
		errs = append(errs, r.cidr(except, at)...)
		if _, inner, err := netutils.ParseCIDRSloppy(except); err == nil && !strictSubset(inner, outer) {
			errs = append(errs, field.Invalid(at, except, "must be a strict subset of `cidr`"))
		}
	}
	return errs
}

func (r policyRules) cidr(value string, path *field.Path) field.ErrorList {
	return validation.IsValidCIDRForLegacyField(path, value, !r.lenient, r.known)
}

func strictSubset(inner, outer *net.IPNet) bool {
	innerBits, _ := inner.Mask.Size()
	outerBits, _ := outer.Mask.Size()
	return outer.Contains(inner.IP) && outerBits < innerBits
}

// ipBlocks calls f for every address range of a policy.
func ipBlocks(p *networkingv1.NetworkPolicy, f func(b *networkingv1.IPBlock, path *field.Path)) {
	spec := field.NewPath("spec")
	each := func(peers []networkingv1.NetworkPolicyPeer, path *field.Path) {
		for i := range peers {
			if b := peers[i].IPBlock; b != nil {
				f(b, path.Index(i).Child("ipBlock"))
			}
		}
	}
	for i := range p.Spec.Ingress {
		each(p.Spec.Ingress[i].From, spec.Child("ingress").Index(i).Child("from"))
	}
	for i := range p.Spec.Egress {
		each(p.Spec.Egress[i].To, spec.Child("egress").Index(i).Child("to"))
	}
}

// cidrsOf are the address ranges that a policy has, in any position.
func cidrsOf(p *networkingv1.NetworkPolicy) (known []string) {
	if p == nil {
		return nil
	}
	ipBlocks(p, func(b *networkingv1.IPBlock, _ *field.Path) {
		known = append(append(known, b.CIDR), b.Except...)
	})
	return known
}

// cidrWarnings is what the server warns about on accepting a policy.
func cidrWarnings(obj runtime.Object) (warnings []serverWarning) {
	p, ok := obj.(*networkingv1.NetworkPolicy)
	if !ok {
		return nil
	}
	add := func(path *field.Path, cidr string) {
		if _, _, err := netutils.ParseCIDRSloppy(cidr); err != nil {
			return // stays from before
		}
		for _, text := range validation.GetWarningsForCIDR(path, cidr) {
			warnings = append(warnings, serverWarning{path.String(), text})
		}
	}
	ipBlocks(p, func(b *networkingv1.IPBlock, path *field.Path) {
		add(path.Child("cidr"), b.CIDR)
		for i, except := range b.Except {
			add(path.Child("except").Index(i), except)
		}
	})
	return warnings
}

// serverWarning is a warning of the server, which starts with the path it is about.
type serverWarning struct{ path, text string }
