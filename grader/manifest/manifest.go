// Package manifest turns the text of manifests into typed objects, with the place
// of every field, and says about them what a real API server and kubectl say.
package manifest

import (
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"netpol-tutor/grader/diagnostic"
)

// Source is one file as it was given: its name as it appears in messages, and its text.
type Source struct{ Name, Text string }

// Options say what the files are applied to.
type Options struct {
	Namespace  string    // where objects without a namespace land; "" means default
	Namespaces []string  // the namespaces that exist; nil: any name will do
	Existing   []*Object // stored already: those are patched, not created
	AnyKind    bool      // dumps of real clusters: keep kinds that are not known, tolerate what a server adds
	Limits     Limits
}

// Result is everything that came of reading some files.
type Result struct {
	Objects  []*Object // accepted, in the order of the files
	Refusals []Refusal // refused, in the order of the files
	Warnings []Warning // accepted, but worth a word
	Stdout   string    // exactly what kubectl apply -f prints
	Stderr   string
	ExitCode int

	existing []*Object
}

// Stored is the state afterwards: of each kind and key the last object, those that
// existed before included.
func (r *Result) Stored() []*Object {
	var stored []*Object
	at := map[identity]int{}
	for _, list := range [][]*Object{r.existing, r.Objects} {
		for _, o := range list {
			if i, ok := at[o.identity()]; ok {
				stored[i] = o
				continue
			}
			at[o.identity()] = len(stored)
			stored = append(stored, o)
		}
	}
	return stored
}

// Stage is the check that refused a document.
type Stage uint8

const (
	// StageLimits refuses what is larger than Limits allow.
	StageLimits Stage = iota + 1
	// StageParse refuses what is neither YAML nor JSON; the rest of the file is not read.
	StageParse
	// StageClient is kubectl's own look at apiVersion, kind and, in a List, the schema.
	StageClient
	// StageMetadata refuses metadata that kubectl cannot decode.
	StageMetadata
	// StageKind refuses a kind or version that the server does not have.
	StageKind
	// StageName refuses a name that the server cannot be asked for.
	StageName
	// StageDecode is the server's strict decoding: unknown fields and wrong types.
	StageDecode
	// StageNamespace refuses a namespace that does not exist.
	StageNamespace
	// StageValue refuses values out of bounds.
	StageValue
)

// Refusal is a document that was refused, and why.
type Refusal struct {
	File     string
	Document int // counts from 1 within the file; empty documents are not counted
	Span     diagnostic.Span
	Message  string // what kubectl prints for it, verbatim, without the last newline
	Help     string // a sentence for humans, or ""
	Object   string // NAMESPACE/NAME where known
	Stage    Stage
	Path     string  // of the field concerned, for example spec.egress[0].ports[1].port, or ""
	Causes   []Cause // the first 50 things that are wrong with it; Span, Path and Help are those of the first

	root *Node
}

// Root is the syntax tree of the document, as far as it could be read; of a text that
// is no YAML, the part before the fault. It may be nil.
func (r *Refusal) Root() *Node { return r.root }

// Cause is one of the things that are wrong with a refused document.
type Cause struct {
	Message string // for example unknown field "spec.egres"
	Path    string
	Span    diagnostic.Span
	Help    string
}

// Warning is something that was accepted and may not mean what was intended.
type Warning struct {
	File     string
	Document int
	Code     string // for example duplicate-key
	Message  string // one sentence
	Span     diagnostic.Span
	Object   string
	Path     string
}

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
