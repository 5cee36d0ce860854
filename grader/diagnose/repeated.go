package diagnose

import "netpol-tutor/grader/manifest"

// repeats counts the keys of documents that are written more than once in one mapping,
// of which the tutor warns.
func repeats(objects []*manifest.Object) int {
	n := 0
	seen := map[*manifest.Node]bool{}
	for _, o := range objects {
		if top := topOf(o.Root()); !seen[top] {
			seen[top] = true
			n += repeatedKeys(top)
		}
	}
	return n
}

func repeatedKeys(n *manifest.Node) int {
	if n == nil || n.Alias != nil {
		return 0
	}
	count := 0
	if n.Kind == manifest.Mapping {
		seen := make(map[string]bool, len(n.Keys))
		for _, key := range n.Keys {
			if seen[key.Value] {
				count++
			}
			seen[key.Value] = true
		}
	}
	for _, v := range n.Values {
		count += repeatedKeys(v)
	}
	return count
}
