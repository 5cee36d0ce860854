package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
)

func newProgress(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "progress",
		Short: "Show what is done, what comes back, and what comes next",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			cat, err := a.catalogue()
			if err != nil {
				return err
			}
			store, err := a.store()
			if err != nil {
				return err
			}
			desk := recall.Desk{Catalogue: cat, Store: store, Now: time.Now}
			p := learnt{Lessons: standings(cat, store), deck: desk.Deck()}
			if format == "json" {
				return a.writeBytes(render.EncodeJSON(p.withCauses()))
			}
			return a.printProgress(p)
		},
	}
	outputFlag(cmd, &format, "text", "json")
	return cmd
}

// learnt is all that is known about a learner.
type learnt struct {
	Lessons  []standing    `json:"lessons"`
	Causes   []missedCause `json:"causes"`   // those that were missed, in the order in which they were met
	DueToday int           `json:"dueToday"` // how many causes have come back
	ExamDate string        `json:"examDate,omitempty"`

	deck recall.Deck
}

// standing is how a learner stands with one lesson.
type standing struct {
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	Passed     bool       `json:"passed"`
	Mastered   bool       `json:"mastered"`
	Tries      int        `json:"tries"`
	Best       int        `json:"best"`
	CleanDays  int        `json:"cleanDays"` // on which the first submit passed unaided; two are mastery
	LastPassed *time.Time `json:"lastPassed,omitempty"`
}

func standings(cat *lessons.Catalogue, store progress.Store) []standing {
	all := store.All()
	list := []standing{}
	for _, l := range cat.Lessons() {
		r := all[l.ID]
		s := standing{ID: l.ID, Title: l.Title, Passed: r.Passed(), Mastered: r.Mastered(), Tries: r.Tries, Best: r.Best, CleanDays: len(r.CleanDays)}
		if !r.LastPassed.IsZero() {
			s.LastPassed = &r.LastPassed
		}
		list = append(list, s)
	}
	return list
}

func (a *app) printProgress(p learnt) error {
	list := p.Lessons
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	passed, next := 0, ""
	for _, s := range list {
		switch {
		case s.Passed:
			passed++
		case next == "":
			next = s.ID
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.ID, s.words(), render.CleanLine(s.Title))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "\n%d of %d lessons passed", passed, len(list))
	if next != "" {
		fmt.Fprintf(a.stdout, "; next: netpol-tutor %s", next)
	}
	fmt.Fprintln(a.stdout)
	a.printCauses(p.deck)
	return nil
}

func (s standing) words() string {
	switch {
	case s.Mastered:
		return "✓ mastered"
	case s.Passed && s.CleanDays == 1:
		return "✓ passed at once, on one day"
	case s.Passed:
		return "✓ passed"
	case s.Tries == 1:
		return fmt.Sprintf("1 try, best %d %%", s.Best)
	case s.Tries > 1:
		return fmt.Sprintf("%d tries, best %d %%", s.Tries, s.Best)
	}
	return "not tried yet"
}
