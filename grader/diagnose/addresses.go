package diagnose

import (
	"fmt"
	"net/netip"
	"slices"

	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

// addressRepairs mend ipBlocks.
var addressRepairs = []repair{
	{"ipblock-for-service", atBlocks(selectServicePods)},
	{"ipblock-matches-pods", atBlocks(exceptPods)},
}

func atBlocks(propose func(s *scene, p peerAt, offer func(*change))) func(*scene, func(*change)) {
	return func(s *scene, offer func(*change)) {
		for _, p := range s.policies {
			for _, r := range p.allRules() {
				for i := range r.peers {
					if r.peers[i].IPBlock != nil {
						propose(s, peerAt{r, &r.peers[i], i, r.peerPath(i)}, offer)
					}
				}
			}
		}
	}
}

// selectServicePods is for the address of a Service: its pods by their labels.
func selectServicePods(s *scene, p peerAt, offer func(*change)) {
	for _, service := range s.cluster.Services {
		hit := slices.ContainsFunc(service.IPs, func(ip netip.Addr) bool { return within(p.IPBlock, ip) })
		backs := slices.ContainsFunc(s.cluster.Backends(service), func(q *cluster.Pod) bool { return s.admits(p.NetworkPolicyPeer, p.policy.Namespace, q) })
		if !hit || backs || len(service.Selector) == 0 {
			continue
		}
		for _, narrow := range []bool{true, false} {
			for _, ports := range []bool{true, false} {
				s.offerPods(p, service, narrow, ports, offer)
			}
		}
	}
}

func (s *scene) offerPods(p peerAt, service *cluster.Service, narrow, ports bool, offer func(*change)) {
	fix := fmt.Sprintf("the pods behind %s by their labels", service.Key())
	if ports {
		if !s.retargets(service, p.rule) {
			return
		}
		fix += ", and their own port"
	}
	is := "is"
	if cidr, err := netip.ParsePrefix(p.IPBlock.CIDR); err == nil && !cidr.IsSingleIP() {
		is = "holds"
	}
	offer(&change{
		code: "ipblock-for-service", policy: p.policy, effort: move, opens: true,
		message: fmt.Sprintf("%s %s the address of the Service %s, which policy never sees", p.IPBlock.CIDR, is, service.Key()),
		at:      mark{path: p.path + ".ipBlock", text: "replaced by a pod's address before policy looks"},
		fix:     fix,
		edits: []edit{on(p.policy, func(root *rewrite.Value) {
			peer := root.At(p.path)
			peer.Drop("ipBlock")
			if service.Namespace != p.policy.Namespace {
				peer.Set("namespaceSelector", selectorOf(inNamespace(service.Namespace)))
			}
			if narrow || service.Namespace == p.policy.Namespace {
				peer.Set("podSelector", selectorOf(labelled(service.Selector)))
			}
			if ports {
				s.retarget(root, service, p.rule)
			}
		})},
	})
}

// retargets tells whether a rule names a port of the Service that its pods do not have.
func (s *scene) retargets(service *cluster.Service, r *rule) bool {
	for _, p := range r.ports {
		if p.Port == nil || p.Port.Type != intstr.Int {
			continue
		}
		if port, ok := service.Port(uint16(p.Port.IntVal), protocolOf(p)); ok {
			for _, to := range s.targetPorts(service, port) {
				if to != *p.Port {
					return true
				}
			}
		}
	}
	return false
}

func (s *scene) retarget(root *rewrite.Value, service *cluster.Service, r *rule) {
	for i, p := range r.ports {
		if p.Port == nil || p.Port.Type != intstr.Int {
			continue
		}
		if port, ok := service.Port(uint16(p.Port.IntVal), protocolOf(p)); ok {
			if to := s.targetPorts(service, port); len(to) > 0 {
				root.At(r.portPath(i) + ".port").Become(portValue(to[0]))
			}
		}
	}
}

// exceptPods carves the cluster's own ranges out of a block.
func exceptPods(s *scene, p peerAt, offer func(*change)) {
	cidr, err := netip.ParsePrefix(p.IPBlock.CIDR)
	if err != nil {
		return
	}
	pods := s.podRange(cidr)
	if !pods.IsValid() {
		return
	}
	sets := [][]netip.Prefix{{pods}}
	if services := s.serviceRange(cidr); services.IsValid() {
		sets = [][]netip.Prefix{{pods, services}, {pods}}
	}
	for _, set := range sets {
		var words []string
		for _, one := range set {
			if !slices.Contains(p.IPBlock.Except, one.String()) {
				words = append(words, one.String())
			}
		}
		if len(words) == 0 {
			continue
		}
		offer(p.change("ipblock-matches-pods",
			fmt.Sprintf("%s includes the pods of this cluster", p.IPBlock.CIDR),
			fmt.Sprintf("except %s", joined(words, "and")), entry,
			mark{path: p.path + ".ipBlock.cidr", text: fmt.Sprintf("the pods are in %s, which lies within", pods)},
			func(v *rewrite.Value) {
				block := v.Get("ipBlock")
				if block.Get("except") == nil {
					block.Set("except", textList(nil))
				}
				for _, w := range words {
					block.Get("except").Append(rewrite.Text(w))
				}
			}))
	}
}

// podRange is the range of the pods that lie within a block, in whole bytes.
func (s *scene) podRange(in netip.Prefix) netip.Prefix {
	var ips []netip.Addr
	for _, p := range s.cluster.Pods {
		if p.OnPodNetwork() {
			ips = append(ips, p.IPs...)
		}
	}
	return rangeOf(ips, in, 16, 48)
}

func (s *scene) serviceRange(in netip.Prefix) netip.Prefix {
	var ips []netip.Addr
	for _, x := range s.cluster.Services {
		ips = append(ips, x.IPs...)
	}
	return rangeOf(ips, in, 12, 108)
}

// rangeOf is the smallest range of at most some bits that holds all addresses of a
// block; it is not valid unless it is smaller than the block.
func rangeOf(ips []netip.Addr, in netip.Prefix, bits4, bits6 int) netip.Prefix {
	var sum netip.Prefix
	for _, ip := range ips {
		if !in.Contains(ip) {
			continue
		}
		bits := bits4
		if ip.Is6() {
			bits = bits6
		}
		if !sum.IsValid() {
			sum, _ = ip.Prefix(bits)
		}
		for !sum.Contains(ip) && sum.Bits() > 0 {
			sum, _ = sum.Addr().Prefix(sum.Bits() - 1)
		}
	}
	if !sum.IsValid() || sum.Bits() <= in.Bits() {
		return netip.Prefix{}
	}
	return sum
}
