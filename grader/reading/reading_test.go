package reading

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/manifest"
)

// parse reads the policies of a text, which must all be accepted.
func parse(t testing.TB, text string) []*manifest.Object {
	t.Helper()
	r := manifest.Read([]manifest.Source{{Name: "np.yaml", Text: text}}, manifest.Options{})
	if len(r.Refusals) > 0 {
		t.Fatalf("refused: %s\n%s", r.Refusals[0].Message, text)
	}
	return r.Objects
}

const head = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: np, namespace: space1}
spec:
`

// spec reads a policy np of namespace space1 with the given lines below spec.
func spec(t testing.TB, lines string) Reading {
	t.Helper()
	return Read(parse(t, head+indent(lines, "  "))[0])
}

func indent(text, by string) string {
	return by + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+by) + "\n"
}

// told is a reading as "path: sentence", the subject left out.
func told(r Reading) []string {
	var lines []string
	for _, s := range r.Sentences[1:] {
		lines = append(lines, s.Path+": "+s.Text)
	}
	return lines
}

func compare(t *testing.T, got, want []string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestSubject(t *testing.T) {
	for name, c := range map[string]struct{ spec, want string }{
		"empty selector":   {"podSelector: {}\npolicyTypes: [Egress]", "All pods in namespace space1 are isolated for egress: only what a policy allows may leave them."},
		"null selector":    {"podSelector:\npolicyTypes: [Ingress]", "All pods in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"absent selector":  {"policyTypes: [Ingress]", "All pods in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"both directions":  {"podSelector: {}\npolicyTypes: [Egress, Ingress]", "All pods in namespace space1 are isolated for ingress and egress: only what a policy allows may enter or leave them."},
		"types absent":     {"podSelector: {}", "All pods in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"types empty":      {"podSelector: {}\npolicyTypes: []", "All pods in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"types by rules":   {"podSelector: {}\negress: [{}]", "All pods in namespace space1 are isolated for ingress and egress: only what a policy allows may enter or leave them."},
		"types not by []":  {"podSelector: {}\negress: []", "All pods in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"one label":        {"podSelector: {matchLabels: {app: web}}", "All pods labelled app=web in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"labels by key":    {"podSelector: {matchLabels: {tier: front, app: web}}", "All pods labelled app=web and tier=front in namespace space1 are isolated for ingress: only what a policy allows may enter them."},
		"with expressions": {"podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [db]}]}", "All pods whose label app is missing or is not db, in namespace space1, are isolated for ingress: only what a policy allows may enter them."},
	} {
		t.Run(name, func(t *testing.T) {
			s := spec(t, c.spec).Sentences[0]
			if s.Text != c.want {
				t.Errorf("got  %s\nwant %s", s.Text, c.want)
			}
			if s.Kind != Subject || s.Path != "spec.podSelector" {
				t.Errorf("kind %d at %s", s.Kind, s.Path)
			}
		})
	}
}

func TestWhatRemains(t *testing.T) {
	const alone = "spec.policyTypes: What enters them is not restricted by this policy."
	const aloneOut = "spec.policyTypes: What leaves them is not restricted by this policy."
	const all = "Connections over any protocol to any of their ports may come from anywhere, inside or outside the cluster."
	const allOut = "They may open connections over any protocol to any port of anything, inside or outside the cluster."
	for name, c := range map[string]struct {
		spec string
		want []string
	}{
		"egress, no rules": {"policyTypes: [Egress]", []string{
			"spec.policyTypes[0]: This policy lets nothing leave them.", alone}},
		"egress, no rules written as []": {"policyTypes: [Egress]\negress: []", []string{
			"spec.policyTypes[0]: This policy lets nothing leave them.", alone}},
		"ingress, no rules written as null": {"policyTypes: [Ingress]\ningress:", []string{
			"spec.policyTypes[0]: This policy lets nothing enter them.", aloneOut}},
		"types absent, egress empty": {"podSelector: {}\negress: []", []string{
			"spec.ingress: This policy lets nothing enter them.", aloneOut}},
		"nothing either way": {"policyTypes: [Ingress, Egress]", []string{
			"spec.policyTypes: This policy lets nothing enter or leave them."}},
		"one way open, one way closed": {"policyTypes: [Egress, Ingress]\negress:\n- {}", []string{
			"spec.policyTypes[1]: This policy lets nothing enter them.",
			"spec.egress[0]: " + allOut,
			"spec.egress[0]: So everything may leave them."}},
		"everything in": {"ingress:\n- {}", []string{
			"spec.ingress[0]: " + all,
			"spec.ingress[0]: So everything may enter them.", aloneOut}},
		"everything beside less": {"ingress:\n- ports: [{port: 80}]\n- {}", []string{
			"spec.ingress[0]: Connections to their TCP port 80 may come from anywhere, inside or outside the cluster.",
			"spec.ingress[1]: " + all,
			"spec.ingress[1]: So everything may enter them.", aloneOut}},
		"types by an egress rule": {"egress:\n- ports: [{port: 80}]", []string{
			"spec.ingress: This policy lets nothing enter them.",
			"spec.egress[0]: They may open connections to TCP port 80 of anything, inside or outside the cluster.",
			"spec.egress: This policy lets nothing else leave them."}},
		"rules of a direction that is not named": {"policyTypes: [Ingress]\negress:\n- {}\n- {}", []string{
			"spec.policyTypes[0]: This policy lets nothing enter them.",
			"spec.egress: The egress rules are stored but have no effect: policyTypes does not name Egress.", aloneOut}},
		"a rule of a direction that is not named": {"policyTypes: [Egress]\ningress:\n- {}", []string{
			"spec.policyTypes[0]: This policy lets nothing leave them.",
			"spec.ingress: The ingress rule is stored but has no effect: policyTypes does not name Ingress.", alone}},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, told(spec(t, c.spec)), c.want)
		})
	}
}

// TestRule names every form of a rule by the whole of its sentence, once as egress and
// once as ingress.
func TestRule(t *testing.T) {
	for name, c := range map[string]struct{ peers, ports, out, in string }{
		"nothing said": {"", "",
			"They may open connections over any protocol to any port of anything, inside or outside the cluster.",
			"Connections over any protocol to any of their ports may come from anywhere, inside or outside the cluster."},
		"empty lists": {"[]", "[]",
			"They may open connections over any protocol to any port of anything, inside or outside the cluster.",
			"Connections over any protocol to any of their ports may come from anywhere, inside or outside the cluster."},
		"ports alone": {"", "[{port: 80}]",
			"They may open connections to TCP port 80 of anything, inside or outside the cluster.",
			"Connections to their TCP port 80 may come from anywhere, inside or outside the cluster."},
		"own namespace": {"[{podSelector: {}}]", "",
			"They may open connections over any protocol to any port of every pod in their own namespace space1.",
			"Connections over any protocol to any of their ports may come from every pod in their own namespace space1."},
		"label in the own namespace": {"[{podSelector: {matchLabels: {k8s-app: kube-dns}}}]", "[{port: 53, protocol: UDP}]",
			"They may open connections to UDP port 53 of every pod labelled k8s-app=kube-dns in their own namespace space1.",
			"Connections to their UDP port 53 may come from every pod labelled k8s-app=kube-dns in their own namespace space1."},
		"null beside a selector": {"[{podSelector: null, namespaceSelector: {}}]", "[{port: 1}]",
			"They may open connections to TCP port 1 of every pod in every namespace.",
			"Connections to their TCP port 1 may come from every pod in every namespace."},
		"namespace by its automatic label": {"[{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: space2}}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in namespace space2.",
			"Connections to their TCP port 80 may come from every pod in namespace space2."},
		"namespace by label": {"[{namespaceSelector: {matchLabels: {team: a}}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace labelled team=a.",
			"Connections to their TCP port 80 may come from every pod in every namespace labelled team=a."},
		"namespace by name and label": {"[{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: space2, team: a}}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace labelled team=a, and named space2.",
			"Connections to their TCP port 80 may come from every pod in every namespace labelled team=a, and named space2."},
		"one of several namespaces": {"[{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [b, a, c]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in namespace b, a or c.",
			"Connections to their TCP port 80 may come from every pod in namespace b, a or c."},
		"all namespaces but some": {"[{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [a, b]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace except a and b.",
			"Connections to their TCP port 80 may come from every pod in every namespace except a and b."},
		"all namespaces of a team but one": {"[{namespaceSelector: {matchLabels: {team: a}, matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [b]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace labelled team=a, and not named b.",
			"Connections to their TCP port 80 may come from every pod in every namespace labelled team=a, and not named b."},
		"a pod's label that only looks like a name": {"[{podSelector: {matchLabels: {kubernetes.io/metadata.name: space2}}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod labelled kubernetes.io/metadata.name=space2 in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod labelled kubernetes.io/metadata.name=space2 in their own namespace space1."},
		"both selectors in one item": {"[{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: web}}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod labelled app=web in every namespace labelled team=a.",
			"Connections to their TCP port 80 may come from every pod labelled app=web in every namespace labelled team=a."},
		"two selectors in two items": {"[{namespaceSelector: {matchLabels: {team: a}}}, {podSelector: {matchLabels: {app: web}}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace labelled team=a, or of every pod labelled app=web in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod in every namespace labelled team=a, or from every pod labelled app=web in their own namespace space1."},
		"three items": {"[{ipBlock: {cidr: 10.0.0.0/8}}, {podSelector: {}}, {namespaceSelector: {}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of any address in 10.0.0.0/8, of every pod in their own namespace space1, or of every pod in every namespace.",
			"Connections to their TCP port 80 may come from any address in 10.0.0.0/8, from every pod in their own namespace space1, or from every pod in every namespace."},
		"In": {"[{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod whose label app is web or api, in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod whose label app is web or api, in their own namespace space1."},
		"In of one": {"[{podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod labelled app=web in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod labelled app=web in their own namespace space1."},
		"In of one, repeated": {"[{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, web]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod labelled app=web in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod labelled app=web in their own namespace space1."},
		"NotIn of one": {"[{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod whose label app is missing or is not web, in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod whose label app is missing or is not web, in their own namespace space1."},
		"NotIn of two": {"[{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web, api]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod whose label app is missing or is neither web nor api, in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod whose label app is missing or is neither web nor api, in their own namespace space1."},
		"NotIn of three": {"[{namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: [a, b, c]}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace whose label team is missing or is none of a, b and c.",
			"Connections to their TCP port 80 may come from every pod in every namespace whose label team is missing or is none of a, b and c."},
		"Exists": {"[{namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod in every namespace with a label team.",
			"Connections to their TCP port 80 may come from every pod in every namespace with a label team."},
		"DoesNotExist": {"[{podSelector: {matchExpressions: [{key: debug, operator: DoesNotExist}]}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod without a label debug, in their own namespace space1.",
			"Connections to their TCP port 80 may come from every pod without a label debug, in their own namespace space1."},
		"all at once": {"[{podSelector: {matchLabels: {b: x, a: w}, matchExpressions: [{key: c, operator: Exists}, {key: d, operator: In, values: [z]}, {key: e, operator: DoesNotExist}]}, namespaceSelector: {}}]", "[{port: 80}]",
			"They may open connections to TCP port 80 of every pod labelled a=w, b=x and d=z, with a label c, and without a label e, in every namespace.",
			"Connections to their TCP port 80 may come from every pod labelled a=w, b=x and d=z, with a label c, and without a label e, in every namespace."},
		"the empty value": {`[{podSelector: {matchLabels: {debug: ""}}}]`, "[{port: 80}]",
			`They may open connections to TCP port 80 of every pod labelled debug="" in their own namespace space1.`,
			`Connections to their TCP port 80 may come from every pod labelled debug="" in their own namespace space1.`},
		"an empty value among others": {`[{podSelector: {matchExpressions: [{key: debug, operator: In, values: ["", "on"]}]}}]`, "[{port: 80}]",
			`They may open connections to TCP port 80 of every pod whose label debug is "" or on, in their own namespace space1.`,
			`Connections to their TCP port 80 may come from every pod whose label debug is "" or on, in their own namespace space1.`},
		"range with exceptions": {"[{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16, 10.3.0.0/16]}}]", "[{port: 443}]",
			"They may open connections to TCP port 443 of any address in 10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16 and 10.3.0.0/16.",
			"Connections to their TCP port 443 may come from any address in 10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16 and 10.3.0.0/16."},
		"one exception": {"[{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]", "",
			"They may open connections over any protocol to any port of any IPv4 address except 169.254.169.254/32.",
			"Connections over any protocol to any of their ports may come from any IPv4 address except 169.254.169.254/32."},
		"single address": {"[{ipBlock: {cidr: 10.96.0.10/32}}]", "[{port: 53, protocol: UDP}]",
			"They may open connections to UDP port 53 of the address 10.96.0.10.",
			"Connections to their UDP port 53 may come from the address 10.96.0.10."},
		"IPv6": {"[{ipBlock: {cidr: '2001:db8::/32', except: ['2001:db8:1::/48']}}, {ipBlock: {cidr: '::/0'}}, {ipBlock: {cidr: 'fd00::1/128'}}]", "[{port: 443}]",
			"They may open connections to TCP port 443 of any address in 2001:db8::/32 except 2001:db8:1::/48, of any IPv6 address, or of the address fd00::1.",
			"Connections to their TCP port 443 may come from any address in 2001:db8::/32 except 2001:db8:1::/48, from any IPv6 address, or from the address fd00::1."},
		"two protocols, one port": {"[{namespaceSelector: {}}]", "[{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]",
			"They may open connections to TCP or UDP port 53 of every pod in every namespace.",
			"Connections to their TCP or UDP port 53 may come from every pod in every namespace."},
		"three protocols, one port": {"[{namespaceSelector: {}}]", "[{port: 9, protocol: SCTP}, {port: 9, protocol: UDP}, {port: 9}]",
			"They may open connections to TCP, UDP or SCTP port 9 of every pod in every namespace.",
			"Connections to their TCP, UDP or SCTP port 9 may come from every pod in every namespace."},
		"several ports": {"[{namespaceSelector: {}}]", "[{port: 80}, {port: 443}, {port: 80}]",
			"They may open connections to TCP port 80 or 443 of every pod in every namespace.",
			"Connections to their TCP port 80 or 443 may come from every pod in every namespace."},
		"two ports, two protocols": {"[{namespaceSelector: {}}]", "[{port: 80}, {port: 53, protocol: UDP}]",
			"They may open connections to TCP port 80 or UDP port 53 of every pod in every namespace.",
			"Connections to their TCP port 80 or their UDP port 53 may come from every pod in every namespace."},
		"several ports, several protocols": {"[{namespaceSelector: {}}]", "[{port: 53, protocol: UDP}, {port: 80}, {port: 53}, {port: 8080}]",
			"They may open connections to TCP or UDP port 53, or TCP port 80 or 8080, of every pod in every namespace.",
			"Connections to their TCP or UDP port 53, or their TCP port 80 or 8080, may come from every pod in every namespace."},
		"range of ports": {"[{namespaceSelector: {}}]", "[{port: 8000, endPort: 8080}]",
			"They may open connections to TCP ports 8000 to 8080 of every pod in every namespace.",
			"Connections to their TCP ports 8000 to 8080 may come from every pod in every namespace."},
		"range of one port": {"[{namespaceSelector: {}}]", "[{port: 8000, endPort: 8000}]",
			"They may open connections to TCP port 8000 of every pod in every namespace.",
			"Connections to their TCP port 8000 may come from every pod in every namespace."},
		"ports and a range": {"[{namespaceSelector: {}}]", "[{port: 80}, {port: 443}, {port: 8000, endPort: 8080}]",
			"They may open connections to TCP ports 80, 443 or 8000 to 8080 of every pod in every namespace.",
			"Connections to their TCP ports 80, 443 or 8000 to 8080 may come from every pod in every namespace."},
		"SCTP": {"[{namespaceSelector: {}}]", "[{port: 132, protocol: SCTP}]",
			"They may open connections to SCTP port 132 of every pod in every namespace.",
			"Connections to their SCTP port 132 may come from every pod in every namespace."},
		"empty entry": {"[{namespaceSelector: {}}]", "[{}]",
			"They may open connections to any TCP port of every pod in every namespace.",
			"Connections to any of their TCP ports may come from every pod in every namespace."},
		"protocols alone": {"[{namespaceSelector: {}}]", "[{protocol: UDP}, {protocol: TCP}]",
			"They may open connections to any TCP or UDP port of every pod in every namespace.",
			"Connections to any of their TCP or UDP ports may come from every pod in every namespace."},
		"named port": {"[{namespaceSelector: {}}]", "[{port: http}]",
			"They may open connections to the TCP port that the target pod calls http, of every pod in every namespace.",
			"Connections to the TCP port that they call http may come from every pod in every namespace."},
		"named ports": {"[{namespaceSelector: {}}]", "[{port: dns, protocol: UDP}, {port: dns}, {port: 80}]",
			"They may open connections to the TCP or UDP port that the target pod calls dns, or TCP port 80, of every pod in every namespace.",
			"Connections to the TCP or UDP port that they call dns, or their TCP port 80, may come from every pod in every namespace."},
	} {
		t.Run(name, func(t *testing.T) {
			out := spec(t, "policyTypes: [Egress]\negress:\n"+ruleText("to", c.peers, c.ports)).Sentences[1]
			if out.Text != c.out || out.Kind != Rule || out.Path != "spec.egress[0]" {
				t.Errorf("egress: kind %d at %s\ngot  %s\nwant %s", out.Kind, out.Path, out.Text, c.out)
			}
			in := spec(t, "policyTypes: [Ingress]\ningress:\n"+ruleText("from", c.peers, c.ports)).Sentences[1]
			if in.Text != c.in || in.Kind != Rule || in.Path != "spec.ingress[0]" {
				t.Errorf("ingress: kind %d at %s\ngot  %s\nwant %s", in.Kind, in.Path, in.Text, c.in)
			}
		})
	}
}

// ruleText is one rule with two fields, either of which may be absent.
func ruleText(field, peers, ports string) string {
	var fields []string
	if peers != "" {
		fields = append(fields, field+": "+peers)
	}
	if ports != "" {
		fields = append(fields, "ports: "+ports)
	}
	return "- {" + strings.Join(fields, ", ") + "}"
}

func TestNamesOutsideTheCluster(t *testing.T) {
	for name, c := range map[string]struct {
		spec, want string
	}{
		"everyone": {"policyTypes: [Egress]\negress:\n- ports: [{port: http}]",
			"spec.egress[0].ports: Outside the cluster ports have no names: http opens nothing there."},
		"addresses": {"policyTypes: [Egress]\negress:\n- to: [{ipBlock: {cidr: 192.0.2.0/24}}]\n  ports: [{port: 80}, {port: http}, {port: dns, protocol: UDP}]",
			"spec.egress[0].ports: Outside the cluster ports have no names: http and dns open nothing there."},
		"pods alone":       {"policyTypes: [Egress]\negress:\n- to: [{podSelector: {}}]\n  ports: [{port: http}]", ""},
		"numbers alone":    {"policyTypes: [Egress]\negress:\n- ports: [{port: 80}]", ""},
		"ports of ingress": {"policyTypes: [Ingress]\ningress:\n- ports: [{port: http}]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got string
			for _, s := range spec(t, c.spec).Sentences {
				if s.Kind == Note {
					got += s.Path + ": " + s.Text
				}
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSolution(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "solution.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range parse(t, string(text)) {
		r := Read(o)
		got = append(got, r.Policy)
		for _, s := range r.Sentences {
			got = append(got, fmt.Sprintf("%d-%d %s", s.Span.Start.Line, s.Span.End.Line, s.Text))
		}
	}
	compare(t, got, []string{
		"space1/np-space1",
		"7-7 All pods in namespace space1 are isolated for egress: only what a policy allows may leave them.",
		"11-14 They may open connections over any protocol to any port of every pod in namespace space2.",
		"15-19 They may open connections to TCP or UDP port 53 of anything, inside or outside the cluster.",
		"9-9 This policy lets nothing else leave them.",
		"9-9 What enters them is not restricted by this policy.",
		"space2/np-space2",
		"27-27 All pods in namespace space2 are isolated for ingress: only what a policy allows may enter them.",
		"31-34 Connections over any protocol to any of their ports may come from every pod in namespace space1.",
		"29-29 This policy lets nothing else enter them.",
		"29-29 What leaves them is not restricted by this policy.",
	})
}

func TestPartsSayWhichFieldsTheyComeFrom(t *testing.T) {
	r := spec(t, `
podSelector: {matchLabels: {app: web}}
policyTypes: [Egress]
egress:
- to:
  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: space2}}
    podSelector: {matchExpressions: [{key: a.b/c, operator: Exists}]}
  - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
  ports: [{port: 53, protocol: UDP}, {port: 53}]`)
	var got []string
	for _, p := range r.Sentences[1].Parts {
		if len(p.Paths) > 0 {
			got = append(got, p.Text+": "+strings.Join(p.Paths, " "))
		}
	}
	compare(t, got, []string{
		"TCP: spec.egress[0].ports[1]",
		"UDP: spec.egress[0].ports[0]",
		"53: spec.egress[0].ports[0] spec.egress[0].ports[1]",
		"every pod : spec.egress[0].to[0].podSelector",
		"with a label a.b/c: spec.egress[0].to[0].podSelector.matchExpressions[0]",
		"namespace space2: spec.egress[0].to[0].namespaceSelector.matchLabels[kubernetes.io/metadata.name]",
		"any address in 10.0.0.0/8: spec.egress[0].to[1].ipBlock.cidr",
		"10.1.0.0/16: spec.egress[0].to[1].ipBlock.except[0]",
	})
}

func TestOtherKindsSayNothing(t *testing.T) {
	pod := parse(t, "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n")[0]
	for name, o := range map[string]*manifest.Object{"none": nil, "namespace": pod, "unknown": {Namespace: "a", Name: "b"}} {
		if r := Read(o); len(r.Sentences) > 0 {
			t.Errorf("%s: %s", name, r)
		}
	}
}

// TestOddPolicies reads what no API server would store.
func TestOddPolicies(t *testing.T) {
	end, text, icmp := int32(1), intstr.FromString("http"), corev1.Protocol("ICMP")
	odd := networkingv1.NetworkPolicySpec{
		PodSelector: metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{
			{Key: "a", Operator: metav1.LabelSelectorOpIn}, {Key: "b", Operator: metav1.LabelSelectorOpNotIn}, {Operator: "Near", Values: []string{"c"}},
		}},
		PolicyTypes: []networkingv1.PolicyType{"Sideways"},
		Egress:      []networkingv1.NetworkPolicyEgressRule{{}},
	}
	r := Read(&manifest.Object{Name: "odd", Typed: &networkingv1.NetworkPolicy{Spec: odd}})
	compare(t, []string{r.Sentences[0].Text}, []string{
		"All pods whose label a is one of no values, whose label b is missing or is anything, and whose label  meets Near c, in namespace default, are isolated in no direction."})

	odd.PolicyTypes = nil
	odd.Egress = []networkingv1.NetworkPolicyEgressRule{{
		To:    []networkingv1.NetworkPolicyPeer{{}, {IPBlock: &networkingv1.IPBlock{CIDR: "here", Except: []string{""}}, PodSelector: &metav1.LabelSelector{}}},
		Ports: []networkingv1.NetworkPolicyPort{{Protocol: &icmp, Port: &text, EndPort: &end}, {EndPort: &end}},
	}}
	r = Read(&manifest.Object{Name: "odd", Typed: &networkingv1.NetworkPolicy{Spec: odd}})
	compare(t, []string{r.Sentences[2].Text}, []string{
		"They may open connections to the ICMP port that the target pod calls http, or any TCP port, of nothing, or of any address in here except ."})
}

func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile(filepath.Join("testdata", "solution.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	o := parse(b, string(text))[0]
	b.ReportAllocs()
	for b.Loop() {
		Read(o)
	}
}
