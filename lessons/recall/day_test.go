package recall

import (
	"testing"
	"time"
)

func TestDayIsThatOfTheClock(t *testing.T) {
	tokyo := time.FixedZone("", 9*60*60)
	honolulu := time.FixedZone("", -10*60*60)
	cases := []struct {
		name string
		at   time.Time
		want string
	}{
		{"noon", time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), "2026-11-23"},
		{"a minute to midnight", time.Date(2026, 11, 23, 23, 59, 0, 0, time.UTC), "2026-11-23"},
		{"early in Tokyo, yesterday in London", time.Date(2026, 11, 24, 1, 0, 0, 0, tokyo), "2026-11-24"},
		{"late in Honolulu, tomorrow in London", time.Date(2026, 11, 23, 22, 0, 0, 0, honolulu), "2026-11-23"},
		{"before 1970", time.Date(1969, 12, 31, 12, 0, 0, 0, time.UTC), "1969-12-31"},
		{"a leap day", time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC), "2028-02-29"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := DayOf(c.at).String(); got != c.want {
				t.Errorf("the day is %s, want %s", got, c.want)
			}
			if back, err := ParseDay(c.want); err != nil || back != DayOf(c.at) {
				t.Errorf("%s is read as %s: %v", c.want, back, err)
			}
		})
	}
}

// TestDaysDoNotGrowShort counts through a night of 25 hours and one of 23.
func TestDaysDoNotGrowShort(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	for _, start := range []time.Time{time.Date(2026, 10, 20, 0, 30, 0, 0, berlin), time.Date(2026, 3, 25, 23, 30, 0, 0, berlin)} {
		for n := range 10 {
			if got := DayOf(start.AddDate(0, 0, n)) - DayOf(start); got != Day(n) {
				t.Errorf("%d days after %s are %d", n, start, got)
			}
		}
	}
}

func TestExamDay(t *testing.T) {
	now := time.Date(2026, 11, 23, 23, 0, 0, 0, time.UTC)
	cases := []struct{ text, day, fault string }{
		{"2026-12-14", "2026-12-14", ""},
		{"2026-11-23", "2026-11-23", ""},
		{"2026-11-22", "", "That day is over."},
		{"2026-02-30", "", "There is no such day. Write year-month-day, as in 2026-12-23."},
		{"14.12.2026", "", "There is no such day. Write year-month-day, as in 2026-12-23."},
		{"", "", "There is no such day. Write year-month-day, as in 2026-12-23."},
	}
	for _, c := range cases {
		day, fault := ExamDay(c.text, now)
		if fault != c.fault || fault == "" && day.String() != c.day {
			t.Errorf("%q is %s, %q; want %s, %q", c.text, day, fault, c.day, c.fault)
		}
	}
}
