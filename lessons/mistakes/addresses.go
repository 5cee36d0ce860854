package mistakes

import (
	"net/netip"
	"slices"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

var addresses = []operator{
	{"ipblock-for-service", blockForService},
	{"ipblock-matches-pods", forgetExceptedPods},
	{"ipblock-except-outside", exceptElsewhere},
	{"fqdn-in-policy", nameInBlock},
}

func block(cidr string) *rewrite.Value {
	return field("ipBlock", field("cidr", rewrite.Text(cidr)))
}

// eachBlock visits the ipBlocks.
func (s *sheet) eachBlock(visit func(p peer, cidr netip.Prefix, value func(*draft) *rewrite.Value)) {
	s.eachPeer(func(p peer) {
		if p.IPBlock == nil {
			return
		}
		if cidr, err := netip.ParsePrefix(p.IPBlock.CIDR); err == nil {
			visit(p, cidr, func(d *draft) *rewrite.Value { return p.value(d).Get("ipBlock") })
		}
	})
}

// eachServed visits the egress rules of one peer that is behind a Service.
func (s *sheet) eachServed(visit func(rule, *cluster.Service)) {
	s.eachRule(func(r rule) {
		switch {
		case r.way != egress || len(r.peers) > 1:
		case r.isDNS() && s.Cluster.DNS() != nil:
			visit(r, s.Cluster.DNS())
		default:
			s.front(s.targets(r), func(service *cluster.Service) { visit(r, service) })
		}
	})
}

// blockForService names the address of a Service instead of its pods.
func blockForService(s *sheet) {
	s.eachServed(func(r rule, service *cluster.Service) {
		if ip := service.IP(false); ip.IsValid() {
			s.write("address-of-"+service.Name+"|address-of-the-service|service-as-ipblock", func(d *draft) { r.at(d, block(ip.String()+"/32")) })
		}
	})
}

// forgetExceptedPods drops the exceptions that keep a block off the pods.
func forgetExceptedPods(s *sheet) {
	s.eachBlock(func(p peer, _ netip.Prefix, value func(*draft) *rewrite.Value) {
		pods := func(except string) bool {
			cidr, err := netip.ParsePrefix(except)
			return err == nil && len(s.pods(func(q *cluster.Pod) bool { return cidr.Contains(q.Primary()) })) > 0
		}
		if slices.ContainsFunc(p.IPBlock.Except, pods) {
			s.write("pods-not-excepted|a-block-with-the-pods-in-it", func(d *draft) { value(d).Drop("except") })
		}
	})
}

// exceptElsewhere excepts what a block does not hold.
func exceptElsewhere(s *sheet) {
	s.eachBlock(func(_ peer, cidr netip.Prefix, value func(*draft) *rewrite.Value) {
		for _, other := range []string{"10.0.0.0/8", "172.16.0.0/12"} {
			if at := netip.MustParsePrefix(other); !cidr.Overlaps(at) {
				s.write("except-elsewhere|pods-excepted-needlessly|an-exception-outside", func(d *draft) {
					value(d).Set("except", rewrite.List(rewrite.Text(other)))
				})
				return
			}
		}
	})
}

// nameInBlock writes a host name where an address belongs.
func nameInBlock(s *sheet) {
	s.eachBlock(func(_ peer, cidr netip.Prefix, value func(*draft) *rewrite.Value) {
		for _, host := range s.Cluster.Outside {
			if cidr.Contains(host.IP) {
				s.write("a-name-for-an-address|host-name-as-cidr|name-of-the-host", func(d *draft) { value(d).Set("cidr", rewrite.Text(host.Name)) })
				return
			}
		}
	})
	s.eachServed(func(r rule, service *cluster.Service) {
		name := service.Name + "." + service.Namespace + ".svc.cluster.local"
		s.write("name-of-the-service|"+service.Name+"-by-name|a-name-in-an-ipblock", func(d *draft) { r.at(d, block(name)) })
	})
}
