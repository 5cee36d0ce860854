package diagnose

import (
	"slices"

	"k8s.io/apimachinery/pkg/util/validation"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightName is for names and namespaces that cannot be, or are missing.
func (s *scene) rightName(x *spot, offer func(remedy)) {
	if x.up != nil || x.shape == nil || x.value.Get("metadata") == nil && x.value.Get("spec") == nil {
		return // nothing of a policy is there
	}
	for _, key := range s.names() {
		if s.namedWell(x.value) {
			break
		}
		namespace, name := splitKey(key)
		offer(remedy{
			code: "refused", effort: entry,
			message: "the name of the policy cannot be as it is written", fix: "name " + name,
			do: func(root *rewrite.Value) { s.metadata(root).Set("name", rewrite.Text(name)) },
		})
		offer(remedy{
			code: "policy-in-wrong-namespace", effort: entry,
			message: "there is no such namespace", fix: "namespace " + namespace,
			do: func(root *rewrite.Value) { putText(s.metadata(root), "namespace", namespace) },
		})
	}
	for _, n := range s.namespaces() {
		if s.housed(x.value) {
			break
		}
		offer(remedy{
			code: "policy-in-wrong-namespace", effort: scalar,
			message: "there is no such namespace", fix: "namespace " + n,
			do: func(root *rewrite.Value) { putText(s.metadata(root), "namespace", n) },
		})
	}
	for _, head := range [...]rewrite.Field{{Key: "kind", Value: rewrite.Text("NetworkPolicy")}, {Key: "apiVersion", Value: rewrite.Text("networking.k8s.io/v1")}} {
		if x.value.Get(head.Key) == nil {
			offer(remedy{
				code: "wrong-api-version", effort: entry,
				message: head.Key + " is missing", fix: head.Key + ": " + head.Value.Scalar(),
				do: func(root *rewrite.Value) { root.SetFirst(head.Key, head.Value.Clone()) },
			})
		}
	}
}

// names are the policies that the task knows: those it names, and those of its bounds.
func (s *scene) names() []string {
	names := slices.Clone(s.task.Objects)
	for _, m := range s.models() {
		if key := m.Namespace + "/" + m.Name; !slices.Contains(names, key) {
			names = append(names, key)
		}
	}
	names = slices.DeleteFunc(names, func(key string) bool {
		return slices.ContainsFunc(s.policies, func(p *policy) bool { return p.Key() == key })
	})
	if len(names) == 0 {
		names = append(names, s.task.Namespace+"/policy")
	}
	return names
}

// namedWell tells whether a document has a name and namespace that could be right.
func (s *scene) namedWell(root *rewrite.Value) bool {
	name := root.At("metadata.name")
	return name.IsString() && len(validation.IsDNS1123Subdomain(name.Scalar())) == 0 && s.housed(root)
}

// housed tells whether a document names a namespace that exists, or none.
func (s *scene) housed(root *rewrite.Value) bool {
	namespace := root.At("metadata.namespace")
	return namespace == nil || namespace.IsString() && s.cluster.Namespace(namespace.Scalar()) != nil
}

func (s *scene) metadata(root *rewrite.Value) *rewrite.Value {
	if !root.Get("metadata").IsMap() {
		root.Set("metadata", rewrite.Map())
	}
	return root.Get("metadata")
}
