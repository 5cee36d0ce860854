package render

import (
	"strings"
	"testing"
	"time"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

const forgotten = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: np-space1
  namespace: space1
spec:
  policyTypes:
  - Egress
  egress:
  - to:
    - namespaceSelector: {}
`

func span(line, from, to int) diagnostic.Span {
	return diagnostic.Span{
		File:  "np.yaml",
		Start: diagnostic.Position{Line: line, Column: from},
		End:   diagnostic.Position{Line: line, Column: to},
	}
}

func sample() diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code:    "dns-egress-missing",
		Message: "pods in space1 can no longer look up names",
		Span:    span(9, 3, 9),
		Labels: []diagnostic.Label{
			{Span: span(9, 3, 9), Text: "and no rule here allows port 53"},
			{Span: span(8, 5, 11), Text: "isolates every pod in space1: only what a rule allows may leave"},
		},
		Sight: &diagnostic.Sight{
			Output: "wget: bad address 'microservice1.space2'\n",
			After:  20 * time.Second,
			Ways: []diagnostic.Way{
				{Hops: []diagnostic.Hop{{From: "app1-0", To: "kube-dns 10.96.0.10, UDP 53", Note: "egress of space1/np-space1"}}},
				{Note: "by address it works", Hops: []diagnostic.Hop{{From: "app1-0", To: "microservice1-0:80", Open: true}}},
			},
		},
		Fix: &diagnostic.Fix{
			Message: "Add a rule for DNS.",
			File:    "np.yaml",
			Patched: forgotten + "  - ports:\n    - {protocol: UDP, port: 53}\n    - {protocol: TCP, port: 53}\n",
			Mends:   3, Passes: true,
		},
	}
}

// TestNothingToSee: a command that prints nothing is told of in words, not by a blank.
func TestNothingToSee(t *testing.T) {
	for _, output := range []string{"", "\n"} {
		got := Text(Sight(diagnostic.Sight{Output: output, After: 4 * time.Second}, 80))
		if want := "you would see    nothing: the command prints no line   (after 4 seconds)"; !strings.Contains(got, want) {
			t.Errorf("%q is shown as %q", output, got)
		}
	}
}

func TestDiagnosticShowsWhereAndWhyAndWhatToDo(t *testing.T) {
	got := Text(Diagnostic(sample(), []manifest.Source{{Name: "np.yaml", Text: forgotten}}, 100))
	want := `dns-egress-missing: pods in space1 can no longer look up names
  np.yaml:9
   7 │   policyTypes:
   8 │   - Egress
     │     ────── isolates every pod in space1: only what a rule allows may leave
   9 │   egress:
     │   ────── and no rule here allows port 53

  you would see    wget: bad address 'microservice1.space2'   (after 20 seconds)
  the way it took  app1-0 ──▶ kube-dns 10.96.0.10, UDP 53 ──✗ egress of space1/np-space1
                   by address it works: app1-0 ──▶ microservice1-0:80

  one change that  Add a rule for DNS.
  mends it               - namespaceSelector: {}
                   +   - ports:
                   +     - {protocol: UDP, port: 53}
                   +     - {protocol: TCP, port: 53}
                   tried: with it every check holds
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDiagnosticKeepsToItsWidth(t *testing.T) {
	for _, width := range []int{58, 78, 118} {
		for _, l := range Diagnostic(sample(), []manifest.Source{{Name: "np.yaml", Text: forgotten}}, width) {
			if l.Width() > width {
				t.Errorf("width %d: %d cells: %q", width, l.Width(), l)
			}
		}
	}
}

func TestExcerptCountsCellsNotBytes(t *testing.T) {
	text := "# 日本\tx: y\n"
	label := diagnostic.Label{Span: span(1, 6, 7), Text: "here"}
	got := Text(excerpt(text, []diagnostic.Label{label}, 80))
	want := "  1 │ # 日本→ x: y\n    │         ─ here\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDiagnosticIsClean(t *testing.T) {
	d := sample()
	evil := "\x1b]52;c;aGk=\a\x1b[2J\u202e"
	d.Message, d.Help, d.Sight.Output = evil, evil, evil
	d.Labels[0].Text, d.Fix.Message, d.Fix.Patched = evil, evil, forgotten+evil
	d.Sight.Ways[0].Hops[0].To = evil
	got := Text(Diagnostic(d, []manifest.Source{{Name: "np.yaml", Text: evil + forgotten}}, 80))
	if strings.ContainsFunc(got, acts) {
		t.Errorf("escape sequences reach the terminal: %q", got)
	}
}

func TestDiffLinesCountsWholeLines(t *testing.T) {
	cases := []struct{ name, before, after, want string }{
		{"added between", "a\nb\nc\n", "a\nx\nb\nc\n", "  a\n+ x\n  b\n"},
		{"added at the end", "a\nb\n", "a\nb\nx\n", "  b\n+ x\n"},
		{"added behind a last line without a break", "a\nb", "a\nb\nx\n", "  b\n+ x\n"},
		{"added lines that look alike", "- p: 53\n---\n", "- p: 53\n- p: 54\n---\n", "  - p: 53\n+ - p: 54\n  ---\n"},
		{"removed", "a\nb\nc\nd\n", "a\nd\n", "  a\n- b\n- c\n  d\n"},
		{"changed", "a\nb\nc\n", "a\nB\nc\n", "  a\n- b\n+ B\n  c\n"},
		{"far apart", "a\n1\n2\n3\n4\nb\n", "A\n1\n2\n3\n4\nB\n", "- a\n+ A\n  1\n⋮\n  4\n- b\n+ B\n"},
		{"nothing", "a\n", "a\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Text(DiffLines(c.before, c.after)); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}
