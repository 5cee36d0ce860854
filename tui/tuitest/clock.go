package tuitest

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Clock stands still until a test says "wait:".
type Clock struct {
	now    time.Time
	timers []timer
}

type timer struct {
	at  time.Time
	msg tea.Msg
}

// NewClock begins on a Monday morning at 10:32.
func NewClock() *Clock {
	return &Clock{now: time.Date(2026, 11, 23, 10, 32, 0, 0, time.UTC)}
}

// Now is what the clock shows.
func (c *Clock) Now() time.Time { return c.now }

// After remembers to deliver msg once the test has waited long enough.
func (c *Clock) After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		c.timers = append(c.timers, timer{c.now.Add(d), msg})
		return nil
	}
}

// advance moves the clock and answers what is due, in order.
func (c *Clock) advance(d time.Duration) []tea.Msg {
	c.now = c.now.Add(d)
	slices.SortStableFunc(c.timers, func(a, b timer) int { return a.at.Compare(b.at) })
	var due []tea.Msg
	for len(c.timers) > 0 && !c.timers[0].at.After(c.now) {
		due = append(due, c.timers[0].msg)
		c.timers = c.timers[1:]
	}
	return due
}
