package diagnose_test

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// doorsOf are the ports that policies name; of a range its ends, one within and the one
// just behind.
func doorsOf(policies []*networkingv1.NetworkPolicy) []door {
	var doors []door
	note := func(ports []networkingv1.NetworkPolicyPort) {
		for _, p := range ports {
			doors = append(doors, doorsAt(p)...)
		}
	}
	for _, p := range policies {
		for _, r := range p.Spec.Ingress {
			note(r.Ports)
		}
		for _, r := range p.Spec.Egress {
			note(r.Ports)
		}
	}
	return doors
}

func doorsAt(p networkingv1.NetworkPolicyPort) []door {
	if p.Port == nil || p.Port.Type != intstr.Int {
		return nil
	}
	protocol := corev1.ProtocolTCP
	if p.Protocol != nil {
		protocol = *p.Protocol
	}
	first := uint16(p.Port.IntVal)
	doors := []door{{protocol, first}}
	if p.EndPort != nil {
		last := uint16(*p.EndPort)
		doors = append(doors, door{protocol, min(first+1, last)}, door{protocol, last})
		if last < 65535 {
			doors = append(doors, door{protocol, last + 1})
		}
	}
	return doors
}

func unique(doors []door) []door {
	var kept []door
	for _, d := range doors {
		if !slices.Contains(kept, d) {
			kept = append(kept, d)
		}
	}
	return kept
}
