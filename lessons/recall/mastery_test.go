package recall

import (
	"testing"
	"time"

	"netpol-tutor/lessons/progress"
)

func TestMastery(t *testing.T) {
	const half = "Passed at once and without help. Once more like that on another day, and the lesson is mastered."
	pass := progress.Event{Kind: progress.Submitted, Passed: true}
	fail := progress.Event{Kind: progress.Submitted, Cause: "half-solution"}
	hint := progress.Event{Kind: progress.Hinted, Hint: 1}
	cases := []struct {
		name, lesson string
		days         [][]progress.Event
		want         string
	}{
		{"at once", "space1-space2", [][]progress.Event{{pass}}, half},
		{"twice on one day", "space1-space2", [][]progress.Event{{pass, pass}}, half},
		{"on two days", "space1-space2", [][]progress.Event{{pass}, {pass}}, "Mastered: passed at once and without help on 2 days."},
		{"after failing", "space1-space2", [][]progress.Event{{fail, pass}}, ""},
		{"with a hint", "space1-space2", [][]progress.Event{{hint, pass}}, ""},
		{"with a hint, on the second day", "space1-space2", [][]progress.Event{{pass}, {hint, pass}}, ""},
		{"a twin", "readers-and-archive", [][]progress.Event{{pass}}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			day := 0
			d := testDesk(t, func() time.Time { return monday.AddDate(0, 0, day) })
			for _, events := range c.days {
				for _, e := range events {
					record(t, d, c.lesson, e)
				}
				day++
			}
			l, _ := d.Catalogue.Find(c.lesson)
			if got := d.Mastery(l); got != c.want {
				t.Errorf("it says %q, want %q", got, c.want)
			}
		})
	}
}
