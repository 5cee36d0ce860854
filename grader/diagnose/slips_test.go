package diagnose_test

import (
	"strings"
	"testing"
)

// TestSlips: a single slip of writing has a repair that keeps every other word, and
// stands where the server says.
func TestSlips(t *testing.T) {
	w := find(t, "mill")
	solution := w.right[0].text
	const peer = "    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: store\n"
	cases := []struct {
		name, old, slip string
		fix             string // how the message of the fix begins
		passes          bool
	}{
		{"a namespace as peer", peer, "    - namespace: store\n", "a namespaceSelector", true},
		{"a namespace as selector", peer, "    - namespaceSelector: store\n", "a namespaceSelector", true},
		{"a tab inside a block", "      port: 53\n", "\t\tport: 53\n", "blanks instead of tabs", true},
		{"a list of ports", "      port: 53\n", "      port: [53, 54]\n", "an entry for each", false},
		{"a range in one word", "      port: 53\n", "      port: 53-54\n", "port: 53 and endPort: 54", false},
		{"spec too deep", "\nspec:\n", "\n  spec:\n", "spec beside metadata", true},
		{"two colons forgotten", "metadata:\n  name: leave\n  namespace: mill\nspec:\n", "metadata\n  name: leave\n  namespace: mill\nspec\n", "a colon behind ", true},
		{"a stray document before", "apiVersion", "a: [b\n---\napiVersion", "this document left out", true},
		{"a document of a kind alone", "apiVersion", "kind: NetworkPolicy\n---\napiVersion", "this document left out", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(solution, c.old) {
				t.Fatalf("no %q in\n%s", c.old, solution)
			}
			g := w.grade(strings.Replace(solution, c.old, c.slip, 1))
			found := w.diagnose(g)
			if len(g.read.Refusals) == 0 || len(found) == 0 {
				t.Fatalf("not refused, or nothing told: %s", told(found))
			}
			d := found[0]
			if d.Span.Start != g.read.Refusals[0].Span.Start {
				t.Errorf("stands at %v, the refusal at %v", d.Span.Start, g.read.Refusals[0].Span.Start)
			}
			if d.Fix == nil || !strings.HasPrefix(d.Fix.Message, c.fix) || d.Fix.Passes != c.passes {
				t.Fatalf("told %s", told(found))
			}
			w.checkFix(t, g, *d.Fix)
			if n := len(w.grade(d.Fix.Patched).read.Warnings); n > len(g.read.Warnings) {
				t.Errorf("%d warnings after the repair\n%s", n, d.Fix.Patched)
			}
		})
	}
}

// TestAliasOfAnotherDocument: what an alias stands for is written out where its own
// document cannot know it, and other aliases stay.
func TestAliasOfAnotherDocument(t *testing.T) {
	w := find(t, "mill")
	text := strings.NewReplacer(
		"podSelector: {}\n  policyTypes:\n  - Egress", "podSelector: &all {}\n  policyTypes:\n  - Egress",
		"podSelector: {}\n  policyTypes:\n  - Ingress", "podSelector: *all\n  policyTypes:\n  - Ingress",
		"          kubernetes.io/metadata.name: mill\n", "          kubernetes.io/metadata.name: &home mill\n    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: *home}}\n",
	).Replace(w.right[0].text)
	g := w.grade(text)
	found := w.diagnose(g)
	if len(found) == 0 || found[0].Fix == nil || found[0].Fix.Message != "what *all stands for, written out" || !found[0].Fix.Passes {
		t.Fatalf("told %s", told(found))
	}
	if !strings.Contains(found[0].Message, "&all is in another document") || !strings.Contains(found[0].Help, "on line 7") {
		t.Errorf("%q, %q", found[0].Message, found[0].Help)
	}
	if !strings.Contains(found[0].Fix.Patched, "*home") {
		t.Errorf("another alias is gone\n%s", found[0].Fix.Patched)
	}
	w.checkFix(t, g, *found[0].Fix)
}

// TestGluedInBraces: without a blank behind the colon fields and labels between braces are one
// word each, and one repair parts them all.
func TestGluedInBraces(t *testing.T) {
	w := find(t, "mill")
	text := strings.NewReplacer(
		"    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: store\n", "    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name:store}}\n",
		"    - protocol: UDP\n      port: 53\n    - protocol: TCP\n      port: 53\n", "    - {protocol: UDP, port:53}\n    - {protocol: TCP, port:53}\n",
	).Replace(w.right[0].text)
	g := w.grade(text)
	found := w.diagnose(g)
	if len(g.read.Refusals) > 0 || len(found) != 1 || found[0].Code != "label-syntax" || found[0].Fix == nil || !found[0].Fix.Passes {
		t.Fatalf("told %s\n%s", told(found), text)
	}
	if want := "kubernetes.io/metadata.name: store, and port: 53"; found[0].Fix.Message != want {
		t.Errorf("fix %q, want %q", found[0].Fix.Message, want)
	}
	w.checkFix(t, g, *found[0].Fix)
}
