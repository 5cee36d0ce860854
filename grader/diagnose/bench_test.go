package diagnose_test

import (
	"testing"

	"netpol-tutor/grader/diagnose"
)

// BenchmarkRun measures a wrong answer from its judgement to its diagnostics, and a
// right one, in the world of two namespaces and in the widest one.
func BenchmarkRun(b *testing.B) {
	for _, w := range worlds(b) {
		if w.name != "mill" && w.name != "harbour" {
			continue
		}
		right := w.right[0].text
		bench(b, w, "right", right)
		seen := map[string]bool{}
		for _, a := range w.wrong {
			if !seen[a.cause] {
				seen[a.cause] = true
				bench(b, w, a.cause, a.text)
			}
		}
	}
}

func bench(b *testing.B, w *world, name, text string) {
	b.Run(w.name+"/"+name, func(b *testing.B) {
		g := w.grade(text)
		in := diagnose.Input{Task: w.task, Files: g.files, Read: g.read, Judgement: g.judged}
		b.ReportAllocs()
		for b.Loop() {
			diagnose.Run(in)
		}
	})
}
