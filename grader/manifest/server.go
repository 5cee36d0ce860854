package manifest

import (
	"encoding/json"
	"fmt"
	"net/http"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kjson "sigs.k8s.io/json"
)

// server is the API server: what is stored in it, and what it says to a request.
type server struct {
	stored     map[identity]*Object
	namespaces map[string]bool // nil: any name will do
	dump       bool            // objects come from a cluster and need not be checked as if they were new
}

func newServer(o Options) *server {
	s := &server{stored: make(map[identity]*Object, len(o.Existing)), dump: o.AnyKind}
	if o.Namespaces != nil {
		s.namespaces = make(map[string]bool, len(o.Namespaces))
		for _, ns := range o.Namespaces {
			s.namespaces[ns] = true
		}
	}
	for _, e := range o.Existing {
		s.keep(e)
	}
	return s
}

// keep stores an object. A namespace is there from then on.
func (s *server) keep(o *Object) {
	s.stored[o.identity()] = o
	if o.Kind == "Namespace" && s.namespaces != nil {
		s.namespaces[o.Name] = true
	}
}

// find is the object that a document would change, or nil. Namespaces that were only
// named to exist are there, too, though nobody applied them.
func (s *server) find(d *document) *Object {
	if s.dump || d.kind == nil || d.kind.guessed {
		return nil
	}
	id := identity{d.kind.name, d.key()}
	if o := s.stored[id]; o != nil {
		return o
	}
	if d.kind.name == "Namespace" && s.namespaces[d.name] {
		ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: d.name}}
		setDefaults(ns)
		return &Object{APIVersion: "v1", Kind: "Namespace", Name: d.name, Typed: ns}
	}
	return nil
}

// create answers a POST.
func (s *server) create(d *document) (*Object, *fault) {
	if d.kind == nil || d.kind.new == nil && s.dump {
		return s.store(d, nil), nil
	}
	if d.kind.guessed {
		err := apierrors.NewGenericServerResponse(http.StatusNotFound, "", schema.GroupResource{}, "", "", 0, true)
		return nil, d.clientFault(StageKind, withSource("creating", d.file.name, err), unknownKindCause(d))
	}
	object := d.object
	if !s.dump {
		object = annotated(object)
	}
	typed, f := s.decode(d, withoutNulls(object).(map[string]any))
	if f != nil {
		return nil, f
	}
	if err := s.namespaceMissing(d); err != nil {
		return nil, d.clientFault(StageNamespace, withSource("creating", d.file.name, err), cause{message: err.ErrStatus.Message, path: "metadata.namespace"})
	}
	if typed == nil {
		return s.store(d, nil), nil
	}
	if !s.dump {
		clearSystemFields(typed)
	}
	setDefaults(typed)
	if errs := validate(typed, d.kind, nil, s.dump); len(errs) > 0 {
		err := apierrors.NewInvalid(d.kind.groupKind(), d.name, errs)
		return nil, d.clientFault(StageValue, withSource("creating", d.file.name, err), d.valueCauses(errs)...)
	}
	return s.store(d, typed), nil
}

func (s *server) namespaceMissing(d *document) *apierrors.StatusError {
	if s.namespaces == nil || d.namespace == "" || s.namespaces[d.namespace] {
		return nil
	}
	return apierrors.NewNotFound(schema.GroupResource{Resource: "namespaces"}, d.namespace)
}

// decode is the server's strict decoding.
func (s *server) decode(d *document, object map[string]any) (runtime.Object, *fault) {
	if d.gvk.Kind != d.kind.name {
		err := fmt.Errorf("no kind %q is registered for version %q in scheme %q", d.gvk.Kind, d.gvk.GroupVersion(), "pkg/runtime/scheme.go:111")
		return nil, d.undecodable(err, cause{message: err.Error(), path: "kind"})
	}
	if d.kind.new == nil {
		return nil, nil
	}
	js, err := json.Marshal(object)
	if err != nil {
		return nil, d.undecodable(err, cause{message: err.Error()})
	}
	typed := d.kind.new()
	strict, err := kjson.UnmarshalStrict(js, typed)
	if err != nil {
		return nil, d.undecodable(err, d.typeCause(err))
	}
	if s.dump {
		strict = s.tolerate(d, strict)
	}
	if len(strict) > 0 {
		return nil, d.undecodable(runtime.NewStrictDecodingError(strict), d.strictCauses(strict)...)
	}
	return typed, nil
}

// tolerate drops complaints about fields that another version of a server may have put
// there. In a policy that is its status alone.
func (s *server) tolerate(d *document, strict []error) []error {
	if d.kind.name != "NetworkPolicy" {
		return nil
	}
	var kept []error
	for _, err := range strict {
		if f, ok := err.(kjson.FieldError); !ok || f.FieldPath() != "status" {
			kept = append(kept, err)
		}
	}
	return kept
}

func (d *document) undecodable(err error, causes ...cause) *fault {
	bad := apierrors.NewBadRequest(fmt.Sprintf("%s in version %q cannot be handled as a %s: %v", d.gvk.Kind, d.gvk.Version, d.kind.name, err))
	return d.clientFault(StageDecode, withSource("creating", d.file.name, bad), causes...)
}

// store keeps an object; typed is nil for kinds whose fields are not known here.
func (s *server) store(d *document, typed runtime.Object) *Object {
	o := &Object{
		File: d.file.name, Document: d.number, APIVersion: d.gvk.GroupVersion().String(), Kind: d.gvk.Kind,
		Namespace: d.namespace, Name: d.name, Typed: typed, root: d.root, source: d.file,
	}
	if typed != nil {
		o.serverWarnings = cidrWarnings(typed)
	}
	s.keep(o)
	return o
}

// lastApplied is the configuration that kubectl remembers in an annotation, or "".
func (o *Object) lastApplied() string {
	if o.Typed == nil {
		return ""
	}
	m, err := meta.Accessor(o.Typed)
	if err != nil {
		return ""
	}
	return m.GetAnnotations()[corev1.LastAppliedConfigAnnotation]
}
