package diagnose_test

import (
	"fmt"
	"strings"
	"testing"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/diagnostic"
)

// TestCauses holds every wrong answer to its primary cause, and its fix to passing.
func TestCauses(t *testing.T) {
	for _, w := range worlds(t) {
		for _, a := range w.wrong {
			t.Run(w.name+"/"+a.cause+"/"+a.name, func(t *testing.T) {
				g := w.grade(a.text)
				if g.passed() {
					t.Fatal("the answer passes")
				}
				found := w.diagnose(g)
				if len(found) == 0 {
					t.Fatal("no diagnostic")
				}
				if found[0].Severity != diagnostic.Error {
					t.Errorf("a %s comes first", found[0].Severity)
				}
				if found[0].Code != a.cause {
					t.Errorf("primary cause %s, want %s\n%s", found[0].Code, a.cause, told(found))
				}
				if _, known := diagnose.Explain(found[0].Code); !known {
					t.Errorf("no page explains %s", found[0].Code)
				}
				if len(found) > 3 {
					t.Errorf("%d diagnostics", len(found))
				}
				for i, d := range found {
					check(t, d)
					if d.Fix != nil {
						w.checkFix(t, g, *d.Fix)
						if i == 0 && !d.Fix.Passes && len(found) == 1 {
							t.Errorf("fix does not pass: %s", d.Fix.Message)
						}
					} else if a.cause != "nothing-applied" && d.Severity == diagnostic.Error {
						t.Errorf("%s: no fix", d.Code)
					}
				}
			})
		}
	}
}

// check holds a diagnostic to its form.
func check(t *testing.T, d diagnostic.Diagnostic) {
	t.Helper()
	if d.Severity != diagnostic.Error && d.Severity != diagnostic.Warning {
		t.Errorf("%s: severity %s", d.Code, d.Severity)
	}
	if d.Message == "" || d.Help == "" || strings.HasSuffix(d.Message, ".") || strings.Contains(d.Message, "\n") {
		t.Errorf("%s: message %q, help %q", d.Code, d.Message, d.Help)
	}
	for _, l := range d.Labels {
		if !l.Span.Known() || l.Text == "" {
			t.Errorf("%s: label %v %q", d.Code, l.Span, l.Text)
		}
	}
	if strings.Contains(d.Message, "%!") || d.Fix != nil && strings.Contains(d.Fix.Message, "%!") {
		t.Errorf("%s: %q", d.Code, d.Message)
	}
}

// TestRightAnswers makes sure that nothing right is called wrong.
func TestRightAnswers(t *testing.T) {
	for _, w := range worlds(t) {
		for _, a := range w.right {
			t.Run(w.name+"/"+a.name, func(t *testing.T) {
				g := w.grade(a.text)
				if !g.passed() {
					t.Fatalf("the answer does not pass: %s\n%+v\n%s", g.read.Stderr, g.judged.Bounds, told(w.diagnose(g)))
				}
				for _, d := range w.diagnose(g) {
					if d.Severity == diagnostic.Error {
						t.Errorf("%s: %s", d.Code, d.Message)
					}
				}
			})
		}
	}
}

func told(all []diagnostic.Diagnostic) string {
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "%s %s: %s (%s %v)\n", d.Severity, d.Code, d.Message, d.Policy, d.Span.Start)
		for _, l := range d.Labels {
			fmt.Fprintf(&b, "   %v %s\n", l.Span.Start, l.Text)
		}
		if d.Fix != nil {
			fmt.Fprintf(&b, "   fix: %s (mends %d, passes %v, only %v)\n%s\n", d.Fix.Message, d.Fix.Mends, d.Fix.Passes, d.Fix.Only, d.Fix.Patched)
		}
	}
	return b.String()
}
