package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
)

// textWidth is the width of reports: what a terminal of 100 columns shows without wrapping.
const textWidth = 100

func newGrade(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "grade LESSON FILE|DIR|-...",
		Short: "Grade policies and say why they pass or not",
		Long: `Grade judges each FILE as one submission; a DIR is one submission too, read as
'kubectl apply -f DIR' reads it; - is standard input.

The text is the wanted state: policies of the lesson that it does not hold are
removed first, but for those that the lesson protects.

Exit status: 0 passed, 1 not passed, 2 nothing could be graded, 3 our own fault;
of several the worst.`,
		Example: `  netpol-tutor grade space1-space2 np.yaml
  netpol-tutor grade space1-space2 class/* -o junit > results.xml
  kubectl get netpol -n space1 -o yaml | netpol-tutor grade space1-space2 -`,
		Args:              atLeast(2, "a lesson and at least one file, as in 'netpol-tutor grade space1-space2 np.yaml'"),
		ValidArgsFunction: a.completeLesson,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.grade(args[0], args[1:], format)
		},
	}
	outputFlag(cmd, &format, "text", "json", "junit", "picture")
	return cmd
}

// outputFlag adds -o with the formats that a command knows; the first is the default.
func outputFlag(cmd *cobra.Command, value *string, formats ...string) {
	cmd.Flags().StringVarP(value, "output", "o", formats[0], "output `format`: "+strings.Join(formats, ", "))
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	before := cmd.RunE
	cmd.RunE = func(c *cobra.Command, args []string) error {
		if !slices.Contains(formats, *value) {
			return fmt.Errorf("unknown output format %q; known are %s", *value, strings.Join(formats, ", "))
		}
		return before(c, args)
	}
}

func (a *app) grade(id string, args []string, format string) error {
	lesson, err := a.lesson(id)
	if err != nil {
		return err
	}
	if !lesson.Kind.Graded() {
		return fmt.Errorf("%s is a lesson of questions and takes no file; play it with 'netpol-tutor %s'", id, id)
	}
	reports, err := a.gradeAll(lesson, args)
	if len(reports) > 0 {
		if e := a.print(reports, len(args) > 1, format); e != nil {
			return e
		}
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(reports, func(r *grader.Report) bool { return !r.Passed }) {
		return failed(exitFailed)
	}
	return nil
}

// gradeAll grades what can be read, and answers the first thing that could not be.
func (a *app) gradeAll(lesson *lessons.Lesson, args []string) ([]*grader.Report, error) {
	task, err := lesson.Task()
	if err != nil {
		return nil, fmt.Errorf("prepare lesson %s: %w", lesson.ID, err)
	}
	var reports []*grader.Report
	var unreadable error
	for _, arg := range args {
		s, err := a.submission(arg)
		if err != nil {
			if unreadable != nil {
				fmt.Fprintf(a.stderr, "netpol-tutor: %v\n", err)
			} else {
				unreadable = err
			}
			continue
		}
		reports = append(reports, grader.Grade(task, s))
	}
	return reports, unreadable
}

// print shows the reports; many tells that more than one was asked for.
func (a *app) print(reports []*grader.Report, many bool, format string) error {
	switch format {
	case "json":
		if many {
			return a.writeBytes(render.JSONArray(reports))
		}
		return a.writeBytes(render.JSON(reports[0]))
	case "junit":
		return a.writeBytes(render.JUnit(reports))
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		if many {
			fmt.Fprintf(a.stdout, "%s\n", render.CleanLine(r.Submission.Name))
		}
		lines := render.Report(r, textWidth)
		if format == "picture" {
			lines = render.PictureOf(r)
		}
		fmt.Fprint(a.stdout, render.Text(lines))
	}
	return nil
}

func (a *app) writeBytes(out []byte, err error) error {
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(out)
	return err
}
