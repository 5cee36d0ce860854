package diagnose

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightName is for names and namespaces that cannot be, or are missing.
func (s *scene) rightName(x *spot, offer func(remedy)) {
	if x.up != nil || x.shape == nil || x.value.Get("metadata") == nil && x.value.Get("spec") == nil {
		return // nothing of a policy is there
	}
	s.rightMetadata(x, offer)
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

// rightMetadata is for a name and a namespace that cannot be.
func (s *scene) rightMetadata(x *spot, offer func(remedy)) {
	if m := x.value.Get("metadata"); m != nil && !m.IsMap() && !m.IsNull() {
		return
	}
	named, housed := nameCan(x.value), s.housed(x.value)
	have := x.value.At("metadata.namespace")
	message := "there is no such namespace"
	if have.IsList() || have.IsMap() {
		message = "a policy lives in one namespace"
	}
	if !named {
		what := "the name of the policy cannot be as it is written"
		if x.value.At("metadata.name") == nil {
			what = "the policy has no name"
		}
		for _, key := range s.names() {
			namespace, name := splitKey(key)
			if have := have.Scalar(); housed && have != "" && have != namespace {
				continue
			}
			offer(remedy{
				code: "refused", effort: entry, message: what, fix: "name " + name,
				do: func(root *rewrite.Value) {
					if m := s.metadata(root); m.Get("name") == nil {
						m.SetFirst("name", rewrite.Text(name))
					} else {
						m.Set("name", rewrite.Text(name))
					}
				},
			})
		}
	}
	if housed {
		return
	}
	for _, n := range nearFirst(s.namespaces(), have.Scalar()) {
		offer(remedy{
			code: "policy-in-wrong-namespace", effort: scalar, message: message, fix: "namespace " + n,
			do: func(root *rewrite.Value) { putText(s.metadata(root), "namespace", n) },
		})
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

// nearFirst puts words ahead that differ from another by a slip only.
func nearFirst(words []string, have string) []string {
	far := func(w string) int {
		switch low := strings.ToLower(w); {
		case strings.EqualFold(w, have):
			return 0
		case slip(low, strings.ToLower(have)):
			return 1
		}
		return 2
	}
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b string) int { return far(a) - far(b) })
	return sorted
}

// nameCan tells whether a document has a name that can be one.
func nameCan(root *rewrite.Value) bool {
	name := root.At("metadata.name")
	return name.IsString() && len(validation.IsDNS1123Subdomain(name.Scalar())) == 0
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
