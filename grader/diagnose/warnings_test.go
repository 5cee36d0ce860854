package diagnose_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnostic"
)

// TestWarnings: what the server swallows is a warning with a connection that hangs on
// it, never an error where the submission passes, and never in place of the cause where
// it does not.
func TestWarnings(t *testing.T) {
	w := find(t, "mill")
	leave, enter, _ := strings.Cut(w.right[0].text, "---\n")
	both := func(a, b string) string { return a + "---\n" + b }
	extra := "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: further, namespace: default}\nspec: "
	cases := []struct {
		name, text string
		want       string // code of the warning
		shows      bool   // whether a connection hangs on it
	}{
		{"repeated label", both(strings.Replace(leave, "kubernetes.io/metadata.name: store", "kubernetes.io/metadata.name: mill\n          kubernetes.io/metadata.name: store", 1), enter), "duplicate-key", true},
		{"repeated key with the same value", both(strings.Replace(leave, "  namespace: mill\n", "  namespace: mill\n  namespace: mill\n", 1), enter), "duplicate-key", false},
		{"repeated types", both(leave, strings.Replace(enter, "  policyTypes:\n", "  policyTypes: [Egress]\n  policyTypes:\n", 1)), "duplicate-key", true},
		{"label without a value", both(strings.Replace(leave, "podSelector: {}", "podSelector: {matchLabels: {app: }}", 1), enter), "label-syntax", true},
		{"rules that nobody reads", both(leave, enter+"  egress:\n  - to:\n    - podSelector: {}\n"), "policytypes-missing-egress", true},
		{"empty egress alone", both(leave, strings.Replace(enter, "  policyTypes:\n  - Ingress\n", "  egress: []\n", 1)), "egress-empty-list", true},
		{"the same policy again", both(leave, both(enter, enter)), "same-name-twice", false},
		{"another policy of the same name", both(strings.Replace(leave, "  egress:\n", "  egress:\n  - {}\n", 1), both(leave, enter)), "same-name-twice", true},
		{"a policy for nobody", both(leave, enter) + extra + "{podSelector: {matchLabels: {app: ghost}}}\n", "selects-nothing", true},
		{"a peer that nobody is", both(leave, enter+"    - podSelector:\n        matchLabels:\n          app: ghost\n"), "peer-matches-nothing", false},
		{"a deny that another policy voids", both(leave, enter) + extra + "{podSelector: {}, ingress: [{}]}\n" + strings.Replace(extra, "further", "close", 1) + "{podSelector: {}, policyTypes: [Ingress]}\n", "deny-rule-thinking", true},
		{"text behind the end", both(leave, enter) + "...\nkind: NetworkPolicy\n", "text-ignored", false},
		{"a policy behind the end", both(leave, enter) + strings.Replace(extra, "---", "...", 1) + "{podSelector: {}}\n", "text-ignored", true},
		{"a remark behind the end", both(leave, enter) + "...\n# to be continued\nto: be continued\n", "text-ignored", false},
		{"a selector without a value", both(strings.Replace(leave, "podSelector: {}", "podSelector:", 1), enter), "null-field", false},
		{"a list without a value", both(strings.Replace(leave, "  - ports:\n", "  - to:\n    ports:\n", 1), enter), "null-field", true},
		{"ports without a value", both(leave, strings.Replace(enter, "  - from:\n", "  - ports:\n    from:\n", 1)), "null-field", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := w.grade(c.text)
			if !g.passed() {
				t.Fatalf("does not pass: %s%s", g.read.Stderr, told(w.diagnose(g)))
			}
			found := w.diagnose(g)
			if len(found) == 0 || found[0].Code != c.want || found[0].Severity != diagnostic.Warning || !found[0].Span.Known() {
				t.Fatalf("told %s", told(found))
			}
			if found[0].Help == "" || strings.HasSuffix(found[0].Message, ".") {
				t.Errorf("%q, %q", found[0].Message, found[0].Help)
			}
			shows := found[0].Sight != nil && len(found[0].Sight.Ways) == 2
			if shows != c.shows {
				t.Errorf("shows a connection: %t, want %t; %s", shows, c.shows, found[0].Help)
			}
			for _, d := range found {
				if d.Severity == diagnostic.Error {
					t.Errorf("error %s", d.Code)
				}
			}
		})
		t.Run(c.name+", and wrong besides", func(t *testing.T) {
			text := strings.ReplaceAll(c.text, "    - protocol: TCP\n      port: 53\n", "")
			found := w.diagnose(w.grade(text))
			if len(found) == 0 || found[0].Code != "dns-udp-only" {
				t.Fatalf("told %s", told(found))
			}
			if last := found[len(found)-1]; last.Code != c.want || last.Severity != diagnostic.Warning {
				t.Errorf("told %s", told(found))
			}
		})
	}
}
