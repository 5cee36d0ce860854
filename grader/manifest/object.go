package manifest

import (
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"netpol-tutor/grader/diagnostic"
)

// Object is one accepted object. It must not be modified.
type Object struct {
	File     string
	Document int // counts from 1 within the file; empty documents are not counted

	APIVersion, Kind string
	Namespace, Name  string         // Namespace is filled in for kinds that live in one
	Typed            runtime.Object // as the API server stores it; nil for kinds that are not known

	root           *Node
	source         *file
	serverWarnings []serverWarning
}

type identity struct{ kind, key string }

func (o *Object) identity() identity { return identity{o.Kind, o.Key()} }

// Key is NAMESPACE/NAME, or the name alone for kinds without a namespace.
func (o *Object) Key() string {
	if o.Namespace == "" {
		return o.Name
	}
	return o.Namespace + "/" + o.Name
}

// Policy is the object as a NetworkPolicy, nil for other kinds.
func (o *Object) Policy() *networkingv1.NetworkPolicy {
	p, _ := o.Typed.(*networkingv1.NetworkPolicy)
	return p
}

// Root is the syntax tree of this object; an item of a List has the item's own.
func (o *Object) Root() *Node { return o.root }

// Span is the place of the value at a path such as spec.egress[0].ports[1].port.
// A path that the text does not have answers its nearest ancestor that it does.
func (o *Object) Span(path string) diagnostic.Span {
	if o.source == nil {
		return diagnostic.Span{File: o.File}
	}
	n := o.root.nearest(path).value
	return o.source.span(n.Start, n.End)
}

// KeySpan is the place of the key, or of the dash of a list item, whose value is at
// the path. What has neither, such as an item of [a, b], answers the value itself.
func (o *Object) KeySpan(path string) diagnostic.Span {
	if o.source == nil {
		return diagnostic.Span{File: o.File}
	}
	return o.source.span(o.root.nearest(path).keyBytes())
}
