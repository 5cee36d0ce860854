package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
	"netpol-tutor/tui"
)

func newDrill(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "drill",
		Short: "Play what is due: causes that you missed, with other names",
		Long: `What you miss in a lesson comes back with other names after 1, 3, 7 and 14 days,
as long as you know it each time; before an exam it comes back more often.
This command plays what is due today, one after the other.`,
		Example: `  netpol-tutor drill
  netpol-tutor drill --exam-date 2027-03-01`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.play(tui.Env{Drill: true})
		},
	}
	a.playingFlags(cmd)
	return cmd
}

// playingFlags are those of every command that opens the tutor.
func (a *app) playingFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.background, "background", "", "the terminal's background: `dark or light` (asked of the terminal by default)")
	cmd.Flags().BoolVar(&a.plain, "plain", false, "play line by line: for screen readers, slow links and pipes")
	cmd.Flags().Func("exam-date", "the day of your exam, as `YYYY-MM-DD`: until then, what you miss comes back more often; none takes it away", func(date string) error {
		a.examDate = &date
		return nil
	})
}

// noExam is what takes a date away.
const noExam = "none"

// keepExamDate keeps the date that --exam-date names.
func (a *app) keepExamDate(s progress.Store) error {
	if a.examDate == nil {
		return nil
	}
	var day recall.Day
	if date := *a.examDate; date != noExam {
		var fault string
		if day, fault = recall.ExamDay(date, time.Now()); fault != "" {
			return fmt.Errorf("--exam-date %q: %s; say %s to take a date away", date, lower(fault), noExam)
		}
	}
	if err := recall.SetExam(s, day); err != nil {
		return fmt.Errorf("keep the date of the exam: %w", err)
	}
	return nil
}

// lower makes a sentence the end of another one.
func lower(sentence string) string {
	return strings.ToLower(sentence[:1]) + strings.TrimSuffix(sentence[1:], ".")
}
