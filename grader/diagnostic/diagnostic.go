// Package diagnostic is the vocabulary in which the grader explains itself: what
// was found, where in the learner's text, and which edits would mend it. It holds
// data and places only; how a diagnostic looks is decided by those who render it.
package diagnostic

import "time"

// Severity orders diagnostics by how much they matter.
type Severity uint8

const (
	// Error marks a reason why the submission does not pass.
	Error Severity = iota + 1
	// Warning marks something accepted that probably does not mean what was intended.
	Warning
	// Remark marks something correct that could be narrower, plainer or sturdier.
	Remark
)

// String is the word used in reports: error, warning or remark.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Remark:
		return "remark"
	}
	return "unknown"
}

// Diagnostic is one thing worth telling about a submission.
type Diagnostic struct {
	Code     string // stable, for example dns-egress-missing
	Severity Severity
	Message  string // one sentence, what is the matter
	Help     string // what a good teacher would add
	Policy   string // NAMESPACE/NAME of the policy concerned, or ""
	Span     Span   // primary place; the zero Span where the text has none
	Labels   []Label
	Sight    *Sight
	Fix      *Fix
	Related  []Related
}

// Label is a sentence that belongs to a place in the text.
type Label struct {
	Span Span
	Text string
}

// Related points to a further place that helps to understand a diagnostic.
type Related struct {
	Span    Span
	Message string
}

// Sight is what the learner would have seen from inside the cluster.
type Sight struct {
	Command string        // for example wget -O- -T 5 microservice1.space2
	Output  string        // what the real tool prints
	After   time.Duration // how long it takes to print it
	Ways    []Way         // the way the packets took; a second one shows the contrast
}

// Way is one journey of packets, hop by hop.
type Way struct {
	Note string // for example "by address it works", or ""
	Hops []Hop
}

// Hop is one step of a Way; a closed one is the last.
type Hop struct {
	From, To string
	Open     bool
	Note     string // which side of which policy stopped it, or ""
}

// Fix is a change to the submitted text that was tried before it is offered.
type Fix struct {
	Message string
	Edits   []Edit
	File    string // the file that Edits and Patched belong to
	Patched string // the whole file after the fix
	Mends   int    // how many failing checks and flows it puts right
	Passes  bool   // whether the submission passes with it
	Only    bool   // whether no other repair that was tried does as well
}
