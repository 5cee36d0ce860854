package cluster

import "net/netip"

// Owner is who answers at an address; at most one field is set, and none for an
// address outside the cluster that nobody named.
type Owner struct {
	Pod     *Pod
	Service *Service
	Node    *Node
	Host    Host
}

// Owner finds who answers at an address: a node before the host-network pods that
// share its address, a running pod before one that ended.
func (c *Cluster) Owner(ip netip.Addr) Owner {
	ip = ip.Unmap()
	if x := c.indexed(); x != nil {
		return x.owners[ip]
	}
	var found Owner
	c.eachOwner(func(at netip.Addr, o Owner) bool {
		if at == ip {
			found = o
		}
		return at != ip
	})
	return found
}

// eachOwner goes through all addresses, those that win first, until yield is false.
func (c *Cluster) eachOwner(yield func(netip.Addr, Owner) bool) {
	all := func(ips []netip.Addr, o Owner) bool {
		for _, ip := range ips {
			if !yield(ip, o) {
				return false
			}
		}
		return true
	}
	for _, n := range c.Nodes {
		if !all(n.IPs, Owner{Node: n}) {
			return
		}
	}
	for _, alive := range []bool{true, false} {
		for _, p := range c.Pods {
			if p.Running() == alive && !all(p.IPs, Owner{Pod: p}) {
				return
			}
		}
	}
	for _, s := range c.Services {
		if !all(s.IPs, Owner{Service: s}) {
			return
		}
	}
	for _, h := range c.Outside {
		if !yield(h.IP, Owner{Host: h}) {
			return
		}
	}
}
