package recall

import (
	"testing"
	"time"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/lessons/progress"
)

// BenchmarkDeck reads what is due of somebody who has missed every cause there is.
func BenchmarkDeck(b *testing.B) {
	d := testDesk(b, func() time.Time { return monday.AddDate(0, 0, 1) })
	for _, cause := range diagnose.Causes() {
		record(b, d, "space1-space2", progress.Event{At: monday, Kind: progress.Submitted, Cause: cause})
	}
	b.ResetTimer()
	for b.Loop() {
		if len(d.Deck().Due()) < 40 {
			b.Fatal("little is due")
		}
	}
}
