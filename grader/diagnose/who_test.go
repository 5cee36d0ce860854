package diagnose_test

import (
	"strings"
	"testing"
)

// TestWho: slips about who is meant, where and which way are told by their own causes,
// each once, with a repair that keeps what the learner wrote.
func TestWho(t *testing.T) {
	const (
		vaultEnd = "          port: 8443\n"
		shut     = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut, namespace: bank}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n"
		callers  = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: callers, namespace: desk}\nspec:\n  podSelector: {matchLabels: {app: teller}}\n  policyTypes: [Egress]\n  egress:\n  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bank}}}]\n    ports: [{port: 8443}]\n"
	)
	cases := []struct {
		name   string
		slip   slip
		causes string // all that is told
		fix    string // how the first repair begins
		passes bool
	}{
		{"a policy for everybody beside the right one", in("vault", vaultEnd, vaultEnd+shut), "accidental-isolation", "bank/shut left out", true},
		{"a policy of the clients that nobody asked for", in("vault", vaultEnd, vaultEnd+callers), "accidental-isolation", "desk/callers left out", true},
		{"a direction with rules that nobody asked for", in("vault", "    - Ingress\n  ingress", "    - Ingress\n    - Egress\n  egress:\n    - to:\n        - namespaceSelector: {}\n      ports:\n        - port: 80\n  ingress"), "accidental-isolation", "only Ingress in policyTypes, and no egress rules", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := find(t, c.slip.world)
			text := w.slipped(t, c.slip)
			g := w.grade(text)
			found := w.diagnose(g)
			if got := codes(found); got != c.causes {
				t.Fatalf("told %s, want %s\n%s\n%s", got, c.causes, told(found), text)
			}
			f := found[0].Fix
			if f == nil || !strings.HasPrefix(f.Message, c.fix) || f.Passes != c.passes {
				t.Fatalf("told %s\n%s", told(found), text)
			}
			for _, d := range found {
				if d.Fix != nil {
					w.checkFix(t, g, *d.Fix)
				}
			}
		})
	}
}
