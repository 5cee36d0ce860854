package lessons

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// BenchmarkWrong grades all known wrong answers of the first lesson that people meet
// whole, and of the largest one. Beside the time for all of them it reports the
// milliseconds of the slowest one, with the search for repairs and for its judgement
// alone: the quickest of the runs, for others are busy on the machine as well.
func BenchmarkWrong(b *testing.B) {
	catalogue, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	for _, l := range []*Lesson{lesson(b, catalogue, "space1-space2"), largest(catalogue)} {
		t, err := l.Task()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(l.ID, func(b *testing.B) { benchWrong(b, t, l.Wrong()) })
	}
}

func lesson(b *testing.B, c *Catalogue, id string) *Lesson {
	all := c.Lessons()
	i := slices.IndexFunc(all, func(l *Lesson) bool { return l.ID == id })
	if i < 0 {
		b.Fatalf("no lesson %s", id)
	}
	return all[i]
}

// largest is the lesson whose solution is longest.
func largest(c *Catalogue) *Lesson {
	return slices.MaxFunc(c.Lessons(), func(a, b *Lesson) int {
		return cmp.Compare(len(a.Model().Text), len(b.Model().Text))
	})
}

func benchWrong(b *testing.B, t *task.Compiled, wrong []Wrong) {
	graded := make([]time.Duration, len(wrong))
	judged := make([]time.Duration, len(wrong))
	for b.Loop() {
		for i, w := range wrong {
			files := []manifest.Source{{Name: w.File, Text: w.Text}}
			keepLess(&judged[i], func() { t.Judge(task.Of(t.Read(files))) })
			keepLess(&graded[i], func() { grader.Grade(t, grader.Submission{Name: w.File, Files: files}) })
		}
	}
	for unit, times := range map[string][]time.Duration{"ms/worst": graded, "ms/worst-judged": judged} {
		worst := slices.Max(times)
		b.ReportMetric(float64(worst.Microseconds())/1000, unit)
		b.Logf("%s: %s", unit, wrong[slices.Index(times, worst)].File)
	}
}

func keepLess(least *time.Duration, do func()) {
	begin := time.Now()
	do()
	if took := time.Since(begin); *least == 0 || took < *least {
		*least = took
	}
}
