package manifest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"netpol-tutor/grader/diagnostic"
)

// marked is the text of a span.
func marked(text string, s diagnostic.Span) string {
	offset := func(p diagnostic.Position) int {
		at := 0
		for range p.Line - 1 {
			at = nextLine(text, at)
		}
		for range p.Column - 1 {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
		}
		return at
	}
	return text[offset(s.Start):offset(s.End)]
}

const head = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: np\n  namespace: space1\n"

func TestHelp(t *testing.T) {
	cases := []struct{ name, text, marks, help string }{
		{"tab", "a:\n\tb: c\n", "b: c", "spaces, not tabs"},
		{"at sign", "a: @b\n", "a: @b", "A value that starts with @ must stand in quotes."},
		{"fence", "```yaml\n" + head, "```yaml", "belongs to Markdown"},
		{"no space after the colon", "a:\n  b:c\n  d: e\n", "b:c", "A space must follow the colon."},
		{"no colon", "a:\n  b {}\n  d: e\n", "b {}", "The colon behind the key is missing."},
		{"two colons", "a: b: c\n", "a: b: c", "There are two colons"},
		{"too deep", "a: b\n  c: d\n", "c: d", "indented deeper"},
		{"no space after the dash", "a:\n  b:\n  -c\n", "-c", "A space must follow the dash."},
		{"misaligned key", "a:\n  b: c\n d: e\n", "d: e", "start in the same column"},
		{"misaligned item", "a:\n  - b\n - c\n", "- c", "This dash does not fit"},
		{"colon missing before a list", "a: b\nc\n  - d\ne: f\n", "c", "A key needs a colon"},
		{"colon missing at the last key", "a: b\nc d\ne: f\n", "c d", "A key needs a colon"},
		{"list behind its key", "a: - b\n", "a: - b", "lines of their own"},
		{"tab in a block scalar", "a: |\n\tb\n", "b", "spaces, not tabs"},
		{"tab before a key", "a: b\n\tc: d\n", "c: d", "spaces, not tabs"},
		{"bracket too many in a value", "a: ]\n", "]", "There is a ] too many"},
		{"comma too many", "a: [b,, c]\n", "a: [b,, c]", "There is a comma too many"},
		{"open bracket above a dash", "a:\n- [\n- b]\n", "-", "A bracket that is open above"},
		{"dash between brackets", "a: [- b]\n", "-", "Between brackets there are no dashes"},
		{"text behind a bracket", "a: [b] c\nd: e\n", "a: [b] c", "Nothing may follow the bracket"},
		{"text behind a bar", "a: | b\n", "a: | b", "A value that starts with | or >"},
		{"backslash in quotes", "a: \"\\d+\"\n", "a: \"\\d+\"", "a backslash is written twice"},
		{"exclamation mark", "a: !b!c\n", "a: !b!c", "A value that starts with ! must stand in quotes."},
		{"wrong tag", "a: !!int b\n", "!!int b", "leave the tag out"},
		{"merge of text", "a: b\n<<: c\n", "c", "another mapping"},
		{"unknown directive", "%X y\n---\na: b\n", "%X y", "Leave out the line that starts with %"},
		{"mapping as key", "a:\n  ? {b: c}\n  : d\n", "{b: c}", "A key is a plain word"},
		{"curly quotes", "a: b\n  \u201cc\u201d: d\n", "\u201cc\u201d: d", "There is a curly quote in this line"},
		{"byte order mark further down", "a: b\n  \ufeffc: d\n", "\ufeffc: d", "an invisible byte order mark"},
		{"unknown tag below the first line", "a: b\nc: !d!e f\n", "c: !d!e f", "starts with !"},
		{"line separator", "a:\n  b\u2028 c\n  d: e\n", "b", "There is a line separator in this line"},
		{"single quotes in JSON", "{\"apiVersion\": 'v1',\n", "'", "in double quotes"},
		{"text behind a quote", "a: \"b\" c\nd: e\n", "a: \"b\" c", "Nothing may follow the quote"},
		{"brace too many", "a: {}}\n", "a: {}}", "There is a } too many."},
		{"open bracket", "a: [b, c\nd: e\n", "[b, c", "a comma is missing, or the bracket that closes it"},
		{"open quote", "a: \"b\nc: d\n", "\"b", "never closed"},
		{"unknown alias", "a: *\nb: c\n", "a: *", "must stand in quotes"},
		{"alias of nothing", "a:\n  b: *x\n", "*x", "No &x stands above, so *x stands for nothing. If the * is meant as text, the value must stand in quotes."},
		{"alias of another document", "# &x marks\n" + head + "spec: &xy {podSelector: &x {}}\n---\n" + head + "spec: {podSelector: *x}\n", "*x", "what &x marks on line 7, but that is another document"},
		{"alias of what comes later", "a: *x\nb: &x c\n", "*x", "&x comes only on line 2"},
		{"template", "a:\n  b: {{ .c }}\n", "{ .c }", "of a template"},
		{"template above", "a: {{ .b }}-c\nd: e\n", "a: {{ .b }}-c", "of a template"},
		{"prompt", "$ cat np.yaml\n" + head, "$ cat np.yaml", "This line is a command"},
		{"line numbers", "1 " + head[:15] + "\n2 b: c\n3 d\n4  e: f\n", "4  e: f", "The number before each line"},
		{"signs of a diff", "+" + head[:15] + "\n+b: c\n+d\n+- e\n", "+- e", "belongs to a diff"},
		{"what kubectl describe prints", "Name:         np\nNamespace:    space1\nSpec:\n  To Port: a\n    b\n  c\n    d: e\n", "d: e", "kubectl get with -o yaml"},
		{"control character", "a: b\x07c\n", "\x07", "invisible control character"},
		{"non-breaking space", "a:\n  b:\u00a0c\n  d: e\n", "b:\u00a0c", "a non-breaking space"},
		{"merge conflict", "<<<<<<< HEAD\na: b\n", "<<<<<<< HEAD", "merge conflict"},
		{"text behind the separator", "--- a: b\n", "--- a: b", "Only a comment may stand behind ---"},
		{"JSON comma", "{\"a\": [1}", "}", "a comma is missing"},
		{"not a number", head + "spec: {podSelector: {}, x: .nan}\n", ".nan", "cannot be sent"},

		{"empty kind", "apiVersion: v1\nkind: \"\"\nmetadata: {name: a}\n", "\"\"", "kind is empty"},
		{"no time", strings.Replace(head, "name: np", "name: np\n  creationTimestamp: now", 1), "now", "the server fills it in"},
		{"plural kind", strings.Replace(head, "NetworkPolicy", "networkpolicies", 1), "networkpolicies", "Did you mean NetworkPolicy?"},
		{"number that is not whole", strings.Replace(head, "name: np", "name: np\n  generation: 1.5", 1), "1.5", "generation is a whole number."},
		{"list within a list", "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: List, items: []}\n", "{apiVersion: v1, kind: List, items: []}", "A List cannot hold another List."},
		{"items that are no list", "apiVersion: apps/v1\nkind: List\nitems: a\n", "a", "items is a list"},
		{"word among items", "apiVersion: apps/v1\nkind: List\nitems: [a]\n", "a", "An item of a List is an object."},
		{"group without version", strings.Replace(head, "/v1", "/", 1), "networking.k8s.io/", "networking.k8s.io/v1"},
		{"bytes that are no UTF-8", "\ufeffa: \xff\n", "\xff", "no UTF-8"},
		{"kind in capitals", strings.Replace(head, "kind", "Kind", 1), "apiVersion: networking.k8s.io/v1", "it is written kind"},
		{"part without kind", head + "spec: {}\n---\nspec: {}\n", "spec: {}", "does the line with --- above it belong there?"},
		{"a list of objects", "- " + strings.ReplaceAll(head, "\n", "\n  "), strings.TrimRight("- "+strings.ReplaceAll(head, "\n", "\n  "), " \n"), "this is a list of them"},
		{"number as a label", strings.Replace(head, "name: np", "name: np\n  labels: {v: 1}", 1), "1", "write \"1\""},
		{"version of another group", strings.Replace(head, "networking.k8s.io", "apps", 1), "apps/v1", "The apiVersion of a NetworkPolicy is networking.k8s.io/v1."},
		{"policy of a plugin", strings.Replace(head, "networking.k8s.io/v1", "projectcalico.org/v3", 1), "projectcalico.org/v3", "This is a policy of Calico"},
		{"field that breaks off", head + "spec:\n  podSelector: matchLab\n", "matchLab", "Did you mean matchLabels?"},
		{"label without a colon", head + "spec:\n  podSelector:\n    matchLabels:\n      app web\n", "app web", "between the two: app: web"},
		{"field with a part missing", head + "spec:\n  podSelector: {}\n  ingress: [{from: [{selector: {}}]}]\n", "selector", "Did you mean podSelector?"},
		{"abbreviated kind", strings.Replace(head, "NetworkPolicy", "NetPolicy", 1), "NetPolicy", "Did you mean NetworkPolicy?"},
		{"name beside metadata", "apiVersion: v1\nkind: ConfigMap\nmetadata:\nname: a\n", "metadata", "name belongs under metadata"},
		{"misspelt name", strings.Replace(head, "  name:", "  nmae:", 1), "metadata", "Did you mean name?"},

		{"misspelt field", head + "spec:\n  egres: []\n", "egres", "Did you mean egress?"},
		{"wrong case", head + "spec:\n  policytypes: []\n", "policytypes", "it is written policyTypes"},
		{"field of the level above", head + "spec:\n  egress:\n  - to:\n    - podSelector: {}\n      ports: []\n", "ports", "ports belongs in a rule"},
		{"field of the other direction", head + "spec:\n  ingress:\n  - to: []\n", "to", "A rule under ingress has from"},
		{"label without matchLabels", head + "spec:\n  podSelector:\n    app: web\n", "app", "stand under matchLabels"},
		{"glued dash", head + "spec:\n  egress:\n  -to:\n    - podSelector: {}\n", "-to", "A space must follow the dash."},
		{"policy's field in another kind", strings.Replace(head, "NetworkPolicy", "Ingress", 1) + "spec:\n  podSelector: {}\n", "podSelector", "is that the kind you mean?"},
		{"spec left out", strings.Replace(head, "  name", "  podSelector: {}\n  name", 1), "podSelector", "the line with spec: is missing"},
		{"field of nowhere in metadata", strings.Replace(head, "  name", "  initializers: {}\n  name", 1), "initializers", "What one writes under metadata"},
		{"field of nowhere in an owner", strings.Replace(head, "  name", "  ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: b, x: 1}]\n  name", 1), "x", ""},
		{"slip at the wrong level", head + "spec: {ipblock: {}}\n", "ipblock", "ipBlock belongs in an entry of to or from."},
		{"mapping for a list", head + "spec:\n  egress:\n    to: []\n", "to: []", "a dash belongs before its first key"},
		{"list for a mapping", head + "spec:\n  podSelector:\n  - matchLabels: {}\n", "- matchLabels: {}", "leave out the dash"},
		{"string for labels behind right ones", head + "spec: {ingress: [{from: [{podSelector: {matchLabels: {a: b}}}, {podSelector: {matchLabels: x}}]}]}\n", "x", "matchLabels holds further keys"},
		{"word among expressions", head + "spec: {podSelector: {matchExpressions: [{key: a, operator: Exists}, x]}}\n", "x", "An entry of this list has keys"},
		{"glued dash of a list", head + "spec:\n  ingress:\n  - from:\n      -podSelector: {}\n", "-podSelector: {}", "A space must follow the dash."},
		{"brackets for a mapping", head + "spec: {podSelector: {matchLabels: [a]}}\n", "[a]", "between { and } instead of [ and ]"},
		{"list in a list of words", head + "spec: {policyTypes: [[Egress]]}\n", "[Egress]", "a pair of brackets too many"},
		{"another kind's version", strings.Replace(strings.Replace(head, "NetworkPolicy", "Ingress", 1), "v1", "v1beta1", 1), "networking.k8s.io/v1beta1", "The apiVersion of an Ingress is"},
		{"key=value", head + "spec: {podSelector: app=web}\n", "app=web", "matchLabels: {app: web}"},
		{"boolean label", head + "spec: {podSelector: {matchLabels: {a: on}}}\n", "on", "write \"on\""},
		{"second of two ports", head + "spec: {egress: [{ports: [{port: 53}, {port: 53.5}]}]}\n", "53.5", "a whole number"},
		{"second of two labels", head + "spec: {podSelector: {matchLabels: {a: b, c: 1}}}\n", "1", "write \"1\""},
		{"label in the second peer", head + "spec: {egress: [{to: [{podSelector: {}}, {podSelector: {matchLabels: {a: 1}}}]}]}\n", "1", "write \"1\""},
		{"several ports in one", head + "spec: {egress: [{ports: [{port: [53, 80]}]}]}\n", "[53, 80]", "an entry of its own"},
		{"rules without their key", head + "spec:\n  policyTypes:\n  - Ingress\n  - from: []\n", "from: []", "the line with ingress: is missing above it"},
		{"type with a colon", head + "spec:\n  policyTypes:\n  - Egress:\n", "Egress:", "Leave out the colon"},

		{"lower-case type", head + "spec: {policyTypes: [egress]}\n", "egress", "it is written Egress"},
		{"stray dash among types", head + "spec:\n  policyTypes:\n  -\n", "-", "nothing behind this dash"},
		{"quoted port", head + "spec: {egress: [{ports: [{port: \"53\"}]}]}\n", "\"53\"", "A number stands without quotes."},
		{"range in one", head + "spec: {egress: [{ports: [{port: 80-90}]}]}\n", "80-90", "port: 80 and endPort: 90"},
		{"lower-case protocol", head + "spec: {egress: [{ports: [{port: 53, protocol: udp}]}]}\n", "udp", "it is written UDP"},
		{"address", head + "spec: {egress: [{to: [{ipBlock: {cidr: 10.0.0.1}}]}]}\n", "10.0.0.1", "10.0.0.1/32"},
		{"host bits", head + "spec: {egress: [{to: [{ipBlock: {cidr: 10.0.0.1/24}}]}]}\n", "10.0.0.1/24", "Did you mean 10.0.0.0/24"},
		{"mapped address", head + "spec: {egress: [{to: [{ipBlock: {cidr: \"::ffff:10.0.0.0/104\"}}]}]}\n", "\"::ffff:10.0.0.0/104\"", "an address of IPv4: 10.0.0.0/8"},
		{"empty port", head + "spec: {egress: [{ports: [{port: \"\"}]}]}\n", "\"\"", "The name of a port is made of"},
		{"label prefix", head + "spec: {podSelector: {matchLabels: {A_/b: c}}}\n", "A_/b", "a domain, such as example.com"},
		{"finalizer", strings.Replace(head, "  name", "  finalizers: [a/b/c]\n  name", 1), "[a/b/c]", "A finalizer has a domain in front"},
		{"null selector", head + "spec:\n  egress:\n  - to:\n    - podSelector:\n", "podSelector:", "podSelector: {}"},
		{"one bad label of two", head + "spec: {podSelector: {matchLabels: {a: b, c: d e}}}\n", "d e", "A label is made of"},
		{"operator", head + "spec: {podSelector: {matchExpressions: [{key: a, operator: in, values: [b]}]}}\n", "in", "it is written In"},
		{"namespace", strings.Replace(head, "space1", "Space1", 1) + "spec: {}\n", "Space1", "it is written space1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := Read([]Source{{"np.yaml", c.text}}, Options{Namespaces: []string{"default", "space1", "space2"}})
			if len(r.Refusals) != 1 {
				t.Fatalf("%d refusals: %s", len(r.Refusals), r.Stderr)
			}
			ref := r.Refusals[0]
			if got := marked(c.text, ref.Span); got != c.marks {
				t.Errorf("marks %q, want %q (%s)", got, c.marks, ref.Message)
			}
			if !strings.Contains(ref.Help, c.help) {
				t.Errorf("help %q, want %q", ref.Help, c.help)
			}
		})
	}
}

func TestNearName(t *testing.T) {
	fields := []string{"egress", "ingress", "podSelector", "policyTypes", "namespaceSelector", "metadata", "port"}
	cases := []struct{ wrote, want string }{
		{"Egress", "egress"}, {"egres", "egress"}, {"ergess", "egress"}, {"selector", "podSelector"}, {"nsSelector", "namespaceSelector"},
		{"policyType", "policyTypes"}, {"data", ""}, {"x", ""}, {"", ""}, {"targetPort", "port"}, {"enabled", ""}, {"poort", "port"},
	}
	for _, c := range cases {
		if got := nearName(c.wrote, fields); got != c.want {
			t.Errorf("nearName(%q) = %q, want %q", c.wrote, got, c.want)
		}
	}
}
