package recall

import (
	"fmt"
	"strconv"
	"strings"

	"netpol-tutor/grader/diagnose"
)

// Name is what a cause is called in a sentence.
func Name(cause string) string {
	if page, ok := diagnose.Explain(cause); ok {
		return page.Title
	}
	return cause
}

// Explained is the schedule of a card in one sentence.
func (d Deck) Explained(c Card) string {
	return d.Story(c) + "; " + d.comes(c) + "."
}

// Story is how a learner has met a cause: the first half of that sentence.
func (d Deck) Story(c Card) string {
	text := "You met this " + d.On(c.First)
	if c.Missed > 1 {
		text = "You met this " + Times(c.Missed) + ", last " + d.On(c.LastMiss)
	}
	if c.Last != c.LastMiss {
		text += ", and knew it " + d.On(c.Last)
	}
	return text
}

// Times says how often something happened.
func Times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// Rule is the schedule in a sentence, as it holds today.
func (d Deck) Rule() string {
	p, hurried := paceOn(d.Today, d.Exam)
	text := "What you miss in a lesson comes back with other names after " + daysInARow(p.days[:]) + ", as long as you know it each time"
	if hurried {
		text += d.closer()
	}
	return text + "."
}

func (d Deck) closer() string {
	return " (closer together than usual: your exam is " + d.On(d.Exam) + ")"
}

func (d Deck) comes(c Card) string {
	if c.Kept {
		return "you have known it often enough: it stays away unless you meet it again"
	}
	text := "it comes back " + d.In(c.Due)
	if c.DueOn(d.Today) {
		text = "it is due today"
	}
	p, hurried := paceOn(max(c.Last, min(c.Due, d.Today)), d.Exam)
	if rest := p.days[c.Step+1:]; len(rest) > 0 {
		text += ", then after " + daysInARow(rest)
	} else {
		text += ", for the last time"
	}
	if hurried {
		text += d.closer()
	}
	return text
}

// daysInARow says spans as one does: 3, 7 and 14 days.
func daysInARow(spans []int) string {
	last := len(spans) - 1
	text := plural(spans[last], "day")
	if last == 0 {
		return text
	}
	var before []string
	for _, n := range spans[:last] {
		before = append(before, strconv.Itoa(n))
	}
	return strings.Join(before, ", ") + " and " + text
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// In says when something comes: today, tomorrow, in 3 days.
func (d Deck) In(day Day) string {
	switch n := int(day - d.Today); {
	case n <= 0:
		return "today"
	case n == 1:
		return "tomorrow"
	default:
		return "in " + plural(n, "day")
	}
}

// On says which day is meant: today, yesterday, on Tuesday, on 3 November.
func (d Deck) On(day Day) string {
	switch n := int(d.Today - day); {
	case n == 0:
		return "today"
	case n == 1:
		return "yesterday"
	case n == -1:
		return "tomorrow"
	case n > 0 && n < 7:
		return "on " + day.date().Weekday().String()
	case day.date().Year() == d.Today.date().Year():
		return "on " + day.date().Format("2 January")
	}
	return "on " + day.date().Format("2 January 2006")
}
