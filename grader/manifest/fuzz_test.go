package manifest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netpol-tutor/grader/diagnostic"
)

// checkResult holds what is true of every result, whatever was read.
func checkResult(t *testing.T, text string, r *Result) {
	t.Helper()
	if (r.ExitCode == 0) != (len(r.Refusals) == 0) && len(r.Objects) > 0 {
		t.Errorf("exit code %d with %d refusals", r.ExitCode, len(r.Refusals))
	}
	for _, ref := range r.Refusals {
		if !strings.Contains(r.Stderr, ref.Message) {
			t.Errorf("%q is not in %q", ref.Message, r.Stderr)
		}
		checkSpan(t, text, ref.Span)
		for _, c := range ref.Causes {
			checkSpan(t, text, c.Span)
		}
	}
	for _, w := range r.Warnings {
		checkSpan(t, text, w.Span)
	}
	for _, o := range r.Objects {
		for _, path := range []string{"", "spec", "spec.egress[0].ports[1].port", "metadata.labels[a.b/c]", "[", ".", "spec..", "[9999999999999999999]"} {
			checkSpan(t, text, o.Span(path))
			checkSpan(t, text, o.KeySpan(path))
		}
		if o.Kind == "NetworkPolicy" && o.APIVersion == "networking.k8s.io/v1" && o.Policy() == nil {
			t.Errorf("a policy without a type")
		}
	}
}

func checkSpan(t *testing.T, text string, s diagnostic.Span) {
	t.Helper()
	lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
	if !s.Known() || s.Start.Line > s.End.Line || s.Start.Line == s.End.Line && s.Start.Column > s.End.Column || s.End.Line > lines {
		t.Errorf("span %v of a text of %d lines", s, lines)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"validation", "variations"} {
		for i, r := range readTruth(f, "testdata/"+name+".jsonl") {
			if len(r.Input) < 10_000 && i%4 == 0 {
				f.Add(r.Input)
			}
		}
	}
	for _, s := range hostile(100) {
		f.Add(s)
	}
	existing := Read([]Source{{"before.yaml", ordinary}}, Options{}).Objects
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		files := []Source{{"np.yaml", text}}
		checkResult(t, text, Read(files, Options{Namespaces: []string{"default", "space1"}}))
		checkResult(t, text, Read(files, Options{Existing: existing}))
		checkResult(t, text, Read(files, Options{AnyKind: true, Limits: Limits{Bytes: 1 << 20, Documents: 1000, Depth: 100, Nodes: 100_000}}))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %v for %d bytes", took, len(text))
		}
	})
}

// hostile are texts that would cost much more than their size if nobody stopped them.
func hostile(n int) map[string]string {
	laughs := "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
	merges := "m0: &m0 {k: v}\n"
	for i := 1; i < 30; i++ {
		a, b := string(rune('a'+i-1)), string(rune('a'+i))
		laughs += strings.NewReplacer("A", a+"0", "B", b+"0").Replace("B: &B [*A, *A, *A, *A, *A, *A, *A, *A, *A]\n")
		merges += strings.NewReplacer("A", a+"m", "B", b+"m").Replace("mB: &B {<<: [*A, *A, *A, *A, *A]}\n")
	}
	merges = strings.Replace(merges, "m0: &m0", "ma: &am", 1)
	return map[string]string{
		"billion laughs":       laughs,
		"merged laughs":        merges,
		"open brackets":        strings.Repeat("[", n*10),
		"open braces":          "a: " + strings.Repeat("{a: ", n*10),
		"dashes":               strings.Repeat("- ", n*10),
		"indentation":          indented(n),
		"long line":            "a: " + strings.Repeat("x", n*100),
		"long key":             strings.Repeat("x", n*100) + ": a",
		"many documents":       strings.Repeat("a: b\n---\n", n*10),
		"many keys":            strings.Repeat("a: b\n", n*10),
		"many items":           "a: [" + strings.Repeat("a,", n*10) + "]",
		"many anchors":         strings.Repeat("- &a [*a]\n", n),
		"open quote":           "a: \"" + strings.Repeat("\\\n", n*10),
		"colons":               strings.Repeat("a: ", n*10),
		"question marks":       strings.Repeat("? ", n*10),
		"tags":                 strings.Repeat("!t &a\n", n*10),
		"block scalars":        strings.Repeat("a: |\n", n*10),
		"empty lines":          "a: |\n" + strings.Repeat("\n", n*100),
		"comments":             strings.Repeat("#\n", n*100),
		"json":                 strings.Repeat(`{"a":`, n*10),
		"separators":           strings.Repeat("---\n", n*100),
		"flow over lines":      "a: [" + strings.Repeat("\n", n*100) + "]",
		"plain over lines":     "a:\n" + strings.Repeat("  b\n", n*100),
		"unicode line ends":    "a:\n" + strings.Repeat("  b\u2028", n*10),
		"line ends in quotes":  "a: \"" + strings.Repeat("\n", n*500),
		"line ends in a value": "a: b" + strings.Repeat("\n", n*500) + " c: d",
		"bad values":           head + "spec: {egress: [{ports: [" + strings.Repeat("{port: 0}, ", n*10) + "]}]}",
		"bad labels":           head + "spec: {podSelector: {matchLabels: {" + badLabels(n*10) + "}}}",
		"unknown fields":       head + "spec: {" + badLabels(n*10) + "}",
		"long unknown field":   head + "spec: {" + strings.Repeat("x", n*500) + ": 1}",
		"rules in vain":        head + "spec: {egress: [" + strings.Repeat("~,", n*10) + "]}",
		"carriage returns":     strings.Repeat("a: b\r", n*10),
		"byte order marks":     strings.Repeat("\ufeff", n*10),
		"keys of one mapping":  "a: {" + strings.Repeat("k: v, ", n*10) + "}",
	}
}

func badLabels(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "-%d: -, ", i)
	}
	return b.String()
}

func indented(n int) string {
	var b strings.Builder
	for i := range min(n, 1000) {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

const ordinary = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: np
  namespace: space1
spec:
  podSelector: {}
  egress:
  - ports:
    - port: 53
`

func TestHostileTextIsRefusedSoon(t *testing.T) {
	for name, text := range hostile(1000) {
		t.Run(name, func(t *testing.T) {
			done := make(chan *Result, 1)
			go func() { done <- Read([]Source{{"np.yaml", text + "\n---\n" + ordinary}}, Options{}) }()
			select {
			case r := <-done:
				checkResult(t, text+"\n---\n"+ordinary, r)
				if harmless := slices.Contains([]string{"comments", "separators", "rules in vain"}, name); (r.ExitCode == 0) != harmless {
					t.Errorf("accepted: %s", r.Stdout)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("still reading")
			}
		})
	}
}
