package recall

import "testing"

func TestExplained(t *testing.T) {
	cases := []struct {
		name, history string
		today, exam   int
		want          string
	}{
		{"today", "- 0", 0, 0,
			"You met this today; it comes back tomorrow, then after 3, 7 and 14 days."},
		{"due", "- 0", 1, 0,
			"You met this yesterday; it is due today, then after 3, 7 and 14 days."},
		{"long due", "- 0", 5, 0,
			"You met this on Monday; it is due today, then after 3, 7 and 14 days."},
		{"known once", "- 0, + 1", 2, 0,
			"You met this on Monday, and knew it yesterday; it comes back in 2 days, then after 7 and 14 days."},
		{"known twice", "- 0, + 1, + 4", 4, 0,
			"You met this on Monday, and knew it today; it comes back in 7 days, then after 14 days."},
		{"the last time", "- 0, + 1, + 4, + 11", 12, 0,
			"You met this on 23 November, and knew it yesterday; it comes back in 13 days, for the last time."},
		{"kept", "- 0, + 1, + 4, + 11, + 25", 400, 0,
			"You met this on 23 November 2026, and knew it on 18 December 2026; you have known it often enough: it stays away unless you meet it again."},
		{"missed twice", "- 0, - 2", 2, 0,
			"You met this twice, last today; it comes back tomorrow, then after 3, 7 and 14 days."},
		{"missed again", "- 0, + 1, + 4, - 11", 12, 0,
			"You met this twice, last yesterday; it comes back in 2 days, then after 7 and 14 days."},
		{"an exam", "- 0", 0, 21,
			"You met this today; it comes back tomorrow, then after 2, 4 and 7 days (closer together than usual: your exam is on 14 December)."},
		{"an exam that is over", "- 0", 0, -5,
			"You met this today; it comes back tomorrow, then after 3, 7 and 14 days."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := Deck{Today: DayOf(monday) + Day(c.today)}
			if c.exam != 0 {
				d.Exam = DayOf(monday) + Day(c.exam)
			}
			d.Cards = cards(history(t, c.history), d.Exam)
			if got := d.Explained(d.Cards[0]); got != c.want {
				t.Errorf("\n%s, want\n%s", got, c.want)
			}
		})
	}
}
