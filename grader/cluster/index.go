package cluster

import (
	"net/netip"
	"slices"
)

// index makes lookups cheap. A Cluster put together by hand has none, and one that
// was copied and grown has one that no longer fits: those search instead.
type index struct {
	sizes      sizes
	namespaces map[string]*Namespace
	pods       map[key]*Pod
	services   map[key]*Service
	owners     map[netip.Addr]Owner
	labelled   map[label][]*Pod // running pods, for labels that a Service selects
}

type sizes struct{ namespaces, pods, services, nodes, outside int }

type key struct{ namespace, name string }

type label struct{ namespace, key, value string }

func (c *Cluster) sizes() sizes {
	return sizes{len(c.Namespaces), len(c.Pods), len(c.Services), len(c.Nodes), len(c.Outside)}
}

// indexed is the index if it fits, or nil.
func (c *Cluster) indexed() *index {
	if c.index == nil || c.index.sizes != c.sizes() {
		return nil
	}
	return c.index
}

func newIndex(c *Cluster) *index {
	x := &index{
		sizes:      c.sizes(),
		namespaces: make(map[string]*Namespace, len(c.Namespaces)),
		pods:       make(map[key]*Pod, len(c.Pods)),
		services:   make(map[key]*Service, len(c.Services)),
		owners:     make(map[netip.Addr]Owner, len(c.Pods)+len(c.Services)),
		labelled:   make(map[label][]*Pod),
	}
	for _, n := range c.Namespaces {
		x.namespaces[n.Name] = n
	}
	for _, p := range c.Pods {
		x.pods[key{p.Namespace, p.Name}] = p
	}
	for _, s := range c.Services {
		x.services[key{s.Namespace, s.Name}] = s
	}
	c.eachOwner(func(ip netip.Addr, o Owner) bool {
		if _, taken := x.owners[ip]; !taken {
			x.owners[ip] = o
		}
		return true
	})
	x.labelPods(c)
	return x
}

// labelPods notes the pods behind each label of a selector, so that the pods behind
// a Service are found without looking at all of them.
func (x *index) labelPods(c *Cluster) {
	for _, s := range c.Services {
		for k, v := range s.Selector {
			x.labelled[label{s.Namespace, k, v}] = nil
		}
	}
	for _, p := range c.Pods {
		for k, v := range p.Labels {
			at := label{p.Namespace, k, v}
			if pods, wanted := x.labelled[at]; wanted && p.Running() {
				x.labelled[at] = append(pods, p)
			}
		}
	}
}

// Namespace is the namespace of that name, or nil.
func (c *Cluster) Namespace(name string) *Namespace {
	if x := c.indexed(); x != nil {
		return x.namespaces[name]
	}
	return find(c.Namespaces, func(n *Namespace) bool { return n.Name == name })
}

// Pod is the pod of that namespace and name, or nil.
func (c *Cluster) Pod(namespace, name string) *Pod {
	if x := c.indexed(); x != nil {
		return x.pods[key{namespace, name}]
	}
	return find(c.Pods, func(p *Pod) bool { return p.Namespace == namespace && p.Name == name })
}

// Service is the Service of that namespace and name, or nil.
func (c *Cluster) Service(namespace, name string) *Service {
	if x := c.indexed(); x != nil {
		return x.services[key{namespace, name}]
	}
	return find(c.Services, func(s *Service) bool { return s.Namespace == namespace && s.Name == name })
}

// Host is the first outside host of that name.
func (c *Cluster) Host(name string) (Host, bool) {
	for _, h := range c.Outside {
		if h.Name == name {
			return h, true
		}
	}
	return Host{}, false
}

// Called is the name of the host outside at an address, as far as it tells which address
// is meant: "" for an address of no host, and for a name that stands for several.
func (c *Cluster) Called(ip netip.Addr) string {
	i := slices.IndexFunc(c.Outside, func(h Host) bool { return h.IP == ip })
	if i < 0 {
		return ""
	}
	name := c.Outside[i].Name
	if slices.ContainsFunc(c.Outside, func(h Host) bool { return h.Name == name && h.IP != ip }) {
		return ""
	}
	return name
}

func find[T any](all []*T, wanted func(*T) bool) *T {
	for _, one := range all {
		if one != nil && wanted(one) {
			return one
		}
	}
	return nil
}

// With is a copy of the cluster with further namespaces and pods, for questions
// about a world that does not exist yet. The cluster itself stays as it is.
func (c *Cluster) With(namespaces []*Namespace, pods []*Pod) *Cluster {
	d := *c
	d.Namespaces = append(append([]*Namespace(nil), c.Namespaces...), namespaces...)
	d.Pods = append(append([]*Pod(nil), c.Pods...), pods...)
	d.index = newIndex(&d)
	return &d
}
