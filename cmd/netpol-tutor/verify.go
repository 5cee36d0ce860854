package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
)

func newVerify(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "verify [DIR]",
		Short: "Prove every claim of the lessons, the built-in ones or those of a pack",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			found, problems, err := a.verified(args)
			if err != nil {
				return err
			}
			return a.printVerified(found, problems, format)
		},
	}
	outputFlag(cmd, &format, "text", "json")
	return cmd
}

// verified loads lessons and tries every claim that they make.
func (a *app) verified(args []string) ([]*lessons.Lesson, []lessons.Problem, error) {
	var found []*lessons.Lesson
	var problems []lessons.Problem
	if len(args) == 1 {
		if _, err := os.ReadDir(args[0]); err != nil {
			return nil, nil, unreadable(args[0], err)
		}
		found, problems = lessons.LoadDir(args[0])
	} else {
		cat, err := a.catalogue()
		if err != nil {
			return nil, nil, err
		}
		found = cat.All()
	}
	return found, append(problems, lessons.VerifyAll(found)...), nil
}

type verifiedJSON struct {
	Lessons  int           `json:"lessons"`
	Proved   bool          `json:"proved"`
	Problems []problemJSON `json:"problems"`
}

type problemJSON struct {
	Severity string `json:"severity"`
	Lesson   string `json:"lesson,omitempty"`
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Message  string `json:"message"`
	Help     string `json:"help,omitempty"`
}

func (a *app) printVerified(found []*lessons.Lesson, problems []lessons.Problem, format string) error {
	faults := len(lessons.Faults(problems))
	if format == "json" {
		if err := a.writeBytes(render.EncodeJSON(verifiedToJSON(len(found), faults, problems))); err != nil {
			return err
		}
	} else {
		for _, p := range problems {
			fmt.Fprintln(a.stdout, render.CleanLine(p.String()))
		}
		fmt.Fprintln(a.stdout, verdict(len(found), faults, len(problems)-faults))
	}
	switch {
	case faults > 0:
		return failed(exitFailed)
	case len(found) == 0:
		return failed(exitUsage)
	}
	return nil
}

func verdict(found, faults, warnings int) string {
	result := counted(found, "lesson") + ": every claim proved"
	if faults > 0 {
		result = counted(found, "lesson") + ": " + counted(faults, "fault")
	}
	if warnings > 0 {
		result += ", " + counted(warnings, "warning")
	}
	return result
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func verifiedToJSON(found, faults int, problems []lessons.Problem) verifiedJSON {
	v := verifiedJSON{Lessons: found, Proved: faults == 0 && found > 0, Problems: []problemJSON{}}
	for _, p := range problems {
		v.Problems = append(v.Problems, problemJSON{p.Severity.String(), p.Lesson, p.File, p.Line, p.Column, p.Message, p.Help})
	}
	return v
}
