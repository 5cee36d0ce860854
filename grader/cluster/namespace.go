package cluster

import (
	"maps"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
)

// newNamespace adds the automatic label. The API server sets it on every write, so
// it wins over what the manifest says.
func newNamespace(n *corev1.Namespace) *Namespace {
	return namespaceOf(n.Name, n.Labels)
}

func namespaceOf(name string, labels map[string]string) *Namespace {
	all := make(map[string]string, len(labels)+1)
	maps.Copy(all, labels)
	all[corev1.LabelMetadataName] = name
	return &Namespace{Name: name, Labels: all}
}

// addMissingNamespaces tolerates objects of namespaces that nobody described, as
// in a dump that left the namespaces out.
func (b *builder) addMissingNamespaces() {
	known := make(map[string]bool)
	for _, n := range b.cluster.Namespaces {
		known[n.Name] = true
	}
	for _, objects := range [][]*manifest.Object{b.podObjects, b.serviceObjects, b.policyObjects} {
		for _, o := range objects {
			if o == nil || known[o.Namespace] {
				continue
			}
			known[o.Namespace] = true
			b.problem(o, "metadata.namespace", UnknownNamespace,
				"namespace %s is not described; it is taken to have no labels but the automatic one", o.Namespace)
			b.cluster.Namespaces = append(b.cluster.Namespaces, namespaceOf(o.Namespace, nil))
		}
	}
}
