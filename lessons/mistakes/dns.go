package mistakes

import (
	"fmt"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

var dns = []operator{
	{"dns-egress-missing", forgetDNS},
	{"dns-udp-only", oneProtocol(corev1.ProtocolTCP, "udp-alone|dns-over-udp-only|tcp-left-out")},
	{"dns-tcp-only", tcpAlone},
	{"dns-nested-in-app-rule", nestDNS},
	{"dns-wrong-pod-label", dnsPodsCalledOtherwise},
	{"dns-wrong-namespace", dnsElsewhere},
	{"dns-podselector-without-namespace", dnsPodsAtHome},
	{"dns-label-on-namespace-selector", dnsLabelOfNamespace},
	{"dns-in-wrong-policy", strayDNS},
	{"dns-wrong-port", dnsOnAnotherPort},
	{"node-local-dns", forgetLocalResolver},
}

// eachDNS visits the rules that are about lookups and nothing else.
func (s *sheet) eachDNS(visit func(rule)) {
	s.eachRule(func(r rule) {
		if r.isDNS() {
			visit(r)
		}
	})
}

func (r rule) isDNS() bool {
	other := func(p networkingv1.NetworkPolicyPort) bool {
		return p.Port == nil || !slices.Contains(r.dns, p.Port.String())
	}
	return r.way == egress && len(r.ports) > 0 && !slices.ContainsFunc(r.ports, other)
}

// dnsPorts are the ports on which DNS pods answer: 53, or what their Service leads to.
func (s *sheet) dnsPorts() []string {
	service := s.Cluster.DNS()
	if service == nil {
		return []string{"53"}
	}
	var all []string
	for _, port := range service.Ports {
		all = append(all, port.TargetPort.String())
		for _, e := range s.Cluster.Endpoints(service, port) {
			all = append(all, strconv.Itoa(int(e.Port)))
		}
	}
	return all
}

func forgetDNS(s *sheet) {
	s.eachDNS(func(r rule) {
		names := "dns-forgotten|no-rule-for-lookups|nothing-about-port-53"
		if len(s.policies) > 1 {
			names = r.Name + "-cannot-ask-dns|" + r.Name + "-without-dns"
		}
		s.write(names, func(d *draft) { r.drop(d) })
	})
}

// oneProtocol leaves one protocol out.
func oneProtocol(gone corev1.Protocol, names string) func(*sheet) {
	return func(s *sheet) {
		s.eachDNS(func(r rule) {
			i := slices.IndexFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool { return protocolOf(p) == gone })
			if i >= 0 && len(r.ports) > 1 {
				s.write(names, func(d *draft) { r.in(d).Get("ports").Remove(i) })
			}
		})
	}
}

func protocolOf(p networkingv1.NetworkPolicyPort) corev1.Protocol {
	if p.Protocol == nil {
		return corev1.ProtocolTCP
	}
	return *p.Protocol
}

// tcpAlone leaves UDP out, or all protocols.
func tcpAlone(s *sheet) {
	oneProtocol(corev1.ProtocolUDP, "tcp-alone|dns-over-tcp-only|udp-left-out")(s)
	s.eachDNS(func(r rule) {
		if r.ports[0].Port.Type != intstr.Int {
			return
		}
		s.write("no-protocol-for-dns|port-53-without-a-protocol|tcp-by-default", func(d *draft) {
			first := r.in(d).Get("ports").Remove(0)
			first.Drop("protocol")
			r.in(d).Set("ports", rewrite.List(first))
		})
	})
}

// nestDNS puts the ports of lookups under another rule's peers.
func nestDNS(s *sheet) {
	s.eachDNS(func(r rule) {
		for _, app := range r.rulesOf(egress) {
			if app.index == r.index || len(app.peers) == 0 || len(r.peers) > 0 {
				continue
			}
			s.write("dns-under-the-same-dash|port-53-at-the-wrong-peers|dns-inside-the-other-rule", func(d *draft) {
				to, gone := app.in(d), r.in(d)
				if len(app.ports) == 0 {
					to.Set("ports", gone.Drop("ports"))
				} else {
					to.Get("ports").Append(gone.Get("ports").Items()...)
				}
				r.list(d).Remove(r.index)
			})
		}
	})
}

// at leads a rule for lookups to one peer.
func (r rule) at(d *draft, peer *rewrite.Value) {
	if r.in(d).Get("to") != nil {
		r.in(d).Set("to", rewrite.List(peer))
	} else {
		r.in(d).SetFirst("to", rewrite.List(peer))
	}
}

func dnsPodsCalledOtherwise(s *sheet) {
	s.eachDNS(func(r rule) {
		for _, l := range [][3]string{
			{"app", "coredns", "dns-pods-called-coredns|app-coredns"},
			{"k8s-app", "coredns", "wrong-value-for-k8s-app|coredns-as-k8s-app"},
			{"app", "kube-dns", "app-instead-of-k8s-app|the-other-key-for-kube-dns"},
		} {
			s.write(l[2], func(d *draft) {
				r.at(d, with(field("namespaceSelector", labelled(nameLabel, "kube-system")), "podSelector", labelled(l[0], l[1])))
			})
		}
	})
}

// dnsElsewhere looks for the DNS in another namespace that exists.
func dnsElsewhere(s *sheet) {
	s.eachDNS(func(r rule) {
		for _, namespace := range []string{"default", r.Namespace} {
			if s.Cluster.Namespace(namespace) == nil {
				continue
			}
			s.write("dns-looked-for-in-"+namespace+"|dns-in-"+namespace, func(d *draft) {
				peer := field("namespaceSelector", labelled(nameLabel, namespace))
				if pods := r.dnsPods(d); pods != nil {
					peer.Set("podSelector", pods)
				}
				r.at(d, peer)
			})
		}
	})
}

// dnsPods is the podSelector of a rule for lookups, if it has one.
func (r rule) dnsPods(d *draft) *rewrite.Value { return r.in(d).At("to[0].podSelector") }

func dnsPodsAtHome(s *sheet) {
	s.eachDNS(func(r rule) {
		s.write("dns-pods-of-"+r.Namespace+"|dns-pods-without-their-namespace|kube-dns-looked-for-at-home", func(d *draft) {
			r.at(d, field("podSelector", labelled("k8s-app", "kube-dns")))
		})
	})
}

func dnsLabelOfNamespace(s *sheet) {
	s.eachDNS(func(r rule) {
		s.write("dns-label-on-namespace|a-namespace-called-kube-dns|pod-label-asked-of-namespaces", func(d *draft) {
			r.at(d, field("namespaceSelector", labelled("k8s-app", "kube-dns")))
		})
	})
}

// strayDNS puts the rule for lookups under ingress, or into another policy.
func strayDNS(s *sheet) {
	s.eachDNS(func(r rule) {
		s.write("dns-under-ingress|lookups-as-ingress|port-53-coming-in", func(d *draft) {
			moved := r.drop(d)
			moved.Rename("to", "from")
			setTypes(d.spec(r.policy), ingress, egress)
			addRule(d.spec(r.policy), ingress, moved)
		})
		for _, p := range s.policies {
			if p.number == r.number || slices.ContainsFunc(p.rulesOf(egress), rule.isDNS) {
				continue
			}
			s.write("dns-in-"+p.Name+"|dns-at-the-other-end|port-53-in-"+p.Name, func(d *draft) {
				for _, w := range ways {
					if isolates(p.NetworkPolicySpec, w) {
						addRule(d.spec(p), w, field("ports", r.drop(d).Drop("ports")))
						return
					}
				}
			})
		}
	})
}

func dnsOnAnotherPort(s *sheet) {
	s.eachDNS(func(r rule) {
		for _, port := range []int{5353, 54, 53} {
			names := fmt.Sprintf("dns-on-%d|port-%d|lookups-on-port-%d", port, port, port)
			s.write(names, func(d *draft) {
				for _, item := range r.in(d).Get("ports").Items() {
					item.Set("port", rewrite.Number(port))
				}
			})
		}
	})
}

// forgetLocalResolver leaves out the address of the resolver on the node.
func forgetLocalResolver(s *sheet) {
	s.eachPeer(func(p peer) {
		if p.IPBlock != nil && len(p.peers) > 1 && p.IPBlock.CIDR == cluster.NodeLocalAddress.String()+"/32" {
			s.write("resolver-of-the-node-forgotten", func(d *draft) { p.items(d).Remove(p.number) })
		}
	})
}
