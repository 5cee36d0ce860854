package cluster

// index makes lookups cheap. A Cluster put together by hand has none, and searches.
type index struct {
	namespaces map[string]*Namespace
	pods       map[key]*Pod
	services   map[key]*Service
}

type key struct{ namespace, name string }

func newIndex(c *Cluster) *index {
	x := &index{
		namespaces: make(map[string]*Namespace, len(c.Namespaces)),
		pods:       make(map[key]*Pod, len(c.Pods)),
		services:   make(map[key]*Service, len(c.Services)),
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
	return x
}

// Namespace is the namespace of that name, or nil.
func (c *Cluster) Namespace(name string) *Namespace {
	if c.index != nil {
		return c.index.namespaces[name]
	}
	return find(c.Namespaces, func(n *Namespace) bool { return n.Name == name })
}

// Pod is the pod of that namespace and name, or nil.
func (c *Cluster) Pod(namespace, name string) *Pod {
	if c.index != nil {
		return c.index.pods[key{namespace, name}]
	}
	return find(c.Pods, func(p *Pod) bool { return p.Namespace == namespace && p.Name == name })
}

// Service is the Service of that namespace and name, or nil.
func (c *Cluster) Service(namespace, name string) *Service {
	if c.index != nil {
		return c.index.services[key{namespace, name}]
	}
	return find(c.Services, func(s *Service) bool { return s.Namespace == namespace && s.Name == name })
}

// Host is the outside host of that name.
func (c *Cluster) Host(name string) (Host, bool) {
	for _, h := range c.Outside {
		if h.Name == name {
			return h, true
		}
	}
	return Host{}, false
}

func find[T any](all []*T, wanted func(*T) bool) *T {
	for _, one := range all {
		if wanted(one) {
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
