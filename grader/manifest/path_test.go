package manifest

import (
	"slices"
	"sync"
	"testing"

	"netpol-tutor/grader/diagnostic"
)

const placed = `# a comment
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: np, labels: {a.b/c: d, "e.f": 'g h'}} # after
spec:
  podSelector:
    matchLabels:
      app: web
      app: db
      on: "x"
  egress:
  - to:
    - namespaceSelector: {}

    ports:   # ports of the rule
    - port: 53
      protocol: UDP
    - {port: 80, endPort: 90}
  -
  policyTypes: [Egress, Ingress]
`

// read is the only object of a text, whether the server would take it or not.
func read(t *testing.T, text string) *Object {
	t.Helper()
	r := Read([]Source{{"np.yaml", text}}, Options{AnyKind: true})
	if len(r.Objects) != 1 {
		t.Fatal(r.Stderr)
	}
	return r.Objects[0]
}

func TestSpan(t *testing.T) {
	text := placed
	root := parseTree(text, 0, len(text), Limits{}.withDefaults(false)).root
	o := &Object{File: "np.yaml", root: root, source: &file{name: "np.yaml", text: text}}
	cases := []struct{ path, value, key string }{
		{"kind", "NetworkPolicy", "kind"},
		{"metadata.name", "np", "name"},
		{"metadata.labels.a.b/c", "d", "a.b/c"},
		{"metadata.labels[a.b/c]", "d", "a.b/c"},
		{"metadata.labels.e.f", "'g h'", `"e.f"`},
		{"spec.podSelector.matchLabels.app", "db", "app"},
		{"spec.podSelector.matchLabels.true", `"x"`, "on"},
		{"spec.egress[0].to[0].namespaceSelector", "{}", "namespaceSelector"},
		{"spec.egress[0].ports", "- port: 53\n      protocol: UDP\n    - {port: 80, endPort: 90}", "ports"},
		{"spec.egress[0].ports[0]", "port: 53\n      protocol: UDP", "-"},
		{"spec.egress[0].ports[1].endPort", "90", "endPort"},
		{"spec.egress[0].ports[1].protocol", "{port: 80, endPort: 90}", "-"},
		{"spec.egress[0].ports[7].protocol", "- port: 53\n      protocol: UDP\n    - {port: 80, endPort: 90}", "ports"},
		{"spec.egress[1]", "", "-"},
		{"spec.policyTypes[1]", "Ingress", "Ingress"},
		{"spec.ingress[0].from", text[root.At("spec").Start:root.At("spec").End], "spec"},
		{"nothing", text[root.Start:root.End], text[root.Start:root.End]},
	}
	for _, c := range cases {
		t.Run(c.path, func(t *testing.T) {
			if got := marked(text, o.Span(c.path)); got != c.value {
				t.Errorf("Span marks %q, want %q", got, c.value)
			}
			if got := marked(text, o.KeySpan(c.path)); got != c.key {
				t.Errorf("KeySpan marks %q, want %q", got, c.key)
			}
		})
	}
	if got, want := o.Span("spec.egress[0].ports[1].port"), (diagnostic.Span{File: "np.yaml", Start: diagnostic.Position{Line: 18, Column: 14}, End: diagnostic.Position{Line: 18, Column: 16}}); got != want {
		t.Errorf("span %v, want %v", got, want)
	}
}

func TestPathLeadsBack(t *testing.T) {
	root := parseTree(placed, 0, len(placed), Limits{}.withDefaults(false)).root
	var visit func(n *Node)
	visit = func(n *Node) {
		if got := root.At(n.Path()); n.Parent != nil && got != n && n.Path() != "spec.podSelector.matchLabels.app" {
			t.Errorf("path %q leads elsewhere", n.Path())
		}
		for _, v := range n.Values {
			visit(v)
		}
	}
	visit(root)
}

func TestMergesAndAliases(t *testing.T) {
	text := "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3\ne:\n  b: 4\n  <<: [{c: 5}, *x]\nf: *x\n"
	root := parseTree(text, 0, len(text), Limits{}.withDefaults(false)).root
	cases := []struct{ path, value string }{
		{"d.b", "3"}, {"d.c", "2"}, {"e.b", "1"}, {"e.c", "5"}, {"f.c", "2"},
	}
	for _, c := range cases {
		n := root.At(c.path)
		if n == nil || n.Value != c.value {
			t.Errorf("%s is %v, want %s", c.path, n, c.value)
		}
	}
	if f := root.At("f"); text[f.Start:f.End] != "*x" || f.Alias != root.At("a") {
		t.Errorf("the alias lies at %q", text[f.Start:f.End])
	}
}

func TestItemsOfAList(t *testing.T) {
	text := "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: a}\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: b}\n"
	r := Read([]Source{{"list.yaml", text}}, Options{})
	if len(r.Objects) != 2 {
		t.Fatal(r.Stderr)
	}
	for _, o := range r.Objects {
		if got := marked(text, o.Span("metadata.name")); got != o.Name {
			t.Errorf("the name %s is at %q", o.Name, got)
		}
	}
}

func TestPlacesAreAskedBySeveral(t *testing.T) {
	o := read(t, ordinary)
	var wait sync.WaitGroup
	spans := make([]diagnostic.Span, 8)
	for i := range spans {
		wait.Go(func() { spans[i] = o.Span("spec.egress[0].ports[0].port") })
	}
	wait.Wait()
	if slices.ContainsFunc(spans, func(s diagnostic.Span) bool { return s != spans[0] || s.Start.Line != 10 }) {
		t.Errorf("spans differ: %v", spans)
	}
}

func TestPositionsAsDiagnosticCountsThem(t *testing.T) {
	for _, text := range []string{"", "a", "a\n", "ä\n\nb", "\r\na", "a\nö b\n"} {
		f := &file{text: text}
		for i := -1; i <= len(text)+1; i++ {
			if got, want := f.position(i), diagnostic.PositionAt(text, i); got != want {
				t.Errorf("position(%d) of %q is %v, want %v", i, text, got, want)
			}
		}
	}
}
