package diagnose_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/diagnostic"
)

// TestHostNames: a name where an address range belongs is answered with who it names.
func TestHostNames(t *testing.T) {
	const log, pilots = "    - podSelector: {matchLabels: {app: log}}\n", "        cidr: 203.0.113.0/24\n"
	named := func(name string) string { return "    - ipBlock: {cidr: " + name + "}\n" }
	cases := []struct {
		name, old, slip string
		fix             string
		passes          bool
	}{
		{"a Service of the namespace", log, named("log"), "a selector for quay/log-0 instead of the name", true},
		{"its full name", log, named("log.quay.svc.cluster.local"), "a selector for quay/log-0 instead of the name", true},
		{"with a port", log, named("'log.quay.svc:8125'"), "a selector for quay/log-0 instead of the name", true},
		{"a pod", log, named("log-0"), "a selector for quay/log-0 instead of the name", true},
		{"under another key", log, "    - host: log.quay\n", "a selector for quay/log-0 instead of the name", true},
		{"a host outside", pilots, "        cidr: pilots.example\n", "203.0.113.0/24 instead of the name", true},
		{"in a URL", pilots, "        cidr: https://pilots.example/board\n", "203.0.113.0/24 instead of the name", true},
		{"below a name that is known", pilots, "        cidr: WWW.pilots.example.\n", "203.0.113.0/24 instead of the name", true},
		{"a pod without labels", log, log + named("buoy-0.sea"), "the name left out", true},
		{"nobody", log, log + named("nobody.example"), "the name left out", true},
	}
	w := find(t, "harbour")
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(w.right[0].text, c.old, c.slip, 1)
			g := w.grade(text)
			found := w.diagnose(g)
			if len(found) != 1 || found[0].Code != "fqdn-in-policy" || found[0].Fix == nil {
				t.Fatalf("told %s\n%s", told(found), text)
			}
			if f := found[0].Fix; f.Message != c.fix || f.Passes != c.passes {
				t.Errorf("fix %q, passes %t, want %q, %t", f.Message, f.Passes, c.fix, c.passes)
			}
			w.checkFix(t, g, *found[0].Fix)
		})
	}
}

// TestAlikeRefusals: the same slip in every document is told once, with one repair for all.
func TestAlikeRefusals(t *testing.T) {
	w := find(t, "mill")
	text := strings.ReplaceAll(w.right[0].text, "networking.k8s.io/v1", "v1")
	g := w.grade(text)
	found := w.diagnose(g)
	if len(found) != 1 || found[0].Code != "wrong-api-version" || found[0].Fix == nil || !found[0].Fix.Passes {
		t.Fatalf("told %s\n%s", told(found), text)
	}
	if documents := len(g.read.Refusals); documents < 2 || len(found[0].Labels) != documents {
		t.Errorf("%d places for %d documents", len(found[0].Labels), documents)
	}
	w.checkFix(t, g, *found[0].Fix)
}

// TestOpenHole: a hole is told as such, and nothing else of the text.
func TestOpenHole(t *testing.T) {
	w := find(t, "mill")
	holed := *w.task
	holed.Hole = "___"
	text := strings.Replace(w.right[0].text, "port: 53", "port: ___", 1)
	g := w.grade(text)
	found := diagnose.Run(diagnose.Input{Task: &holed, Files: g.files, Read: g.read, Judgement: g.judged})
	if len(found) != 1 || found[0].Code != "hole-left" || found[0].Severity != diagnostic.Error {
		t.Fatalf("told %s", told(found))
	}
	if line := 1 + strings.Count(text[:strings.Index(text, "___")], "\n"); found[0].Span.Start.Line != line {
		t.Errorf("in line %d, want %d", found[0].Span.Start.Line, line)
	}
}

// TestItemForEach: a key written twice for two things is answered with an item for each.
func TestItemForEach(t *testing.T) {
	w := find(t, "harbour")
	const whole = "        cidr: 192.0.2.0/24\n        except:\n        - 192.0.2.128/25\n"
	g := w.grade(strings.Replace(w.right[0].text, whole, "        cidr: 192.0.2.0/26\n        cidr: 192.0.2.64/26\n", 1))
	found := w.diagnose(g)
	if len(found) == 0 || found[0].Code != "duplicate-key" || found[0].Fix == nil {
		t.Fatalf("told %s", told(found))
	}
	if f := found[0].Fix; f.Message != "an item for each" || !f.Passes {
		t.Errorf("fix %q, passes %t", f.Message, f.Passes)
	}
	w.checkFix(t, g, *found[0].Fix)
}

// TestLookupsAreShownByLookups: where names do not resolve the example is a call by name,
// whatever else is open by the same slip.
func TestLookupsAreShownByLookups(t *testing.T) {
	w := find(t, "mill")
	text := w.right[0].text
	const dns = "  - ports:\n    - protocol: UDP\n      port: 53\n    - protocol: TCP\n      port: 53\n"
	if !strings.Contains(text, dns) {
		t.Fatalf("no rule for DNS in\n%s", text)
	}
	found := w.diagnose(w.grade(strings.Replace(text, dns, "", 1) + dns))
	if len(found) == 0 || found[0].Code != "dns-in-wrong-policy" || found[0].Sight == nil {
		t.Fatalf("told %s", told(found))
	}
	if s := found[0].Sight; !strings.Contains(s.Output, "bad address") {
		t.Errorf("%s shows %q", s.Command, s.Output)
	}
}
