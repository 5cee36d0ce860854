package manifest

import "fmt"

// Limits bound the work that hostile input can cause. A zero field means a default,
// which is larger when reading the dump of a cluster (Options.AnyKind).
type Limits struct {
	Bytes     int // of all files together
	Documents int // of all files together
	Depth     int // of nested mappings and sequences
	Nodes     int // of one document, after aliases are expanded
}

// limit is a bound that a text goes beyond.
type limit uint8

const (
	withinLimits limit = iota
	tooLong
	tooManyDocuments
	tooDeep
	tooManyNodes
)

// withDefaults fills the fields that are zero.
func (l Limits) withDefaults(dump bool) Limits {
	d := Limits{Bytes: 1 << 20, Documents: 1000, Depth: 100, Nodes: 100_000}
	if dump {
		d = Limits{Bytes: 256 << 20, Documents: 1_000_000, Depth: 200, Nodes: 50_000_000}
	}
	orElse(&l.Bytes, d.Bytes)
	orElse(&l.Documents, d.Documents)
	orElse(&l.Depth, d.Depth)
	orElse(&l.Nodes, d.Nodes)
	return l
}

// beyond refuses a text that goes beyond a limit.
func (d *document) beyond(over limit, l Limits) *fault {
	var what string
	switch over {
	case tooLong:
		what = fmt.Sprintf("the text is too long: %d bytes are read at most", l.Bytes)
	case tooManyDocuments:
		what = fmt.Sprintf("there are too many documents: %d are read at most", l.Documents)
	case tooDeep:
		what = fmt.Sprintf("mappings and lists are nested too deeply: %d levels are read at most", l.Depth)
	case tooManyNodes:
		what = fmt.Sprintf("the document holds too many values once its aliases are expanded: %d are read at most", l.Nodes)
	}
	return d.clientFault(StageLimits, fmt.Errorf("error parsing %s: %s", d.file.name, what), cause{message: what, start: d.start, end: d.start})
}
