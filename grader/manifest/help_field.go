package manifest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// unknownField says where a field belongs, or how it is written.
func unknownField(h *hint) string {
	if h.node == nil || h.node.Parent == nil {
		return ""
	}
	if s := strangeCharacter(h); s != "" {
		return s
	}
	owner := typeOf(h.node.Parent)
	names := fieldNames(owner)
	if bare, glued := strings.CutPrefix(h.key, "-"); glued && slices.Contains(append(names, "to", "from", "ports"), bare) {
		return spaceAfterDash
	}
	if !ofPolicy(owner) && !slices.Contains(names, "ownerReferences") && otherKind(h.key) != "" {
		return otherKind(h.key)
	}
	if near := nearName(h.key, names); near != "" {
		return didYouMean(h.key, near)
	}
	if owner == reflect.TypeFor[metav1.LabelSelector]() && h.node.Kind == Scalar {
		return "The labels of a selector stand under matchLabels, one level deeper."
	}
	if specTooDeep(h, names) {
		return "spec stands too deep: it belongs beside metadata, in the first column."
	}
	if owner == reflect.TypeFor[metav1.ObjectMeta]() {
		return notMetadata(h)
	}
	if s := otherLevel(h.key, owner); s != "" {
		return s
	}
	return fieldsHere(names)
}

// notMetadata is for fields that metadata does not have.
func notMetadata(h *hint) string {
	root := h.doc.root
	switch {
	case !slices.Contains(fieldNames(reflect.TypeFor[networkingv1.NetworkPolicySpec]()), h.key):
		return "What one writes under metadata is name, namespace, labels and annotations."
	case root.Get("spec") == nil && text(h.doc.object, "kind") == "NetworkPolicy":
		return fmt.Sprintf("%s belongs inside spec: the line with spec: is missing above it.", h.key)
	}
	return fmt.Sprintf("%s belongs inside spec.", h.key)
}

// specTooDeep tells whether a field of spec, or spec itself, is refused under metadata.
func specTooDeep(h *hint, names []string) bool {
	in := h.node.Parent.key()
	if in == nil || in.Value != "metadata" || !slices.Contains(names, "ownerReferences") {
		return false
	}
	fields := fieldNames(reflect.TypeFor[networkingv1.NetworkPolicySpec]())
	return h.key == "spec" || h.node.Parent.Get("spec") != nil && slices.Contains(fields, h.key)
}

// fieldsHere lists the fields of a level, if they are few.
func fieldsHere(names []string) string {
	if len(names) == 0 || len(names) > 6 {
		return ""
	}
	return fmt.Sprintf("The fields here are %s.", listed(names))
}

// missingField names the field that a mapping cannot do without.
func missingField(h *hint) string {
	return fmt.Sprintf("%s is missing here.", quotedBad(h.cause.message))
}

func didYouMean(wrote, near string) string {
	if strings.EqualFold(wrote, near) {
		return fmt.Sprintf("Upper and lower case matter: it is written %s.", near)
	}
	return fmt.Sprintf("Did you mean %s?", near)
}

// homes says where the fields of a policy belong.
var homes = [...]struct{ fields, home string }{
	{"to", "to belongs in a rule under egress."},
	{"from", "from belongs in a rule under ingress."},
	{"ports", "ports belongs in a rule, beside to or from."},
	{"port protocol endPort", "%s belongs in an entry of ports."},
	{"podSelector namespaceSelector ipBlock", "%s belongs in an entry of to or from."},
	{"matchLabels matchExpressions", "%s belongs inside a podSelector or a namespaceSelector."},
	{"key operator values", "%s belongs in an entry of matchExpressions."},
	{"cidr except", "%s belongs inside an ipBlock."},
	{"ingress egress policyTypes", "%s belongs inside spec."},
}

// otherLevel is for fields that exist elsewhere in a policy.
func otherLevel(key string, owner reflect.Type) string {
	switch {
	case key == "to" && owner == reflect.TypeFor[networkingv1.NetworkPolicyIngressRule]():
		return "A rule under ingress has from; to belongs under egress."
	case key == "from" && owner == reflect.TypeFor[networkingv1.NetworkPolicyEgressRule]():
		return "A rule under egress has to; from belongs under ingress."
	case owner == reflect.TypeFor[networkingv1.NetworkPolicy]() && slices.Contains([]string{"name", "namespace", "labels", "annotations"}, key):
		return fmt.Sprintf("%s belongs inside metadata.", key)
	case !ofPolicy(owner):
		return otherKind(key)
	}
	return homeOf(key)
}

// homeOf says where a field of a policy belongs, a slip in its name allowed for.
func homeOf(key string) string {
	for _, near := range [...]func(wrote, name string) bool{isSame, strings.EqualFold, slipped(1)} {
		for _, h := range homes {
			for _, field := range strings.Fields(h.fields) {
				if near(key, field) {
					return strings.ReplaceAll(h.home, "%s", field)
				}
			}
		}
	}
	return ""
}

func isSame(wrote, name string) bool { return wrote == name }

// ofPolicy tells the types that policies are made of.
func ofPolicy(t reflect.Type) bool {
	return t != nil && (strings.HasPrefix(t.Name(), "NetworkPolicy") || t == reflect.TypeFor[networkingv1.IPBlock]() ||
		strings.HasPrefix(t.Name(), "LabelSelector"))
}

// otherKind is for fields of a policy in an object of another kind.
func otherKind(key string) string {
	if slices.Contains(fieldNames(reflect.TypeFor[networkingv1.NetworkPolicySpec]()), key) {
		return fmt.Sprintf("%s is a field of a NetworkPolicy: is that the kind you mean?", key)
	}
	return ""
}
