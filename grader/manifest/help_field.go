package manifest

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

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
	for _, h := range homes {
		if slices.Contains(strings.Fields(h.fields), key) {
			return strings.ReplaceAll(h.home, "%s", key)
		}
	}
	return ""
}

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

// mismatch is a value of a wrong type: what it is and what it should be, both as list,
// mapping, text, number or bool.
type mismatch struct{ found, want string }

var (
	jsonMismatch   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`cannot unmarshal (\w+).* of type (\S+)$`) })
	schemaMismatch = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`got "(\w+)", expected "(\w+)"`) })
)

func mismatchIn(message string) (m mismatch, ok bool) {
	if g := jsonMismatch().FindStringSubmatch(message); g != nil {
		return mismatch{plainType(g[1]), plainType(g[2])}, true
	}
	if g := schemaMismatch().FindStringSubmatch(message); g != nil {
		return mismatch{plainType(g[1]), plainType(g[2])}, true
	}
	return m, false
}

// plainType is a type of JSON, Go or OpenAPI in a learner's words.
func plainType(t string) string {
	switch {
	case strings.HasPrefix(t, "[]"), t == "array":
		return "list"
	case strings.HasPrefix(t, "map"), t == "object":
		return "mapping"
	case slices.Contains([]string{"string", "v1.Protocol", "v1.LabelSelectorOperator", "v1.PolicyType", "types.UID"}, t):
		return "text"
	case strings.HasPrefix(t, "int"), t == "number":
		return "number"
	case strings.HasPrefix(t, "bool"):
		return "bool"
	}
	return "mapping"
}

// wrongType says how a value of the right type is written.
func wrongType(h *hint) string {
	m, ok := mismatchIn(h.cause.message)
	if !ok || h.node == nil {
		return ""
	}
	key := h.node.key().Value
	switch m.want {
	case "list":
		if h.node.Kind == Mapping && len(h.node.Keys) > 0 && strings.HasPrefix(h.node.Keys[0].Value, "-") {
			return spaceAfterDash
		}
		return listExpected(m, key, h.cause.message)
	case "text":
		return textExpected(m, h)
	case "number":
		return numberExpected(m, key)
	}
	return mappingExpected(m, h)
}

func listExpected(m mismatch, key, message string) string {
	words := strings.HasSuffix(message, "[]string") || strings.HasSuffix(message, "[]v1.PolicyType")
	if m.found == "mapping" && !words {
		return fmt.Sprintf("%s is a list: a dash belongs before its first key.", key)
	}
	return fmt.Sprintf("%s is a list: each entry stands behind a dash, or between [ and ].", key)
}

func textExpected(m mismatch, h *hint) string {
	inLabels := h.node.Parent != nil && isLabels(h.node.Parent)
	switch {
	case m.found == "list" && inList(h.node):
		return "An entry of this list is one value: there is " + aList(h.node) + " too many."
	case m.found == "list" && inLabels:
		return "A label has one value here; matchExpressions with the operator In takes several."
	case m.found == "list":
		return fmt.Sprintf("%s takes one value, not a list.", h.node.key().Value)
	case m.found == "mapping" && h.node.Parent != nil && h.node.Parent.Kind == Sequence:
		if h.node.Len() == 1 && h.node.Values[0].Null {
			return "Leave out the colon: the entry is a plain word."
		}
		return "The entry is a plain value, without a key before it."
	case m.found == "mapping" && inLabels:
		return "A label has a plain value, not further keys."
	case m.found == "mapping":
		return fmt.Sprintf("%s takes a plain value, not further keys.", h.node.key().Value)
	}
	return fmt.Sprintf("This must be text, and YAML takes it for %s: write \"%s\".", map[string]string{"number": "a number", "bool": "true or false"}[m.found], h.value())
}

func numberExpected(m mismatch, key string) string {
	switch m.found {
	case "list":
		return "An entry of ports names one port: each further one is an entry of its own."
	case "mapping":
		return fmt.Sprintf("%s is a plain number or name, without further keys.", key)
	case "text":
		return fmt.Sprintf("%s is a number.", key)
	}
	return "A port is a whole number from 1 to 65535."
}

func mappingExpected(m mismatch, h *hint) string {
	key, value := h.node.key().Value, h.value()
	label, is, equals := strings.Cut(value, "=")
	switch {
	case m.found == "list" && inList(h.node):
		return "There is " + aList(h.node) + " too many."
	case m.found == "list" && h.node.Flow:
		return fmt.Sprintf("%s is no list: it has keys, between { and } instead of [ and ].", key)
	case m.found == "list":
		return fmt.Sprintf("%s is no list: leave out the dash.", key)
	case equals && label != "":
		return fmt.Sprintf("Labels are written with a colon, under matchLabels: {%s: %s}.", label, is)
	case gluedColon().MatchString(value):
		return "A space must follow the colon."
	case inList(h.node) && h.node.Parent.key().Value == "ports" && plainPort().MatchString(value):
		return fmt.Sprintf("An entry of ports has keys: port: %s.", value)
	case inList(h.node):
		return "An entry of this list has keys; a word alone is not enough."
	}
	return fmt.Sprintf("%s holds further keys, it has no value of its own.", key)
}

func inList(n *Node) bool { return n.Parent != nil && n.Parent.Kind == Sequence }

// aList is what makes a node a list.
func aList(n *Node) string {
	if n.Flow {
		return "a pair of brackets"
	}
	return "a dash"
}

var plainPort = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`) })
