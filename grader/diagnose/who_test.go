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
		guests   = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: guests, namespace: desk}\nspec: {podSelector: {matchLabels: {app: guest}}, policyTypes: [Egress]}\n"
		open     = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: open, namespace: bank}\nspec:\n  podSelector: {matchLabels: {app: vault}}\n  policyTypes: [Ingress]\n  ingress:\n  - from: [{namespaceSelector: {}, podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [guest]}]}}]\n"
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
		{"a direction too many in both policies", in("mill", "  - Egress\n", "  - Egress\n  - Ingress\n", "  - Ingress\n  ingress", "  - Egress\n  - Ingress\n  ingress"), "accidental-isolation", "only Egress in policyTypes, and only Ingress in policyTypes", true},
		{"the same port too many in two rules", in("harbour", "    - port: 443\n", "    - port: 443\n    - port: 22\n", "    - port: 8080\n", "    - port: 8080\n    - port: 22\n"), "allows-too-much", "this port left out, and the same in 1 other place", true},
		{"both labels of an item misspelt", in("vault", "name: desk", "name: deks", "              app: teller", "              app: tellr"), "label-typo", "kubernetes.io/metadata.name=desk, and app=teller", true},
		{"the two names exchanged", in("mill", "name: leave", "name: LEAVE", "name: enter", "name: leave", "name: LEAVE", "name: enter"), "required-name-missing", "the two names exchanged", true},
		{"a wrong name beside a wrong label", in("vault", "name: guard", "name: guards", "              app: teller", "              app: tellers"), "label-typo required-name-missing", "app=teller", false},
		{"a guessed label beside the right one", in("vault", "              kubernetes.io/metadata.name: desk\n", "              kubernetes.io/metadata.name: desk\n              name: desk\n"), "namespace-label-guess", "name left out", true},
		{"two lists that must both hold, where every pod is meant", in("mill", "  namespace: store\nspec:\n  podSelector: {}\n", "  namespace: store\nspec:\n  podSelector:\n    matchExpressions:\n    - {key: app, operator: In, values: [flour]}\n    - {key: app, operator: In, values: [sugar]}\n"), "selects-nothing", "an empty podSelector", true},
		{"a namespace in a list, asked of pods", in("mill", millFrom, "    - podSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [mill]}]}\n"), "namespace-label-in-podselector", "the label under namespaceSelector", true},
		{"the name of a namespace under a label of pods", in("mill", millFrom, "    - podSelector: {matchLabels: {app: mill}}\n"), "namespace-label-in-podselector", "the namespace mill by its name", true},
		{"a label of pods beside the name of the namespace", in("vault", "          podSelector:\n            matchLabels:\n              app: teller", "              app: teller"), "pod-label-in-namespaceselector", "this label under podSelector", true},
		{"a label too many in an item", in("mill", millFrom, millFrom+"      podSelector: {matchLabels: {app: miller}}\n"), "and-or-dash-joined", "the podSelector left out", true},
		{"braces beside the right item", in("harbour", "    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: sea\n", "    - podSelector: {}\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: sea\n"), "empty-selector-too-wide", "this item left out", true},
		{"every pod instead of those meant", in("locked", "  podSelector:\n    matchLabels:\n      app: driver\n", "  podSelector: {}\n"), "selects-too-much", "only pods with app=driver", true},
		{"what must stay, with what was wanted written into it", in("locked", "  name: send\n", "  name: lock\n", "  podSelector:\n    matchLabels:\n      app: driver\n", "  podSelector: {}\n"), "protected-changed selects-too-much", "name send for what you wrote", false},
		{"two slips in one list", in("harbour", "        except:\n        - 192.0.2.128/25\n    - namespaceSelector:", "        except:\n        - 192.0.2.128/25\n        - 192.0.2.32/27\n    - podSelector: {}\n    - namespaceSelector:"), "empty-selector-too-wide allows-too-little", "this item left out", false},
		{"every pod, from everybody of a namespace", in("vault", "  podSelector:\n    matchLabels:\n      app: vault\n", "  podSelector: {}\n", "          podSelector:\n            matchLabels:\n              app: teller\n", ""), "selects-too-much allows-too-much", "only pods with app=vault", false},
		{"guests denied by a policy of their own", in("vault", "          podSelector:\n            matchLabels:\n              app: teller\n", "", vaultEnd, vaultEnd+guests), "accidental-isolation", "desk/guests left out, and this rule for", true},
		{"an old policy narrowed with an expression, and still too wide", in("vault", vaultEnd, vaultEnd+open), "deny-rule-thinking", "bank/open removed", true},
		{"another port beside that of lookups, which is no rule fallen apart", in("mill", millDNS, "  - ports: [{port: 53}, {port: 7070}]\n"), "dns-tcp-only allows-too-much", "port 53 over UDP as well", false},
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

// TestMarks: what is marked says why the connection that is shown is as it is.
func TestMarks(t *testing.T) {
	const ports = "      ports:\n        - protocol: TCP\n          port: 8443\n"
	cases := []struct {
		name string
		slip slip
		line string // that is marked
		want string
	}{
		{"a peer too many", in("vault", "          podSelector:\n            matchLabels:\n              app: teller\n", ""), "namespaceSelector:", "this means pods in desk, and guest-0 is one of them"},
		{"no port", in("vault", ports, ""), "- from:", "no ports in this rule: any port, over any protocol"},
		{"a port too many", in("vault", "          port: 8443\n", "          port: 8443\n        - port: 22\n"), "port: 22", "this opens port 22"},
		{"another range, not the rule for lookups", in("harbour", "cidr: 203.0.113.0/24", "cidr: 203.0.112.0/24"), "ipBlock:", "203.0.113.10 is not in 203.0.112.0/24"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := find(t, c.slip.world)
			text := w.slipped(t, c.slip)
			found := w.diagnose(w.grade(text))
			if len(found) != 1 || len(found[0].Labels) != 1 {
				t.Fatalf("told %s\n%s", told(found), text)
			}
			l := found[0].Labels[0]
			if line := strings.Split(text, "\n")[l.Span.Start.Line-1]; !strings.Contains(line, c.line) || l.Text != c.want {
				t.Errorf("marked %q: %q, want %q: %q", line, l.Text, c.line, c.want)
			}
		})
	}
}
