package diagnose_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnostic"
)

// vaultPorts is the ports list of the right answer of its world.
const vaultPorts = "      ports:\n        - protocol: TCP\n          port: 8443\n"

// TestPortsTold holds slips about ports and lookups, one or two at a time, to what is told
// of them, in its order, and to the first change that is offered; and takes one offered
// change after another until the answer passes.
func TestPortsTold(t *testing.T) {
	cases := []struct {
		name string
		slip slip
		told string // the codes of the errors
		fix  string // how the first fix begins
	}{
		{"another number", in("vault", "port: 8443", "port: 8434"), "wrong-port", "port 8443 instead of 8434"},
		{"no ports", in("vault", vaultPorts, ""), "missing-ports-allow-all", "TCP 8443 in this rule"},
		{"no ports before a rule of ports", in("harbour", "    - podSelector: {matchLabels: {app: radio}}\n    ports:\n    - protocol: UDP\n      port: 30000\n      endPort: 30020\n", "    - podSelector: {matchLabels: {app: radio}}\n"), "missing-ports-allow-all", "UDP 30000-30020 in this rule"},
		{"ports of a rule of their own", in("vault", "      ports:", "    - ports:"), "rule-split-by-dash", "peers and ports in one rule"},
		{"a range that ends too early", in("harbour", "endPort: 30020", "endPort: 30019"), "endport-misuse", "the range from 30000 to 30020"},
		{"a range that ends too late", in("harbour", "endPort: 30020", "endPort: 30200"), "endport-misuse", "the range from 30000 to 30020"},
		{"one port of a range", in("harbour", "      endPort: 30020\n", ""), "endport-misuse", "the range from 30000 to 30020"},
		{"a range for one port", in("vault", "port: 8443", "port: 443\n          endPort: 8443"), "endport-misuse", "port 8443"},
		{"ports of two rules exchanged", in("harbour", "port: 8125", "port: X", "      port: 30000\n      endPort: 30020", "      port: 8125", "port: X", "port: 30000\n      endPort: 30020"), "wrong-port", "the ports of the two rules exchanged"},
		{"one port for peers with different ones", in("harbour", "    ports:\n    - protocol: UDP\n      port: 8125\n  - to:\n    - podSelector: {matchLabels: {app: radio}}\n    ports:\n    - protocol: UDP\n      port: 30000\n      endPort: 30020\n", "    - podSelector: {matchLabels: {app: radio}}\n    ports:\n    - protocol: UDP\n      port: 8125\n"), "peers-times-ports", "a rule for each peer with its own ports"},
		{"a range and a label", in("harbour", "endPort: 30020", "endPort: 30002", "values: [sunk]", "values: [sink]"), "label-typo endport-misuse", "state=sunk"},
		{"outgoing rules that nobody asked for", in("vault", "    - Ingress\n", "    - Ingress\n    - Egress\n", vaultPorts, vaultPorts+"  egress:\n    - ports:\n        - protocol: UDP\n          port: 53\n"), "accidental-isolation", "only Ingress in policyTypes, and no egress rules"},

		{"the same protocol twice", in("locked", "- protocol: TCP\n          port: 53", "- protocol: UDP\n          port: 53"), "dns-udp-only", "TCP in one of the two entries"},
		{"no protocol, twice", in("mill", millDNS, "  - ports:\n    - port: 53\n    - port: 53\n"), "dns-tcp-only", "UDP in one of the two entries"},
		{"a label and a protocol", in("locked", lockedDNS, strings.Replace(dnsPeer, "k8s-app: kube-dns", "k8s-app: coredns", 1)+"        - {protocol: UDP, port: 53}\n"), "dns-wrong-pod-label dns-udp-only", "the label that the DNS pods carry, k8s-app=kube-dns"},
		{"one number beside the right one", in("locked", "- protocol: TCP\n          port: 53", "- protocol: TCP\n          port: 5353"), "dns-wrong-port", "port 53 instead of 5353"},
		{"lookups in a rule of the other end", in("locked", lockedDNS, "", "              app: driver\n      ports:\n        - protocol: TCP\n          port: 5672\n", "              app: driver\n      ports:\n        - protocol: TCP\n          port: 5672\n        - {protocol: UDP, port: 53}\n        - {protocol: TCP, port: 53}\n"), "dns-in-wrong-policy", "the rule for port 53 under egress of shift/send"},
		{"lookups under egress of the other end", in("mill", millDNS, "", "  - Ingress\n", "  - Ingress\n  - Egress\n", millFrom, millFrom+"  egress:\n"+millDNS), "dns-in-wrong-policy", "the rule for port 53 under egress of mill/leave"},
		{"a number in both policies and a protocol", in("locked", "port: 5672", "port: 5762", "        - protocol: TCP\n          port: 53\n", ""), "wrong-port dns-udp-only", "port 5672 instead of 5762, and the same in 1 other place"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := find(t, c.slip.world)
			text := w.slipped(t, c.slip)
			g := w.grade(text)
			found := w.diagnose(g)
			if got := strings.Join(errorCodes(found), " "); got != c.told {
				t.Fatalf("told %s, want %s\n%s\n%s", got, c.told, told(found), text)
			}
			if f := found[0].Fix; f == nil || !strings.HasPrefix(f.Message, c.fix) {
				t.Errorf("told %s", told(found))
			}
			if rounds := w.rounds(t, g); rounds > len(strings.Fields(c.told)) {
				t.Errorf("passes after %d changes\n%s", rounds, told(found))
			}
		})
	}
}

func errorCodes(found []diagnostic.Diagnostic) []string {
	var all []string
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			all = append(all, d.Code)
		}
	}
	return all
}

// rounds takes the first change that is offered until the answer passes, and counts.
func (w *world) rounds(t *testing.T, g *graded) int {
	t.Helper()
	const most = 4
	for n := range most {
		if g.passed() {
			return n
		}
		found := w.diagnose(g)
		if len(found) == 0 || found[0].Fix == nil {
			t.Errorf("nothing offered after %d changes: %s", n, told(found))
			return most
		}
		w.checkFix(t, g, *found[0].Fix)
		g = w.grade(found[0].Fix.Patched)
	}
	return most
}
