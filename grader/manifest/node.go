package manifest

import (
	"strconv"
	"strings"
)

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

// Node is a syntax node with its exact bytes in the file's text. Nodes must not be
// modified.
//
// A value that is left out ("key:" or "-" with nothing behind it) is an empty Null
// node at the place right after the colon or dash, where one would write it. An
// alias has the bytes of the alias and the content of what it stands for, so its
// children lie elsewhere in the file.
type Node struct {
	Kind       NodeKind
	Value      string // of a scalar: its text, with quotes, escapes and folding resolved
	Null       bool   // of a scalar: null, whether written or left out
	Flow       bool   // written [..] or {..}
	Quoted     bool   // written '..' or ".."
	Block      bool   // of a scalar: written after | or >
	Anchor     string // the name behind & that other places may refer to, or ""
	Tag        string // the tag as written, for example !!str, or ""
	Alias      *Node  // of an alias, the node that it stands for
	Start, End int    // byte offsets into the file's text; End is exclusive, without trailing blanks, comments and newline
	Keys       []*Node
	Values     []*Node // of a mapping, one for each key; of a sequence, its items
	Dashes     []int   // of a block sequence, the offset of the '-' of each item
	Parent     *Node
}

// Len is the number of pairs of a mapping, or of items of a sequence.
func (n *Node) Len() int { return len(n.Values) }

// Index is the place of n among the values of its parent, -1 for a key or a root.
func (n *Node) Index() int {
	if n.Parent == nil {
		return -1
	}
	for i, v := range n.Parent.Values {
		if v == n {
			return i
		}
	}
	return -1
}

// Path is the way from the root to n, as At reads it. Keys that hold a dot or a bracket
// stand in brackets themselves.
func (n *Node) Path() string {
	switch p := n.Parent; {
	case p == nil:
		return ""
	case p.Kind == Sequence:
		return p.Path() + "[" + strconv.Itoa(n.Index()) + "]"
	default:
		return keyPath(p.Path(), n.key().keyName())
	}
}

// key is the key of a value of a mapping; anything else answers itself.
func (n *Node) key() *Node {
	if i := n.Index(); i >= 0 && n.Parent.Kind == Mapping {
		return n.Parent.Keys[i]
	}
	return n
}

func keyPath(path, key string) string {
	if strings.ContainsAny(key, ".[") {
		return path + "[" + key + "]"
	}
	return join(path, key)
}

// Get is the value of a key of a mapping, or nil. As in Kubernetes, case matters, the
// last of repeated keys counts, and a key such as on is known as true. Keys that come
// from a merge (<<) are found too.
func (n *Node) Get(key string) *Node {
	_, v := n.pair(key)
	return v
}

// pair is the last pair of a mapping with a key, in the order in which go-yaml lets a
// pair or a merge overwrite what stands above it.
func (n *Node) pair(key string) (k, v *Node) {
	if n == nil || n.Kind != Mapping {
		return nil, nil
	}
	for i := len(n.Keys) - 1; i >= 0; i-- {
		if n.Keys[i].isMerge() {
			if k, v := n.Values[i].merged(key); v != nil {
				return k, v
			}
			continue
		}
		if n.Keys[i].keyName() == key {
			return n.Keys[i], n.Values[i]
		}
	}
	return nil, nil
}

// merged looks a key up in the value of a merge: a mapping, or a list of mappings of
// which an earlier one takes precedence.
func (n *Node) merged(key string) (k, v *Node) {
	if n.Kind == Mapping {
		return n.pair(key)
	}
	for _, m := range n.Values {
		if k, v := m.pair(key); v != nil {
			return k, v
		}
	}
	return nil, nil
}

func (n *Node) isMerge() bool { return n.Value == "<<" && n.Kind == Scalar && !n.Quoted && n.Tag == "" }

// keyName is the name that a key has once YAML is turned into JSON.
func (n *Node) keyName() string {
	if n.Quoted || n.Block || n.Tag != "" || n.Kind != Scalar {
		return n.Value
	}
	return jsonKey(n.Value)
}
