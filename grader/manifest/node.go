package manifest

// NodeKind tells mappings, sequences and scalars apart.
type NodeKind uint8

const (
	// Scalar is a single value, null included.
	Scalar NodeKind = iota
	// Mapping has Keys and Values.
	Mapping
	// Sequence has Values.
	Sequence
)

// Node is a syntax node with its exact bytes in the file's text.
type Node struct {
	Kind       NodeKind
	Value      string // of a scalar, quotes and folding resolved
	Null       bool   // a scalar that is null: written as such, or left out
	Flow       bool   // written [..] or {..}
	Quoted     bool   // written '..' or ".."
	Start, End int    // byte offsets into the file's text; End is exclusive, without trailing blanks, comments and newline
	Keys       []*Node
	Values     []*Node // of a mapping, one for each key; of a sequence, its items
	Dashes     []int   // of a block sequence, the offset of the '-' of each item
	Parent     *Node
}

// At is the node at a path such as spec.egress[0].ports, or nil. Of repeated keys
// the last one counts.
func (n *Node) At(path string) *Node { return nil }

func (n *Node) nearest(path string) *Node { return n }
