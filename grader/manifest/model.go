package manifest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// model checks values against a Go type as kubectl's old schema check does against the
// OpenAPI document that is generated from that type. It is lenient in its own way: a
// number passes for a string, null for anything but an item of a list.
type model struct {
	errs []*schemaError
	base string // path of the object in its document
}

func modelOf(o runtime.Object) reflect.Type { return reflect.TypeOf(o).Elem() }

func checkModel(value any, t reflect.Type, name, base string) []*schemaError {
	m := &model{base: base}
	m.check(value, t, name, modelName(t))
	return m.errs
}

// checkListOf checks a list of one kind, such as a NetworkPolicyList.
func checkListOf(k *kind, value map[string]any, base string) []*schemaError {
	item := modelOf(k.new())
	field := func(name, tag string, t reflect.Type) reflect.StructField {
		return reflect.StructField{Name: name, Type: t, Tag: reflect.StructTag(`json:"` + tag + `"`)}
	}
	list := reflect.StructOf([]reflect.StructField{
		field("APIVersion", "apiVersion", reflect.TypeFor[string]()),
		field("Kind", "kind", reflect.TypeFor[string]()),
		field("ListMeta", "metadata", reflect.TypeFor[metav1.ListMeta]()),
		field("Items", "items", reflect.SliceOf(item)),
	})
	m := &model{base: base}
	name, schema := k.name+"List", modelName(item)+"List"
	m.fields(value, list, name, schema)
	if value["items"] == nil {
		m.missing("items", name, schema)
	}
	return m.errs
}

// check compares a value with a type. Path leads to the value, schema to the place in
// the OpenAPI document that describes it.
func (m *model) check(value any, t reflect.Type, path, schema string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if opaque(t) {
		return
	}
	expected := openAPIType(t)
	if t.Kind() == reflect.Struct {
		schema = modelName(t)
	}
	switch v := value.(type) {
	case map[string]any:
		m.object(v, t, expected, path, schema)
	case []any:
		m.array(v, t, expected, path, schema)
	default:
		if got := primitiveName(v); !passes(got, expected) {
			m.wrongType(path, schema, got, expected)
		}
	}
}

func (m *model) object(v map[string]any, t reflect.Type, expected, path, schema string) {
	switch {
	case expected != "map":
		m.wrongType(path, schema, "map", expected)
	case t.Kind() == reflect.Map:
		for _, key := range sortedKeys(v) {
			if v[key] == nil {
				m.add(path+"."+key, fmt.Sprintf("unknown object type %q in %s", "nil", path+"."+key), false)
				continue
			}
			m.check(v[key], t.Elem(), path+"."+key, schema)
		}
	default:
		m.fields(v, t, path, schema)
	}
}

func (m *model) fields(v map[string]any, t reflect.Type, path, schema string) {
	for _, key := range sortedKeys(v) {
		if v[key] == nil {
			continue
		}
		f, ok := fieldByName(t, key)
		if !ok {
			m.invalid(path, path+"."+key, fmt.Sprintf("unknown field %q in %s", key, schema), true)
			continue
		}
		m.check(v[key], f, path+"."+key, schema+"."+key)
	}
	for _, key := range required(t) {
		if v[key] == nil {
			m.missing(key, path, schema)
		}
	}
}

func (m *model) missing(key, path, schema string) {
	m.invalid(path, path, fmt.Sprintf("missing required field %q in %s", key, schema), false)
}

func (m *model) array(v []any, t reflect.Type, expected, path, schema string) {
	if expected != "array" {
		m.wrongType(path, schema, "array", expected)
		return
	}
	for i, item := range v {
		at := fmt.Sprintf("%s[%d]", path, i)
		if item == nil {
			m.invalid(path, at, fmt.Sprintf("unknown object type %q in %s", "nil", at), false)
			continue
		}
		m.check(item, t.Elem(), at, schema)
	}
}

func (m *model) wrongType(path, schema, got, expected string) {
	m.invalid(path, path, fmt.Sprintf("invalid type for %s: got %q, expected %q", schema, got, expected), false)
}

func (m *model) invalid(path, at, text string, onKey bool) {
	m.add(at, fmt.Sprintf("ValidationError(%s): %s", path, text), onKey)
}

// add notes an error at a path that starts with the name of the kind.
func (m *model) add(at, text string, onKey bool) {
	_, inside, _ := strings.Cut(at, ".")
	if m.base != "" {
		inside = strings.TrimSuffix(m.base+"."+inside, ".")
	}
	m.errs = append(m.errs, &schemaError{text: text, path: inside, onKey: onKey})
}

// opaque tells types that hold anything.
func opaque(t reflect.Type) bool {
	return t == reflect.TypeFor[metav1.FieldsV1]() || t == reflect.TypeFor[runtime.RawExtension]()
}

// openAPIType is the type that the OpenAPI document gives for a Go type.
func openAPIType(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[metav1.Time](), reflect.TypeFor[metav1.MicroTime](), reflect.TypeFor[resource.Quantity](), reflect.TypeFor[intstr.IntOrString]():
		return "string"
	case reflect.TypeFor[[]byte]():
		return "string"
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "map"
	case reflect.Slice:
		return "array"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return "integer"
	case reflect.Float64:
		return "number"
	}
	return "string"
}

func primitiveName(v any) string {
	switch v.(type) {
	case bool:
		return "boolean"
	case int64:
		return "integer"
	case float64:
		return "number"
	}
	return "string"
}

func passes(got, expected string) bool {
	number := got == "integer" || got == "number"
	return expected == "string" || got == expected && got != "string" || number && (expected == "integer" || expected == "number")
}

// modelName is the name of a type in the OpenAPI document, such as
// io.k8s.api.networking.v1.IPBlock.
func modelName(t reflect.Type) string {
	path := strings.Replace(t.PkgPath(), "k8s.io/", "io.k8s.", 1)
	return strings.ReplaceAll(path, "/", ".") + "." + t.Name()
}

// fieldByName finds the type of a field by its name in JSON.
func fieldByName(t reflect.Type, name string) (reflect.Type, bool) {
	for f := range t.Fields() {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag == name {
			return f.Type, true
		}
		if f.Anonymous && tag == "" {
			if inner, ok := fieldByName(f.Type, name); ok {
				return inner, true
			}
		}
	}
	return nil, false
}

// required are the fields without which the OpenAPI document does not let a type pass.
func required(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[networkingv1.IPBlock]():
		return []string{"cidr"}
	case reflect.TypeFor[metav1.LabelSelectorRequirement]():
		return []string{"key", "operator"}
	case reflect.TypeFor[metav1.OwnerReference]():
		return []string{"apiVersion", "kind", "name", "uid"}
	case reflect.TypeFor[corev1.PodSpec]():
		return []string{"containers"}
	case reflect.TypeFor[corev1.Container](), reflect.TypeFor[corev1.EnvVar](), reflect.TypeFor[corev1.Volume]():
		return []string{"name"}
	case reflect.TypeFor[corev1.ContainerPort]():
		return []string{"containerPort"}
	case reflect.TypeFor[corev1.ServicePort]():
		return []string{"port"}
	}
	return nil
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
