package cluster

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
)

// Options say what New adds to the manifests.
type Options struct {
	Defaults  bool     // add the namespace default and the cluster DNS unless brought along
	Outside   []Host   // a host without an address gets one with Addresses
	Resolver  Resolver // empty: KubeDNS
	Addresses bool     // give pods, Services and hosts without an address one, in file order
}

// New builds the world that the manifests describe. It never fails: what does not
// fit together is left out or mended, and told as a problem. Of several objects of
// one kind and key the last counts, as if they had been applied in turn.
func New(objects []*manifest.Object, o Options) (*Cluster, []Problem) {
	b := &builder{options: o, cluster: &Cluster{Resolver: o.Resolver, Outside: slices.Clone(o.Outside)}, claims: newClaims()}
	if b.cluster.Resolver == "" {
		b.cluster.Resolver = KubeDNS
	}
	b.read(objects)
	if o.Defaults {
		b.addDefaults()
	}
	b.addMissingNamespaces()
	b.claimAddresses()
	b.assignDefaults()
	if o.Addresses {
		b.assignAddresses()
	}
	b.checkPods()
	b.checkHosts()
	b.cluster.index = newIndex(b.cluster)
	b.checkServices()
	b.checkWorkloads()
	return b.cluster, b.problems
}

// builder is a Cluster in the making. The slices of objects run beside those of
// the cluster, so that a problem can name its place.
type builder struct {
	options  Options
	cluster  *Cluster
	claims   *claims
	problems []Problem

	podObjects     []*manifest.Object
	serviceObjects []*manifest.Object
	nodeObjects    []*manifest.Object
	policyObjects  []*manifest.Object
	workloads      []*manifest.Object

	defaultPod     *Pod // set where New adds them
	defaultService *Service
}

func (b *builder) read(objects []*manifest.Object) {
	for _, o := range b.latest(objects) {
		switch typed := o.Typed.(type) {
		case *corev1.Namespace:
			b.cluster.Namespaces = append(b.cluster.Namespaces, newNamespace(typed))
		case *corev1.Pod:
			b.cluster.Pods = append(b.cluster.Pods, b.newPod(o, typed))
			b.podObjects = append(b.podObjects, o)
		case *corev1.Service:
			b.cluster.Services = append(b.cluster.Services, b.newService(o, typed))
			b.serviceObjects = append(b.serviceObjects, o)
		case *corev1.Node:
			b.cluster.Nodes = append(b.cluster.Nodes, b.newNode(o, typed))
			b.nodeObjects = append(b.nodeObjects, o)
		default:
			b.readOther(o)
		}
	}
}

func (b *builder) readOther(o *manifest.Object) {
	if p := o.Policy(); p != nil {
		b.cluster.Policies = append(b.cluster.Policies, p)
		b.policyObjects = append(b.policyObjects, o)
	}
	if workloadKinds[o.Kind] {
		b.workloads = append(b.workloads, o)
	}
}

// latest leaves out objects that a later one of the same kind and key replaces;
// the later one takes the earlier one's place. Policies are replaced silently, as
// that is how they are edited; twice the same pod is most likely a slip.
func (b *builder) latest(objects []*manifest.Object) []*manifest.Object {
	type id struct{ kind, namespace, name string }
	var out []*manifest.Object
	seen := make(map[id]int, len(objects))
	for _, o := range objects {
		if !usable(o) {
			continue
		}
		i, again := seen[id{o.Kind, o.Namespace, o.Name}]
		if !again {
			seen[id{o.Kind, o.Namespace, o.Name}] = len(out)
			out = append(out, o)
			continue
		}
		if o.Policy() == nil {
			b.problem(o, "metadata.name", Duplicate, "%s %s is described twice; the later one counts", o.Kind, o.Key())
		}
		out[i] = o
	}
	return out
}

// usable tells whether an object holds anything: a nil pointer inside Typed would
// not be equal to nil.
func usable(o *manifest.Object) bool {
	if o == nil {
		return false
	}
	switch typed := o.Typed.(type) {
	case *corev1.Namespace:
		return typed != nil
	case *corev1.Pod:
		return typed != nil
	case *corev1.Service:
		return typed != nil
	case *corev1.Node:
		return typed != nil
	}
	return true
}
