package manifest

import (
	"strconv"
	"strings"
)

// At is the node at a path such as spec.egress[0].ports, or nil. Keys may hold dots
// (metadata.labels.a.b/c) or stand in brackets (matchLabels[a.b/c]); the longest key
// that fits is taken.
func (n *Node) At(path string) *Node {
	found, rest := n.walk(path)
	if rest != "" {
		return nil
	}
	return found.value
}

// nearest is the deepest node on the way to a path.
func (n *Node) nearest(path string) place {
	found, _ := n.walk(path)
	return found
}

// place is a node and the key, or the dash, that it stands behind.
type place struct {
	value *Node
	key   *Node // of a mapping's value
	dash  int   // of an item of a block sequence, else -1
}

// keyBytes are the bytes of the key or dash, if there is one.
func (p place) keyBytes() (start, end int) {
	switch {
	case p.key != nil:
		return p.key.Start, p.key.End
	case p.dash >= 0:
		return p.dash, p.dash + 1
	}
	return p.value.Start, p.value.End
}

// walk goes down a path as far as the tree does. The rest is "" if it got to the end.
func (n *Node) walk(path string) (found place, rest string) {
	at := place{value: n, dash: -1}
	rest = path
	for rest != "" {
		next, tail, ok := at.value.step(rest)
		if !ok {
			return at, rest
		}
		at, rest = next, tail
	}
	return at, ""
}

// step goes down one element of a path.
func (n *Node) step(path string) (next place, tail string, ok bool) {
	switch n.Kind {
	case Sequence:
		return n.item(path)
	case Mapping:
		return n.entry(path)
	}
	return place{}, path, false
}

// item takes [3] off a path.
func (n *Node) item(path string) (place, string, bool) {
	inside, tail, ok := cutBracket(path)
	i, err := strconv.Atoi(inside)
	if !ok || err != nil || i < 0 || i >= len(n.Values) {
		return place{}, path, false
	}
	p := place{value: n.Values[i], dash: -1}
	if i < len(n.Dashes) {
		p.dash = n.Dashes[i]
	}
	return p, tail, true
}

// entry takes .key or [key] off a path.
func (n *Node) entry(path string) (place, string, bool) {
	if inside, tail, ok := cutBracket(path); ok {
		if k, v := n.pair(inside); v != nil {
			return place{value: v, key: k, dash: -1}, tail, true
		}
	}
	path = strings.TrimPrefix(path, ".")
	for end := len(path); end >= 0; end = lastStop(path, end) {
		if k, v := n.pair(path[:end]); v != nil {
			return place{value: v, key: k, dash: -1}, path[end:], true
		}
	}
	return place{}, path, false
}

// lastStop is the last place before end where an element of a path may end, or -1.
func lastStop(path string, end int) int {
	return strings.LastIndexAny(path[:end], ".[")
}

func cutBracket(path string) (inside, tail string, ok bool) {
	if !strings.HasPrefix(path, "[") {
		return "", path, false
	}
	end := strings.IndexByte(path, ']')
	if end < 0 {
		return "", path, false
	}
	return path[1:end], path[end+1:], true
}
