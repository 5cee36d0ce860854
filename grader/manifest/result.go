package manifest

import "netpol-tutor/grader/diagnostic"

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
