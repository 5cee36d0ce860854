package manifest

import (
	"fmt"
	"strings"
	"testing"
)

func TestWarnings(t *testing.T) {
	second := strings.Replace(head, "name: np", "name: other", 1)
	cases := []struct {
		name, text string
		want       []string // code and the text that is marked
	}{
		{"nothing to say", head + "spec:\n  podSelector: {}\n  policyTypes: [Ingress]\n", nil},
		{"repeated key", head + "spec: {podSelector: {matchLabels: {app: a, app: b}}}\n", []string{"duplicate-key app"}},
		{"key repeated in other words", head + "spec: {podSelector: {matchLabels: {on: a, yes: b}}}\n", []string{"duplicate-key on"}},
		{"key repeated three times", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  b: c\n  b: d\n  b: e\n", []string{"duplicate-key b", "duplicate-key b"}},
		{"separator missing", head + "spec: {}\n" + second + "spec: {}\n", []string{"doc-separator-missing apiVersion"}},
		{"kind alone repeated", "kind: NetworkPolicy\n" + head + "spec: {}\n", []string{"duplicate-key kind"}},
		{"text behind the end", head + "spec: {}\n...\n" + second, []string{"text-ignored ...\n" + strings.TrimRight(second, "\n")}},
		{"document end", head + "spec: {}\n...\n", nil},
		{"stray dash", head + "spec:\n  egress:\n  - to: []\n  -\n", []string{"stray-dash -"}},
		{"null in brackets", head + "spec: {egress: [~]}\n", []string{"stray-dash ~"}},
		{"label without a value", head + "spec:\n  podSelector:\n    matchLabels:\n      app:\n", []string{"null-label app"}},
		{"label without a space", head + "spec: {podSelector: {matchLabels: {app:web}}}\n", []string{"null-label app:web"}},
		{"label of a pod", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app: }}\nspec: {containers: [{name: a, image: b}]}\n", []string{"null-label app"}},
		{"field without a value", head + "spec:\n  egress:\n  - to:\n    ports: []\n", []string{"null-field to"}},
		{"field with its value in one word", head + "spec: {podSelector: {}, ingress: [{ports: [{port:80}]}]}\n", []string{"null-label port:80"}},
		{"misspelt field without a value", head + "spec:\n  egres:\n", []string{"null-field egres"}},
		{"rules of no type", head + "spec: {policyTypes: [Ingress], egress: [{}]}\n", []string{"rules-ignored egress"}},
		{"ingress of no type", head + "spec: {policyTypes: [Egress], ingress: [{}]}\n", []string{"rules-ignored ingress"}},
		{"empty egress", head + "spec: {egress: []}\n", []string{"empty-egress egress"}},
		{"empty egress of a type", head + "spec: {policyTypes: [Egress], egress: []}\n", nil},
		{"null egress", head + "spec:\n  egress:\n", []string{"empty-egress egress"}},
		{"address in an odd form", head + "spec: {egress: [{to: [{ipBlock: {cidr: '2001:DB8::/64'}}]}]}\n", []string{"address-form '2001:DB8::/64'"}},
		{"in the order of the file", head + "spec: {egress: []}\n---\n" + second + "spec: {podSelector: {}, podSelector: {}, policyTypes: []}\n", []string{"empty-egress egress", "duplicate-key podSelector"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Read([]Source{{"np.yaml", c.text}}, Options{})
			if r.ExitCode != 0 {
				t.Fatal(r.Stderr)
			}
			var got []string
			for _, w := range r.Warnings {
				got = append(got, w.Code+" "+marked(c.text, w.Span))
				if w.Message == "" || w.File != "np.yaml" || w.Document == 0 {
					t.Errorf("incomplete: %+v", w)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("warnings %q, want %q", got, c.want)
			}
		})
	}
}
