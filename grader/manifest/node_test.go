package manifest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
)

// checkPlaces holds that the bytes of every node of a text stand for its value, and that
// the nodes lie as they should.
func checkPlaces(t *testing.T, text string) {
	t.Helper()
	want, err := goYAML(strings.TrimSuffix(valid(text), "\n") + "\n")
	if _, isMap := want.(map[string]any); err != nil || !isMap {
		return
	}
	root := parseTree(text, 0, len(text), Limits{}.withDefaults(false)).root
	if _, ok := root.value(); ok {
		checkNode(t, text, root)
	}
}

func checkNode(t *testing.T, text string, n *Node) {
	t.Helper()
	if n.Start < 0 || n.End < n.Start || n.End > len(text) {
		t.Errorf("of %q: node at [%d,%d)", text, n.Start, n.End)
		return
	}
	if n.Alias != nil {
		if n.Alias.Anchor != text[n.Start+1:n.End] {
			t.Errorf("of %q: alias %q of %q", text, text[n.Start:n.End], n.Alias.Anchor)
		}
		return
	}
	checkBytes(t, text, n)
	for i, v := range n.Values {
		checkChild(t, text, n, v)
		if n.Kind == Mapping {
			checkChild(t, text, n, n.Keys[i])
			if n.Keys[i].End > v.Start {
				t.Errorf("of %q: value %q before its key", text, text[v.Start:v.End])
			}
		}
		if i < len(n.Dashes) && (text[n.Dashes[i]] != '-' || n.Dashes[i] >= v.Start) {
			t.Errorf("of %q: no dash at %d before %q", text, n.Dashes[i], text[v.Start:v.End])
		}
		if i > 0 && v.Start < n.Values[i-1].End {
			t.Errorf("of %q: %q overlaps the value before", text, text[v.Start:v.End])
		}
	}
	if want := len(n.Values); n.Kind == Sequence && !n.Flow && len(n.Dashes) != want {
		t.Errorf("of %q: %d dashes for %d items", text, len(n.Dashes), want)
	}
}

func checkChild(t *testing.T, text string, parent, n *Node) {
	t.Helper()
	if n.Parent != parent || n.Start < parent.Start || n.End > parent.End {
		t.Errorf("of %q: [%d,%d) in [%d,%d)", text, n.Start, n.End, parent.Start, parent.End)
		return
	}
	checkNode(t, text, n)
}

// checkBytes reads the bytes of a node alone, at their column.
func checkBytes(t *testing.T, text string, n *Node) {
	t.Helper()
	part := text[n.Start:n.End]
	if strings.ContainsAny(part, "*&") || n.Kind == Scalar && strings.TrimRight(part, ":-") != part || strings.Contains(part, "\n...") || hasIndentIndicator(n, part) {
		return // needs what stands elsewhere
	}
	want, ok := n.value()
	if !ok {
		return
	}
	column := n.Start - lineStart(text, n.Start)
	alone := strings.Repeat(" ", column) + valid(part)
	if n.Parent != nil && n.Index() < 0 {
		if n.isMerge() || strings.ContainsAny(part, "|>\r\n") {
			return // no key of a single pair can look like that
		}
		name, _ := n.name()
		alone, want = alone+": 0", map[string]any{name: int64(0)}
	}
	if n.Kind == Mapping && n.Flow && part[0] != '{' {
		closing := map[bool]string{true: " ]", false: "]"}[strings.HasSuffix(part, ":")]
		alone, want = "["+valid(part)+closing, []any{want} // a pair in a list
	}
	got, err := goYAML(alone + "\n")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("of %q: the bytes %q read %#v, %v; want %#v", text, part, got, err, want)
	}
}

// hasIndentIndicator tells nodes with block scalars whose indentation counts from the
// node around them.
func hasIndentIndicator(n *Node, part string) bool {
	if n.Block && strings.ContainsAny(strings.SplitN(part, "\n", 2)[0], "123456789") {
		return true
	}
	for _, v := range n.Values {
		if hasIndentIndicator(v, part[min(len(part), max(0, v.Start-n.Start)):]) {
			return true
		}
	}
	return false
}

func TestPlacesOfNodes(t *testing.T) {
	for _, r := range readTruth(t, "testdata/validation.jsonl") {
		for i, piece := range strings.Split(r.Input, "\n---") {
			if i > 0 {
				_, piece, _ = strings.Cut(piece, "\n")
			}
			checkPlaces(t, piece)
		}
	}
	for _, s := range oddYAML {
		checkPlaces(t, s)
	}
}

func TestPlacesOfSoup(t *testing.T) {
	n := 20000
	if s := os.Getenv("SOUP"); s != "" {
		fmt.Sscan(s, &n)
	}
	r := rand.New(rand.NewPCG(uint64(n), 5))
	for range n {
		if checkPlaces(t, soup(r)); t.Failed() {
			return
		}
	}
}
