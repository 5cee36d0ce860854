package diagnose_test

import (
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
