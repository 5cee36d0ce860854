package rewrite_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// objects reads a text whose kinds nobody knows, so that any content will do.
func objects(t testing.TB, text string) []*manifest.Object {
	t.Helper()
	r := manifest.Read([]manifest.Source{{Name: "file.yaml", Text: text}}, manifest.Options{AnyKind: true})
	if len(r.Refusals) > 0 || len(r.Objects) == 0 {
		t.Fatalf("text is not read: %s\n%s", r.Stderr, text)
	}
	return r.Objects
}

func change(t testing.TB, text string, do func(root *rewrite.Value)) string {
	t.Helper()
	o := objects(t, text)[0]
	v := rewrite.Read(o.Root())
	do(v)
	edits, err := rewrite.Edits(text, o.Root(), v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := diagnostic.Apply(text, edits)
	if err != nil {
		t.Fatalf("%v: %v", err, edits)
	}
	return out
}

const head = "apiVersion: v1\nkind: Thing\nmetadata: {name: x}\n"

func dnsRule() *rewrite.Value {
	return rewrite.Map(rewrite.Field{Key: "ports", Value: rewrite.List(port("UDP", 53), port("TCP", 53))})
}

func port(protocol string, number int) *rewrite.Value {
	return rewrite.Map(
		rewrite.Field{Key: "protocol", Value: rewrite.Text(protocol)},
		rewrite.Field{Key: "port", Value: rewrite.Number(number)},
	).Compact()
}

func TestEdits(t *testing.T) {
	cases := []struct {
		name, before, after string
		do                  func(v *rewrite.Value)
	}{
		{"nothing", "spec: {a: 1}\n", "spec: {a: 1}\n", func(v *rewrite.Value) {}},
		{"scalar keeps its comment", "spec:\n  port: 80   # web\n", "spec:\n  port: 8080   # web\n",
			func(v *rewrite.Value) { v.At("spec.port").Become(rewrite.Number(8080)) }},
		{"scalar keeps its quotes", "spec:\n  a: 'x'\n  b: \"y\"\n", "spec:\n  a: 'z'\n  b: \"w\"\n", func(v *rewrite.Value) {
			v.At("spec.a").Become(rewrite.Text("z"))
			v.At("spec.b").Become(rewrite.Text("w"))
		}},
		{"number loses its quotes", "spec:\n  port: \"53\"\n", "spec:\n  port: 53\n",
			func(v *rewrite.Value) { v.At("spec.port").Become(rewrite.Number(53)) }},
		{"word that YAML would misread", "spec:\n  a: x\n", "spec:\n  a: \"yes\"\n",
			func(v *rewrite.Value) { v.At("spec.a").Become(rewrite.Text("yes")) }},
		{"rule after the last, lists not indented",
			"spec:\n  egress:\n  - to:\n    - podSelector: {}\n  # the end\n",
			"spec:\n  egress:\n  - to:\n    - podSelector: {}\n  - ports:\n    - {protocol: UDP, port: 53}\n    - {protocol: TCP, port: 53}\n  # the end\n",
			func(v *rewrite.Value) { v.At("spec.egress").Append(dnsRule()) }},
		{"rule after the last, lists indented by four",
			"spec:\n    egress:\n        - to:\n              - podSelector: {}",
			"spec:\n    egress:\n        - to:\n              - podSelector: {}\n        - ports:\n              - {protocol: UDP, port: 53}\n              - {protocol: TCP, port: 53}",
			func(v *rewrite.Value) { v.At("spec.egress").Append(dnsRule()) }},
		{"items spelled out like their kind",
			"spec:\n  egress:\n  - ports:\n    - port: 80\n",
			"spec:\n  egress:\n  - ports:\n    - port: 80\n    - protocol: UDP\n      port: 53\n",
			func(v *rewrite.Value) { v.At("spec.egress[0].ports").Append(port("UDP", 53)) }},
		{"flow list", "spec: {types: [Ingress]}\n", "spec: {types: [Ingress, Egress]}\n",
			func(v *rewrite.Value) { v.At("spec.types").Append(rewrite.Text("Egress")) }},
		{"flow list, first goes", "spec: {types: [Ingress, Egress]}\n", "spec: {types: [Egress]}\n",
			func(v *rewrite.Value) { v.At("spec.types").Remove(0) }},
		{"flow list, last goes", "spec: {types: [Ingress, Egress]}\n", "spec: {types: [Ingress]}\n",
			func(v *rewrite.Value) { v.At("spec.types").Remove(1) }},
		{"empty mapping grows", "spec:\n  podSelector: {}  # all\n  x: 1\n", "spec:\n  podSelector:  # all\n    matchLabels:\n      app: web\n  x: 1\n",
			func(v *rewrite.Value) {
				v.At("spec.podSelector").Set("matchLabels", rewrite.Map(rewrite.Field{Key: "app", Value: rewrite.Text("web")}))
			}},
		{"mapping shrinks to nothing", "spec:\n  podSelector: # who\n    # web\n    matchLabels:\n      app: web # x\n  x: 1\n", "spec:\n  podSelector: {} # who\n    # web # x\n  x: 1\n",
			func(v *rewrite.Value) { v.At("spec.podSelector").Drop("matchLabels") }},
		{"entry behind the dash goes", "spec:\n- to:\n  - a: 1\n  ports:\n  - b\n", "spec:\n- ports:\n  - b\n",
			func(v *rewrite.Value) { v.At("spec[0]").Drop("to") }},
		{"entry behind the dash goes, comment stays", "spec:\n- to:\n  - a: 1\n  # why\n  ports:\n  - b\n", "spec:\n- \n  # why\n  ports:\n  - b\n",
			func(v *rewrite.Value) { v.At("spec[0]").Drop("to") }},
		{"entry becomes a rule of its own", "spec:\n- to:\n  - a: 1\n  ports: # dns\n  - b\n  # c\n  - d\n", "spec:\n- to:\n  - a: 1\n- ports: # dns\n  - b\n  # c\n  - d\n",
			func(v *rewrite.Value) {
				ports := v.At("spec[0]").Drop("ports")
				v.At("spec").Append(rewrite.Map(rewrite.Field{Key: "ports", Value: ports}))
			}},
		{"items joined", "spec:\n  - ns:\n      a: 1 # one\n  - pod:\n      b: 2 # two\n", "spec:\n  - ns:\n      a: 1 # one\n    pod:\n      b: 2 # two\n",
			func(v *rewrite.Value) { v.At("spec[0]").Set("pod", v.At("spec").Remove(1).Get("pod")) }},
		{"item split", "spec:\n  - ns:\n      a: 1\n    pod:\n      b: 2\n", "spec:\n  - ns:\n      a: 1\n  - pod:\n      b: 2\n",
			func(v *rewrite.Value) {
				pod := v.At("spec[0]").Drop("pod")
				v.At("spec").Insert(1, rewrite.Map(rewrite.Field{Key: "pod", Value: pod}))
			}},
		{"swap", "spec:\n  a: {x: 1}\n  b:\n    y: 2\n", "spec:\n  a:\n    y: 2\n  b: {x: 1}\n",
			func(v *rewrite.Value) { v.At("spec.a").Swap(v.At("spec.b")) }},
		{"key renamed", "spec:\n  ingress: # in\n  - a\n", "spec:\n  egress: # in\n  - a\n",
			func(v *rewrite.Value) { v.At("spec").Rename("ingress", "egress") }},
		{"new entry at its place", "spec:\n  a: 1\n  b: 2\n", "spec:\n  a: 1\n  c: 3\n  b: 2\n",
			func(v *rewrite.Value) { v.At("spec").SetAfter("c", rewrite.Number(3), "a") }},
		{"what an alias stands for, changed in its place", "spec:\n  a: &x {k: 1, l: 2}\n  b: *x # same\n", "spec:\n  a: &x {k: 1, l: 2}\n  b: {k: 3, l: 2} # same\n",
			func(v *rewrite.Value) { v.At("spec.b.k").Become(rewrite.Number(3)) }},
		{"beside an alias", "spec:\n  a: &x [1]\n  b:\n  - *x\n", "spec:\n  a: &x [1]\n  b:\n  - *x\n  - 2\n",
			func(v *rewrite.Value) { v.At("spec.b").Append(rewrite.Number(2)) }},
		{"turned into another tree", "spec:\n  # who\n  - app: web\n    port: 80 # http\n  - b\n", "spec:\n  # who\n  - app: web\n    port: 8080 # http\n  - c\n  - b\n",
			func(v *rewrite.Value) {
				v.At("spec").Morph(rewrite.List(
					rewrite.Map(rewrite.Field{Key: "app", Value: rewrite.Text("web")}, rewrite.Field{Key: "port", Value: rewrite.Number(8080)}),
					rewrite.Text("c"), rewrite.Text("b")))
			}},
		{"key left without a value", "spec:\n  egress:\n  b: 2\n", "spec:\n  egress: []\n  b: 2\n",
			func(v *rewrite.Value) { v.At("spec.egress").Become(rewrite.List()) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := change(t, head+c.before, c.do); got != head+c.after {
				t.Errorf("got:\n%s\nwant:\n%s", got, head+c.after)
			}
		})
		t.Run(c.name+", CRLF", func(t *testing.T) {
			crlf := strings.NewReplacer("\n", "\r\n")
			before, after := crlf.Replace(head+c.before), crlf.Replace(head+c.after)
			if got := change(t, before, c.do); got != after {
				t.Errorf("got:\n%q\nwant:\n%q", got, after)
			}
		})
	}
}

func TestEditsInJSON(t *testing.T) {
	text := `{"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "x"},
  "spec": {
    "egress": [
      {"to": []}
    ]
  }
}
`
	got := change(t, text, func(v *rewrite.Value) { v.At("spec.egress").Append(dnsRule()) })
	want := strings.Replace(text, `{"to": []}`, `{"to": []},
      {
        "ports": [
          {"protocol": "UDP", "port": 53},
          {"protocol": "TCP", "port": 53}
        ]
      }`, 1)
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDocuments(t *testing.T) {
	thing := rewrite.Map(rewrite.Field{Key: "kind", Value: rewrite.Text("New")})
	cases := []struct{ name, text, added, without string }{
		{"one", "kind: A\n", "kind: A\n---\nkind: New\n", ""},
		{"no final newline", "kind: A", "kind: A\n---\nkind: New\n", ""},
		{"two", "kind: A\n---\nkind: B\n", "kind: A\n---\nkind: B\n---\nkind: New\n", "kind: B\n"},
		{"trailing separator", "# why\nkind: A\n---\n", "# why\nkind: A\n---\nkind: New\n", ""},
		{"leading separator", "---\nkind: A\n---\nkind: B\n", "---\nkind: A\n---\nkind: B\n---\nkind: New\n", "---\nkind: B\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := diagnostic.Apply(c.text, []diagnostic.Edit{rewrite.AddDocument(c.text, nil, thing)}); got != c.added {
				t.Errorf("added:\n%s\nwant:\n%s", got, c.added)
			}
			first := &manifest.Node{Start: strings.Index(c.text, "kind: A"), End: len(c.text)}
			if got, _ := diagnostic.Apply(c.text, []diagnostic.Edit{rewrite.RemoveDocument(c.text, first)}); got != c.without {
				t.Errorf("removed:\n%s\nwant:\n%s", got, c.without)
			}
		})
	}
}
