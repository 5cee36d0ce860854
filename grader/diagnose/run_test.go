package diagnose_test

import (
	"slices"
	"strings"
	"testing"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

func find(t *testing.T, name string) *world {
	t.Helper()
	all := worlds(t)
	i := slices.IndexFunc(all, func(w *world) bool { return w.name == name })
	if i < 0 {
		t.Fatalf("no world %s", name)
	}
	return all[i]
}

func codes(all []diagnostic.Diagnostic) string {
	var words []string
	for _, d := range all {
		words = append(words, d.Code)
	}
	return strings.Join(words, " ")
}

// TestTwoMistakes: two independent mistakes are two diagnostics, in the order of
// teaching, and the last fix says how to mend both.
func TestTwoMistakes(t *testing.T) {
	w := find(t, "mill")
	solution := w.right[0].text
	cases := []struct {
		name, want string
		edits      []string // old, new, old, new ...
	}{
		{"lookups and a guessed label", "namespace-label-guess dns-udp-only", []string{
			"    - protocol: TCP\n      port: 53\n", "", "kubernetes.io/metadata.name: mill", "name: mill"}},
		{"misplaced, and lookups forgotten", "policy-in-wrong-namespace dns-udp-only", []string{
			"  namespace: mill\n", "", "    - protocol: TCP\n      port: 53\n", ""}},
		{"a refused document, and lookups over UDP only", "unknown-field dns-udp-only", []string{
			"podSelector: {}\n  policyTypes:\n  - Ingress", "podselector: {}\n  policyTypes:\n  - Ingress", "    - protocol: TCP\n      port: 53\n", ""}},
		{"a guessed label, in the rule in which lookups are caught", "namespace-label-guess dns-nested-in-app-rule", []string{
			"kubernetes.io/metadata.name: store\n  - ports:\n", "name: store\n    ports:\n", "    - protocol: TCP\n      port: 53\n", ""}},
		{"a label guessed at both ends, and lookups forgotten", "namespace-label-guess dns-egress-missing", []string{
			"kubernetes.io/metadata.name: store\n  - ports:\n    - protocol: UDP\n      port: 53\n    - protocol: TCP\n      port: 53\n", "name: store\n",
			"kubernetes.io/metadata.name: mill", "name: mill"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := solution
			for i := 0; i < len(c.edits); i += 2 {
				if !strings.Contains(text, c.edits[i]) {
					t.Fatalf("no %q", c.edits[i])
				}
				text = strings.Replace(text, c.edits[i], c.edits[i+1], 1)
			}
			g := w.grade(text)
			found := w.diagnose(g)
			if codes(found) != c.want {
				t.Errorf("told %s, want %s\n%s", codes(found), c.want, told(found))
			}
			for _, d := range found {
				if d.Fix == nil {
					t.Errorf("%s: no fix", d.Code)
					continue
				}
				w.checkFix(t, g, *d.Fix)
			}
		})
	}
}

// TestFiles: places and fixes belong to the file that the policy is in.
func TestFiles(t *testing.T) {
	w := find(t, "mill")
	leave, enter, _ := strings.Cut(w.right[0].text, "---\n")
	enter = strings.Replace(enter, "kubernetes.io/metadata.name: mill", "name: mill", 1)
	files := []manifest.Source{{Name: "leave.yaml", Text: leave}, {Name: "enter.yaml", Text: enter}}
	read := w.task.Read(files)
	found := diagnose.Run(diagnose.Input{Task: w.task, Files: files, Read: read, Judgement: w.task.Judge(task.Of(read))})
	if codes(found) != "namespace-label-guess" {
		t.Fatalf("told %s", told(found))
	}
	d := found[0]
	if d.Span.File != "enter.yaml" || d.Fix == nil || d.Fix.File != "enter.yaml" || !d.Fix.Passes {
		t.Errorf("%+v, fix %+v", d.Span, d.Fix)
	}
	line := strings.Split(enter, "\n")[d.Span.Start.Line-1]
	if !strings.Contains(line, "name: mill") {
		t.Errorf("the place is %q", line)
	}
}

// TestSight: what a learner would see of a name that does not resolve, beside the
// same connection by address.
func TestSight(t *testing.T) {
	w := find(t, "mill")
	text := strings.Replace(w.right[0].text, "  - ports:\n    - protocol: UDP\n      port: 53\n    - protocol: TCP\n      port: 53\n", "", 1)
	found := w.diagnose(w.grade(text))
	if len(found) != 1 || found[0].Sight == nil {
		t.Fatalf("told %s", told(found))
	}
	d, sight := found[0], found[0].Sight
	if !strings.Contains(sight.Output, "bad address 'flour.store") || sight.After == 0 || !strings.HasPrefix(sight.Command, "wget") {
		t.Errorf("sight %+v", sight)
	}
	if len(sight.Ways) != 2 || sight.Ways[1].Note != "by address it works" || sight.Ways[0].Hops[len(sight.Ways[0].Hops)-1].Open {
		t.Errorf("ways %+v", sight.Ways)
	}
	want := []string{"isolates every pod in mill: only what a rule allows may leave", "and no rule here allows port 53"}
	for i, l := range d.Labels {
		if i >= len(want) || l.Text != want[i] {
			t.Errorf("label %q", l.Text)
		}
	}
	if !d.Fix.Only || !d.Fix.Passes || d.Fix.Mends != 4 {
		t.Errorf("fix %+v", d.Fix)
	}
}

// TestRemarks: what passes is never an error, but a word on pods of tomorrow is welcome.
func TestRemarks(t *testing.T) {
	w := find(t, "mill")
	solution := w.right[0].text
	cases := []struct{ name, text, want string }{
		{"as the task has it", solution, ""},
		{"only the pods of today", strings.Replace(solution, "podSelector: {}", "podSelector: {matchLabels: {app: grinder}}", 1), "relies-on-today"},
		{"pods of any namespace", strings.Replace(solution, "        matchLabels:\n          kubernetes.io/metadata.name: mill\n",
			"        matchExpressions:\n        - {key: kubernetes.io/metadata.name, operator: NotIn, values: [default, kube-system, store]}\n", 1), "wider-than-needed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := w.grade(c.text)
			if !g.passed() {
				t.Fatalf("does not pass: %s", told(w.diagnose(g)))
			}
			found := w.diagnose(g)
			if codes(found) != c.want {
				t.Errorf("told %s, want %s", told(found), c.want)
			}
			for _, d := range found {
				if d.Severity != diagnostic.Remark || !d.Span.Known() || d.Policy == "" {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}
