package recall

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"netpol-tutor/lessons/progress"
)

var monday = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// history reads "- 0, + 1, - 4 b": missed on day 0, known on day 1, missed on day 4 in
// lesson b; days count from a Monday.
func history(t *testing.T, text string) []progress.Encounter {
	t.Helper()
	var all []progress.Encounter
	for _, word := range strings.Split(text, ",") {
		var sign, lesson string
		var day int
		if n, _ := fmt.Sscan(word, &sign, &day, &lesson); n < 2 {
			t.Fatalf("what is %q?", word)
		}
		all = append(all, progress.Encounter{
			Cause: "dns-udp-only", Lesson: "a" + lesson, At: monday.AddDate(0, 0, day), Known: sign == "+",
		})
	}
	return all
}

func TestSchedule(t *testing.T) {
	cases := []struct {
		name, history string
		exam          int // day, 0 for none
		step, due     int
		kept          bool
	}{
		{"missed", "- 0", 0, 0, 1, false},
		{"missed twice on one day", "- 0, - 0 b", 0, 0, 1, false},
		{"known the same day", "- 0, + 0", 0, 0, 1, false},
		{"known when it came back", "- 0, + 1", 0, 1, 4, false},
		{"known twice that day", "- 0, + 1, + 1 b", 0, 1, 4, false},
		{"known before it was due again", "- 0, + 1, + 2, + 3", 0, 1, 4, false},
		{"known late", "- 0, + 9", 0, 1, 12, false},
		{"known every time", "- 0, + 1, + 4, + 11", 0, 3, 25, false},
		{"kept", "- 0, + 1, + 4, + 11, + 25", 0, 3, 25, true},
		{"known once more", "- 0, + 1, + 4, + 11, + 25, + 60", 0, 3, 25, true},
		{"missed in the middle: one step back", "- 0, + 1, + 4, - 11", 0, 1, 14, false},
		{"missed twice that day: one step", "- 0, + 1, + 4, - 11, - 11 b", 0, 1, 14, false},
		{"missed on two days", "- 0, + 1, + 4, - 11, - 12", 0, 0, 13, false},
		{"missed again at the first step", "- 0, - 1, - 2", 0, 0, 3, false},
		{"missed after it was kept: one step back", "- 0, + 1, + 4, + 11, + 25, - 40", 0, 2, 47, false},
		{"known in the morning, missed at night", "- 0, + 1, - 1", 0, 0, 2, false},
		{"missed in the morning, known at night", "- 0, + 1, - 4, + 4", 0, 0, 5, false},

		{"an exam far away", "- 0, + 1", 90, 1, 4, false},
		{"an exam in four weeks", "- 0, + 1", 28, 1, 3, false},
		{"an exam in four weeks, kept", "- 0, + 1, + 3, + 7, + 14", 28, 3, 14, true},
		{"an exam in two weeks", "- 0, + 1, + 2", 14, 2, 4, false},
		{"an exam in a week", "- 0, + 1, + 2", 7, 2, 3, false},
		{"what would come after the exam", "- 0, + 1, + 3, + 7", 10, 3, 9, false},
		{"the day before the exam", "- 6", 7, 0, 7, false},
		{"the day of the exam", "- 7", 7, 0, 8, false},
		{"after the exam", "- 20, + 21", 7, 1, 24, false},
		{"on both sides of the exam", "- 0, + 1, + 8", 7, 2, 15, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			exam := Day(0)
			if c.exam > 0 {
				exam = DayOf(monday) + Day(c.exam)
			}
			all := cards(history(t, c.history), exam)
			if len(all) != 1 {
				t.Fatalf("%d cards, want one", len(all))
			}
			got := all[0]
			if due := int(got.Due - DayOf(monday)); got.Step != c.step || due != c.due || got.Kept != c.kept {
				t.Errorf("step %d, due on day %d, kept %v; want %d, %d, %v", got.Step, due, got.Kept, c.step, c.due, c.kept)
			}
		})
	}
}

func TestWhatWasNeverMissedIsNoCard(t *testing.T) {
	if all := cards(history(t, "+ 0, + 5"), 0); len(all) > 0 {
		t.Errorf("cards %+v", all)
	}
}

// TestAClockThatWasWrong finds nothing waiting for years because a clock once ran ahead,
// and nothing coming back early because somebody flew west.
func TestAClockThatWasWrong(t *testing.T) {
	cases := []struct {
		name, history string
		today         int
		due           bool
	}{
		{"as it should be", "- 0", 0, false},
		{"the next day", "- 0", 1, true},
		{"missed in ten years' time", "- 3650", 0, true},
		{"known since the clock was set right", "- 3650, + 0", 0, false},
		{"and when that comes back", "- 3650, + 0", 3, true},
		{"a day ahead, west of the date line", "- 1", 0, false},
		{"a day ahead, the next day", "- 1", 2, true},
		{"kept stays kept", "- 0, + 1, + 4, + 11, + 25", -900, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := cards(history(t, c.history), 0)[0]
			if due := got.DueOn(DayOf(monday) + Day(c.today)); due != c.due {
				t.Errorf("due is %v, want %v: %+v", due, c.due, got)
			}
		})
	}
}

func TestLessonsInWhichItWasMissed(t *testing.T) {
	got := cards(history(t, "- 0, - 1 b, - 2, - 3 c"), 0)[0]
	if text := strings.Join(got.Lessons, " "); text != "ab a ac" || got.Missed != 4 {
		t.Errorf("missed %d times in %s", got.Missed, text)
	}
}

// TestEveryPaceIsASchedule holds the table to what the code relies on.
func TestEveryPaceIsASchedule(t *testing.T) {
	before := 0
	for i, p := range schedule {
		if end := i == len(schedule)-1; end != (p.within == 0) || !end && p.within <= before {
			t.Errorf("pace %d holds within %d days, after one within %d", i, p.within, before)
		}
		for j, n := range p.days {
			if n < 1 || j > 0 && n < p.days[j-1] {
				t.Errorf("pace %d: %v do not grow", i, p.days)
			}
		}
		before = p.within
	}
}
