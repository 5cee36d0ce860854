package main

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/recall"
)

// missedCause is a cause that a learner has met, and when it comes back.
type missedCause struct {
	Cause      string `json:"cause"`
	Title      string `json:"title"`
	Missed     int    `json:"missed"`
	LastMissed string `json:"lastMissed"`
	Due        string `json:"due,omitempty"` // "" once it was known often enough
	DueToday   bool   `json:"dueToday"`
	Kept       bool   `json:"kept"`
}

// withCauses adds what the deck holds.
func (l learnt) withCauses() learnt {
	l.Causes, l.DueToday = []missedCause{}, len(l.deck.Due())
	if l.deck.Exam != 0 {
		l.ExamDate = l.deck.Exam.String()
	}
	for _, c := range l.deck.Cards {
		m := missedCause{
			Cause: c.Cause, Title: recall.Name(c.Cause), Missed: c.Missed,
			LastMissed: c.LastMiss.String(), DueToday: c.DueOn(l.deck.Today), Kept: c.Kept,
		}
		if !c.Kept {
			m.Due = c.Due.String()
		}
		l.Causes = append(l.Causes, m)
	}
	return l
}

// printCauses says of each cause that was missed when it comes back.
func (a *app) printCauses(deck recall.Deck) {
	if len(deck.Cards) == 0 {
		return
	}
	fmt.Fprintln(a.stdout, "\nWhat you have missed")
	for _, c := range deck.Cards {
		text := c.Cause + ": " + recall.Name(c.Cause) + ". " + deck.Explained(c)
		for i, line := range render.Wrap(text, textWidth-2) {
			fmt.Fprintln(a.stdout, strings.Repeat(" ", 2*min(i, 1))+line)
		}
	}
	switch n := len(deck.Due()); n {
	case 0:
	case 1:
		fmt.Fprintln(a.stdout, "\n1 cause is due today: netpol-tutor drill")
	default:
		fmt.Fprintf(a.stdout, "\n%d causes are due today: netpol-tutor drill\n", n)
	}
}
