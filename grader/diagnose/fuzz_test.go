package diagnose_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnostic"
)

// FuzzDiagnose hands in any text: whatever it is, there is an answer, and what the
// answer offers does what it says.
func FuzzDiagnose(f *testing.F) {
	all := worlds(f)
	for _, w := range all {
		for _, a := range append(w.right, w.wrong...) {
			f.Add(a.text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := all[len(text)%len(all)]
		g := w.grade(text)
		for _, d := range w.diagnose(g) {
			if g.passed() && d.Severity == diagnostic.Error {
				t.Errorf("passes, and is told %s: %s", d.Code, d.Message)
			}
			if d.Fix != nil {
				if why := w.faultOf(g, *d.Fix); why != "" {
					t.Errorf("fix of %s %s\n%s", d.Code, why, d.Fix.Patched)
				}
			}
		}
	})
}

// TestLineEnds: whichever line ends a text has, what is offered does what it says, and
// uses no other ends.
func TestLineEnds(t *testing.T) {
	for name, end := range map[string]string{"carriage return": "\r", "both": "\r\n"} {
		for _, w := range worlds(t) {
			for _, a := range w.wrong {
				t.Run(name+"/"+w.name+"/"+a.cause+"/"+a.name, func(t *testing.T) {
					g := w.grade(strings.ReplaceAll(a.text, "\n", end))
					for _, d := range w.diagnose(g) {
						if d.Fix == nil {
							continue
						}
						w.checkFix(t, g, *d.Fix)
						if text := strings.ReplaceAll(d.Fix.Patched, end, ""); end == "\r\n" && strings.Contains(text, "\n") {
							t.Errorf("%s: a line ends otherwise than the others\n%q", d.Code, d.Fix.Patched)
						}
					}
				})
			}
		}
	}
}
