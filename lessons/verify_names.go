package lessons

import (
	"strings"

	"netpol-tutor/grader/manifest"
)

// hollow are names that tell a learner nothing about the part that a thing plays.
func hollow() []string {
	return strings.Fields(`foo bar baz qux quux test tests testing tmp temp abc xyz asdf dummy blah
		stuff thing something sample example demo pod pods namespace ns svc service node label
		policy netpol networkpolicy object resource untitled noname name`)
}

// isHollow tells whether a name is one of those, with or without a number, or a single
// letter.
func isHollow(name string) bool {
	bare := strings.TrimRight(strings.TrimRight(strings.ToLower(name), "0123456789"), "-_.")
	bare = strings.TrimPrefix(bare, "my-")
	if len(bare) <= 1 {
		return true
	}
	for _, h := range hollow() {
		if bare == h {
			return true
		}
	}
	return false
}

// meaning warns of objects whose names mean nothing.
func (v *verifier) meaning(file string, read *manifest.Result) {
	for _, o := range read.Objects {
		if isHollow(o.Name) {
			v.atLine(file, o.Span("metadata.name").Start.Line, Warning, "Call it after the part it plays.", "the name %s of this %s means nothing", o.Name, o.Kind)
		}
	}
}
