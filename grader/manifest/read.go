package manifest

import (
	"cmp"
	"slices"
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

// Read applies files as `kubectl apply -f` does. It always answers: what cannot be
// read is refused, and the rest stands.
func Read(files []Source, o Options) *Result {
	if o.Namespace == "" {
		o.Namespace = "default"
	}
	o.Limits = o.Limits.withDefaults(o.AnyKind)
	c := &client{Options: o}
	for i, f := range files {
		c.visit(f, i)
	}
	a := &applier{server: newServer(o)}
	r := &Result{existing: o.Existing}
	w := warner{}
	for _, d := range c.read {
		w.syntax(d)
	}
	applied := map[identity]*document{}
	for _, d := range c.docs {
		stored := a.apply(d)
		if stored == nil {
			continue
		}
		r.Objects = append(r.Objects, stored)
		if earlier := applied[stored.identity()]; earlier != nil {
			w.replaced(d, earlier)
		}
		applied[stored.identity()] = d
		w.meaning(d, stored)
	}
	r.Warnings = w.sorted()
	r.conclude(c, a)
	return r
}

// conclude says what came of it all.
func (r *Result) conclude(c *client, a *applier) {
	reading, applying := c.errors(), errorsOf(a.faults)
	if len(c.docs) == 0 && len(reading) == 0 {
		reading = []error{errNoObjects}
	}
	r.Stdout = a.stdout.String()
	text, tell := printed(reading, applying)
	r.Stderr = a.stderr.String() + text
	if len(reading)+len(applying) > 0 {
		r.ExitCode = 1
	}
	for i, f := range inFileOrder(c.faults, a.faults) {
		if i >= mostExplained {
			f.causes = nil
		}
		r.Refusals = append(r.Refusals, f.refusal(tell, c.Namespaces))
	}
}

// mostExplained bounds how many refusals are told with their causes: nobody reads more, and
// each looks at its line, which in JSON may be the whole file. The others keep what the
// server says and the place of their document.
const mostExplained = 100

// inFileOrder puts the faults of reading and of applying together.
func inFileOrder(reading, applying []*fault) []*fault {
	all := slices.Concat(reading, applying)
	slices.SortStableFunc(all, func(a, b *fault) int {
		return cmp.Or(a.doc.file.index-b.doc.file.index, a.doc.start-b.doc.start, a.doc.offset()-b.doc.offset())
	})
	return all
}

func errorsOf(faults []*fault) []error {
	errs := make([]error, len(faults))
	for i, f := range faults {
		errs[i] = f.err
	}
	return errs
}
