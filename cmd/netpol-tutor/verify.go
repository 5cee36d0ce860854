package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/template"
)

func newVerify(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "verify [DIR]",
		Short: "Prove every claim of the lessons, the built-in ones or those of a pack",
		Long: `Verify proves that a lesson asks what it means to ask: right answers pass, known wrong
ones fail for their stated cause, nothing is earned for free. Without DIR it proves the
built-in lessons and the twins that are made of templates.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := a.verified(args)
			if err != nil {
				return err
			}
			return a.printVerified(p, format)
		},
	}
	outputFlag(cmd, &format, "text", "json")
	return cmd
}

// proof is how many lessons and twins were tried, and what is wrong with them.
type proof struct {
	lessons, twins int
	problems       []lessons.Problem
}

func (p proof) faults() int { return len(lessons.Faults(p.problems)) }

// verified loads lessons and tries every claim that they make.
func (a *app) verified(args []string) (proof, error) {
	if len(args) == 1 {
		if _, err := os.ReadDir(args[0]); err != nil {
			return proof{}, unreadable(args[0], err)
		}
		found, problems := lessons.LoadDir(args[0])
		problems = append(problems, a.taken(found)...)
		return proof{len(found), 0, append(problems, lessons.VerifyAll(found)...)}, nil
	}
	cat, err := a.catalogue()
	if err != nil {
		return proof{}, err
	}
	found := cat.All()
	twins, problems := template.Prove()
	return proof{len(found), len(twins), append(lessons.VerifyAll(found), problems...)}, nil
}

// taken reports lessons of a pack whose ids are those of lessons that come with the program
// or with another pack: whoever loads them all would miss these.
func (a *app) taken(found []*lessons.Lesson) []lessons.Problem {
	cat, err := a.catalogue()
	if err != nil {
		return nil
	}
	_, clashes := cat.With(found)
	return clashes
}

type verifiedJSON struct {
	Lessons  int           `json:"lessons"`
	Twins    int           `json:"twins"`
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

func (a *app) printVerified(p proof, format string) error {
	if format == "json" {
		if err := a.writeBytes(render.EncodeJSON(p.json())); err != nil {
			return err
		}
	} else {
		for _, one := range p.problems {
			fmt.Fprintln(a.stdout, render.CleanLine(one.String()))
		}
		fmt.Fprintln(a.stdout, p.verdict())
	}
	switch {
	case p.faults() > 0:
		return failed(exitFailed)
	case p.lessons == 0:
		return failed(exitUsage)
	}
	return nil
}

func (p proof) verdict() string {
	result := counted(p.lessons, "lesson")
	if p.twins > 0 {
		result += " and " + counted(p.twins, "twin")
	}
	if p.faults() > 0 {
		result += ": " + counted(p.faults(), "fault")
	} else {
		result += ": every claim proved"
	}
	if warnings := len(p.problems) - p.faults(); warnings > 0 {
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

func (p proof) json() verifiedJSON {
	v := verifiedJSON{Lessons: p.lessons, Twins: p.twins, Proved: p.faults() == 0 && p.lessons > 0, Problems: []problemJSON{}}
	for _, one := range p.problems {
		v.Problems = append(v.Problems, problemJSON{one.Severity.String(), one.Lesson, one.File, one.Line, one.Column, one.Message, one.Help})
	}
	return v
}
