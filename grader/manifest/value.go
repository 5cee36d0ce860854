package manifest

import (
	"math"
	"strconv"
)

// value is the node as JSON would hold it: nil, bool, int64, float64, string, []any or
// map[string]any. It is not ok for what JSON cannot hold, and for tags whose meaning is
// better left to go-yaml.
func (n *Node) value() (v any, ok bool) {
	switch n.Kind {
	case Sequence:
		return n.list()
	case Mapping:
		m := make(map[string]any, len(n.Keys))
		return m, n.into(m)
	}
	return n.scalar()
}

func (n *Node) list() (any, bool) {
	items := make([]any, len(n.Values))
	for i, v := range n.Values {
		item, ok := v.value()
		if !ok {
			return nil, false
		}
		items[i] = item
	}
	return items, true
}

// into writes the pairs of a mapping, each over what stands there already.
func (n *Node) into(m map[string]any) bool {
	for i, k := range n.Keys {
		if k.isMerge() {
			if !n.Values[i].mergeInto(m) {
				return false
			}
			continue
		}
		name, ok := k.name()
		if !ok {
			return false
		}
		if m[name], ok = n.Values[i].value(); !ok {
			return false
		}
	}
	return true
}

func (n *Node) mergeInto(m map[string]any) bool {
	if n.Kind == Mapping {
		return n.into(m)
	}
	for i := len(n.Values) - 1; i >= 0; i-- {
		if n.Values[i].Kind != Mapping || !n.Values[i].into(m) {
			return false
		}
	}
	return n.Kind == Sequence
}

// name is the key of a pair in JSON, if it can be one.
func (n *Node) name() (string, bool) {
	if n.Kind != Scalar {
		return "", false
	}
	if !n.Quoted && isText(n.Value) {
		return n.Value, n.Tag == "" || n.Tag == "!!str"
	}
	v, ok := n.scalar()
	return n.keyName(), ok && v != nil
}

func (n *Node) scalar() (any, bool) {
	switch {
	case n.Tag == "" && !n.Quoted && !n.Block:
		return jsonNumber(resolve(n.Value))
	case n.Tag == "", n.Tag == "!!str", isLocalTag(n.Tag):
		return n.Value, true
	}
	return nil, false
}

// jsonNumber makes numbers what they are after a journey through JSON, which writes
// 53.0 as 53.
func jsonNumber(v any) (any, bool) {
	switch v := v.(type) {
	case uint64:
		return float64(v), true
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, false
		}
		if v == math.Trunc(v) && math.Abs(v) < 1e21 {
			if i, err := strconv.ParseInt(strconv.FormatFloat(v, 'f', -1, 64), 10, 64); err == nil {
				return i, true
			}
		}
	}
	return v, true
}
