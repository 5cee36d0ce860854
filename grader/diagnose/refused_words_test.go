package diagnose_test

import (
	"fmt"
	"strings"
	"testing"
)

// slipCase is a right answer with a slip in it that the server refuses.
type slipCase struct {
	name, world, old, slip string
	code                   string
	message                string // a part of what is told first
	fix                    string // the whole message of its repair
}

// TestRefusedWords: each slip is told once, in the words of the place that the server names, and
// with a repair after which the answer passes.
func TestRefusedWords(t *testing.T) {
	const log, pilots, rock = "    - podSelector: {matchLabels: {app: log}}\n", "        cidr: 203.0.113.0/24\n", "cidr: 192.0.2.0/24"
	cases := []slipCase{
		{"port and protocol in one word", "harbour", "    - protocol: UDP\n      port: 8125\n", "    - port: 8125/UDP\n", "refused", "port and protocol are two fields", "port: 8125, protocol: UDP"},
		{"a port of one word", "harbour", "    - port: 443\n", "    - 443/tcp\n", "refused", "an entry of ports has keys", "port: 443, protocol: TCP"},
		{"the protocol as key", "harbour", "    - protocol: UDP\n      port: 8125\n", "    - UDP: 8125\n", "unknown-field", "the protocol is a value", "port: 8125, protocol: UDP"},
		{"values in one word", "harbour", "          values: [sunk]", "          values: sunk", "match-expression-misuse", "values is a list", "values as a list"},
		{"an operator in small letters", "harbour", "operator: NotIn\n          values: [sunk]", "operator: notin\n          values: sunk", "match-expression-misuse", `"notin" is not an operator`, "operator NotIn and values as a list"},
		{"an operator as a sign", "harbour", "operator: NotIn", `operator: "!="`, "match-expression-misuse", `"!=" is not an operator`, "operator NotIn"},
		{"a dash for each part of an expression", "harbour", "          operator: NotIn\n          values: [sunk]", "        - operator: NotIn\n        - values: [sunk]", "match-expression-misuse", "are one item", "one dash for key, operator and values"},
		{"a selector of the command line", "vault", "    matchLabels:\n      app: vault", "    matchLabels: app=vault", "label-syntax", "is how the command line writes labels", "key, colon and value"},
		{"not in a selector of the command line", "harbour", "        matchExpressions:\n        - key: state\n          operator: NotIn\n          values: [sunk]\n", "        matchLabels:\n          state!: sunk\n", "label-syntax", "knows no \"not\"", "an expression: state NotIn sunk"},
		{"all for a selector", "mill", "podSelector: {}\n  policyTypes:\n  - Egress", "podSelector: all\n  policyTypes:\n  - Egress", "refused", `"all" is not a value`, "{} instead of all"},
		{"any for to", "mill", "  - ports:\n", "  - to: any\n    ports:\n", "refused", `"any" is not a value`, "to left out, for that means everybody"},
		{"a star for to", "mill", "  - ports:\n", "  - to: *\n    ports:\n", "refused", "no * for all", "to: [], for all"},
		{"an action", "vault", "    - from:\n", "    - action: Allow\n      from:\n", "deny-rule-thinking", "a rule has no action", "action left out"},
		{"an address with a mask", "harbour", rock, "cidr: 192.0.2.0/255.255.255.0", "fqdn-in-policy", "is not an address range", "192.0.2.0/24 instead of 192.0.2.0/255.255.255.0"},
		{"an address with a star", "harbour", rock, "cidr: 192.0.2.*", "fqdn-in-policy", "is not an address range", "192.0.2.0/24 instead of 192.0.2.*"},
		{"an address up to another", "harbour", rock, "cidr: 192.0.2.0-192.0.2.255", "fqdn-in-policy", "is not an address range", "192.0.2.0/24 instead of 192.0.2.0-192.0.2.255"},
		{"a range without its key", "harbour", "    - ipBlock:\n" + pilots, "    - ipBlock: [203.0.113.0/24]\n", "refused", "stands under cidr", "the range under cidr"},
		{"dashes without a blank", "mill", "  - ports:\n    - protocol: UDP\n      port: 53\n    - protocol: TCP\n", "  -ports:\n    -protocol: UDP\n      port: 53\n    -protocol: TCP\n", "refused", "a dash is part of the word", "a blank behind the dash, in 3 lines"},
		{"two colons for one", "mill", "kubernetes.io/metadata.name: store", "kubernetes.io/metadata.name: : store", "refused", "one colon stands", "one colon"},
		{"a name with a capital", "vault", "namespace: bank\n", "namespace: Bank\n", "policy-in-wrong-namespace", "no such namespace", "namespace bank"},
		{"labels for matchLabels", "vault", "    matchLabels:\n      app: vault", "    labels:\n      app: vault", "unknown-field", "labels is not a field", "matchLabels instead of labels"},
		{"a port that is none", "vault", "port: 8443", "port: 84430", "refused", "84430 is not a port", "8443 instead of 84430"},
		{"a type with a colon", "locked", "    - Egress\n", "    - Egress:\n", "refused", "is a plain word", "Egress without the colon"},
		{"an expression in one word", "harbour", "        - key: state\n          operator: NotIn\n          values: [sunk]\n", "        - state NotIn (sunk)\n", "match-expression-misuse", "has the keys key, operator and values", "an expression: state NotIn sunk"},
		{"an expression by its label", "harbour", "        - key: state\n          operator: NotIn\n          values: [sunk]\n", "        - state: {notin: [sunk]}\n", "match-expression-misuse", "has the keys key, operator and values", "an expression: state NotIn sunk"},
		{"an expression without values", "harbour", "          values: [sunk]\n", "", "match-expression-misuse", "NotIn and its values", "values: [sunk]"},
		{"an expression without its key", "harbour", "        - key: state\n          operator: NotIn\n", "        - operator: NotIn\n", "match-expression-misuse", "does not say which label", "key: state"},
		{"a remark with slashes", "vault", "  policyTypes:\n", "  // only these\n  policyTypes:\n", "refused", "a remark begins with #", "# instead of //"},
		{"a line of other signs between objects", "mill", "---\n", "===\n", "refused", "exactly three dashes", "exactly three dashes"},
		{"two ranges in one word", "harbour", rock, "cidr: 192.0.2.0/25, 192.0.2.128/26", "fqdn-in-policy", "is not an address range", "192.0.2.0/24 instead of 192.0.2.0/25, 192.0.2.128/26"},
		{"a range that is excepted from itself", "harbour", "        - 192.0.2.128/25\n", "        - 192.0.2.128/25\n        - 192.0.2.0/24\n", "ipblock-except-outside", "192.0.2.0/24 is not a part", "192.0.2.0/24 left out"},
		{"a word for a peer", "harbour", log, "    - log\n", "unknown-field", "by labels or addresses", "a podSelector with a label"},
		{"a range for a peer", "harbour", "    - ipBlock:\n" + pilots, "    - 203.0.113.0/24\n", "unknown-field", "by labels or addresses", "an ipBlock with a cidr"},
		{"a label beside matchLabels", "vault", "    matchLabels:\n      app: vault\n", "    matchLabels: {}\n    app: vault\n", "ports-indented-into-peer", "is a label, and labels stand under matchLabels", "app under matchLabels"},
		{"a namespace in a namespaceSelector", "mill", "        matchLabels:\n          kubernetes.io/metadata.name: store\n", "        namespace: store\n", "unknown-field", "namespaces by their labels", "a namespaceSelector with a label"},
		{"a namespace in a podSelector", "vault", "        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: desk\n          podSelector:\n            matchLabels:\n              app: teller\n", "        - podSelector:\n            matchLabels:\n              app: teller\n            namespace: desk\n", "unknown-field", "namespaces by their labels", "a namespaceSelector with a label"},
		{"a field of the server", "vault", "  namespace: bank\n", "  namespace: bank\n  creationTimestamp: today\n", "refused", "is filled in by the server", "creationTimestamp left out"},
		{"a value of a template", "mill", "  name: leave\n", "  name: {{ .Release.Name }}-leave\n", "refused", "is still a {{ }}", "a value instead of {{ }}, and name leave"},
		{"a Service beside its namespace", "harbour", log, "    - {service: log, namespace: quay}\n", "fqdn-in-policy", "is a name", "a selector for quay/log-0 instead of the name"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c slipCase) check(t *testing.T) {
	w := find(t, c.world)
	right := w.right[0].text
	if !strings.Contains(right, c.old) {
		t.Fatalf("no %q in\n%s", c.old, right)
	}
	g := w.grade(strings.Replace(right, c.old, c.slip, 1))
	found := w.diagnose(g)
	if len(found) != 1 || found[0].Code != c.code || found[0].Fix == nil {
		t.Fatalf("told %s", told(found))
	}
	d := found[0]
	if !strings.Contains(d.Message, c.message) {
		t.Errorf("says %q, want %q", d.Message, c.message)
	}
	if d.Fix.Message != c.fix || !d.Fix.Passes {
		t.Errorf("fix %q, passes %t, want %q", d.Fix.Message, d.Fix.Passes, c.fix)
	}
	w.checkFix(t, g, *d.Fix)
}

// TestPasted: what was copied with a manifest goes, whether it stands before every line or
// around them all.
func TestPasted(t *testing.T) {
	w := find(t, "mill")
	right := w.right[0].text
	front := func(front func(line int) string) string {
		var b strings.Builder
		for i, line := range strings.Split(strings.TrimSuffix(right, "\n"), "\n") {
			b.WriteString(strings.TrimRight(front(i+1)+line, " ") + "\n")
		}
		return b.String()
	}
	const lines, numbers, signs = "the lines that are no part of the manifest left out", "the numbers before the lines left out", "the signs before the lines left out"
	for _, c := range []struct{ name, text, fix string }{
		{"the command before it", "$ cat np.yaml\n" + right, lines},
		{"a shell that feeds it to kubectl", "cat <<EOF | kubectl apply -f -\n" + right + "EOF\n", lines},
		{"what kubectl said", right + "networkpolicy.networking.k8s.io/leave created\n", lines},
		{"prose and a fence", "Here it is:\n\n```yaml\n" + right + "```\n", lines},
		{"numbers in a column", front(func(n int) string { return fmt.Sprintf("%3d ", n) }), numbers},
		{"numbers from the left", front(func(n int) string { return fmt.Sprintf("%d ", n) }), numbers},
		{"numbers with a bar", front(func(n int) string { return fmt.Sprintf("%-3d│ ", n) }), numbers},
		{"the signs of a diff", front(func(int) string { return "+" }), signs},
		{"a quotation", front(func(int) string { return "> " }), signs},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := w.grade(c.text)
			found := w.diagnose(g)
			if len(found) == 0 || found[0].Fix == nil || found[0].Fix.Message != c.fix || !found[0].Fix.Passes {
				t.Fatalf("told %s", told(found))
			}
			w.checkFix(t, g, *found[0].Fix)
		})
	}
}
