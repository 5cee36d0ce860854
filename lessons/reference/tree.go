package reference

import (
	"reflect"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// fields are the pages of all fields: names, types and the API's words come from the Go
// types, so that nothing is retyped and nothing can be forgotten.
func fields() *Page {
	policy := reflect.TypeFor[networkingv1.NetworkPolicy]()
	top := &Page{Type: typeName(policy), API: describes(policy, "")}
	top.take(about("NetworkPolicy"))
	top.grow(policy)
	return top
}

// written are the fields of metadata that somebody writes; the server fills in the others.
var written = []string{"name", "namespace", "labels", "annotations"}

// grow adds a page for each field of a type, and below it those of the field's own type.
func (p *Page) grow(of reflect.Type) {
	if of.Kind() != reflect.Struct || of == reflect.TypeFor[intstr.IntOrString]() {
		return
	}
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "": // of TypeMeta, the fields stand here
			p.grow(f.Type)
			continue
		case of == reflect.TypeFor[metav1.ObjectMeta]() && !slices.Contains(written, name):
			continue
		}
		child := &Page{Path: join(p.Path, name), Name: name, Type: typeName(f.Type), API: describes(of, name)}
		child.take(about(of.Name() + "." + name))
		p.adopt(child)
		child.grow(element(f.Type))
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// element is the type that a pointer leads to, or that a list consists of.
func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// typeName writes a type as kubectl explain does.
func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return typeName(t.Elem())
	case reflect.Slice:
		return "[]" + typeName(t.Elem())
	case reflect.Map:
		return "map[" + typeName(t.Key()) + "]" + typeName(t.Elem())
	case reflect.Struct:
		return t.Name()
	case reflect.Int32, reflect.Int64:
		return "integer"
	}
	return t.Kind().String()
}

// describes is what the API says about a field of a type, or about the type.
func describes(t reflect.Type, name string) string {
	doc, ok := reflect.Zero(t).Interface().(interface{ SwaggerDoc() map[string]string })
	if !ok {
		return ""
	}
	return doc.SwaggerDoc()[name]
}
