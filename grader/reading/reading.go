// Package reading says in plain English what a NetworkPolicy means: whom it selects,
// what each of its rules lets through, and what remains closed. It reads typed objects
// and never the text, knows nothing of a cluster and judges nothing. Names stay as they
// were written; whoever shows a reading cleans them for the place where it is shown.
//
// The files go from the whole to its parts: policy.go puts the sentences in order,
// rule.go builds the sentence of a rule, and peer.go, selector.go, address.go and port.go
// the words that it is made of.
package reading

import (
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// Kind tells what a sentence is about.
type Kind uint8

const (
	// Subject says whom a policy selects, and in which directions it isolates them.
	Subject Kind = iota + 1
	// Rule says what one rule lets through.
	Rule
	// Note adds what is easily overlooked about the rule before it.
	Note
	// Nothing says that all else in a direction remains closed.
	Nothing
	// Everything says that the rules leave nothing closed in a direction.
	Everything
	// Untouched says that a policy leaves a direction alone.
	Untouched
	// Ignored says that rules are stored without having any effect.
	Ignored
)

// Reading is what one policy says, sentence by sentence.
type Reading struct {
	Policy    string // NAMESPACE/NAME
	Sentences []Sentence
}

// Sentence is one statement, linked to the lines that make it true.
type Sentence struct {
	Kind  Kind
	Text  string
	Path  string          // of the field concerned, for example spec.egress[0]
	Span  diagnostic.Span // of that field, or of its nearest ancestor that the text has
	Parts []Part          // Text in pieces, without a gap
}

// Part is a stretch of a sentence and the fields that say it.
type Part struct {
	Text  string
	Paths []string // for example spec.egress[0].ports[1]; none for mere grammar
}

// String is the reading as one paragraph.
func (r Reading) String() string {
	texts := make([]string, len(r.Sentences))
	for i, s := range r.Sentences {
		texts[i] = s.Text
	}
	return strings.Join(texts, " ")
}

// Read says what a policy means. An object of another kind has no sentences. Objects
// that no API server would store are read as far as they make sense.
func Read(o *manifest.Object) Reading {
	if o == nil {
		return Reading{}
	}
	p := o.Policy()
	if p == nil {
		return Reading{Policy: o.Key()}
	}
	r := reader{object: o, policy: p}
	r.read()
	return Reading{Policy: o.Key(), Sentences: r.sentences}
}
