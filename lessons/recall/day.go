package recall

import (
	"fmt"
	"time"
)

// Day is a day of the calendar, counted from 1 January 1970; 0 is no day. It belongs to no
// time zone: whoever flies around the world has lived the days that their clock showed.
type Day int

const dayForm = time.DateOnly

// DayOf is the day that a clock shows where it stands.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// ParseDay reads a day as 2026-11-23.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(dayForm, text)
	if err != nil {
		return 0, fmt.Errorf("read a date: %w", err)
	}
	return DayOf(t), nil
}

func (d Day) date() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// String is the day as 2026-11-23.
func (d Day) String() string { return d.date().Format(dayForm) }
