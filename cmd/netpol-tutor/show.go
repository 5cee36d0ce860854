package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
)

func newShow(a *app) *cobra.Command {
	var hint int
	var solution bool
	cmd := &cobra.Command{
		Use:   "show LESSON",
		Short: "Print the task of a lesson, a hint, or the solution",
		Example: `  netpol-tutor show space1-space2
  netpol-tutor show space1-space2 --hint 1
  netpol-tutor show space1-space2 --solution > np.yaml`,
		Args:              exactly(1, "one lesson; 'netpol-tutor list' names them"),
		ValidArgsFunction: a.completeLesson,
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := a.lesson(args[0])
			if err != nil {
				return err
			}
			text, err := shown(l, hint, cmd.Flags().Changed("hint"), solution)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(a.stdout, strings.TrimRight(render.Clean(text), "\n"))
			return err
		},
	}
	cmd.Flags().IntVar(&hint, "hint", 0, "print hint `N` instead, counted from 1")
	cmd.Flags().BoolVar(&solution, "solution", false, "print the model answer instead")
	return cmd
}

func shown(l *lessons.Lesson, hint int, wantsHint, solution bool) (string, error) {
	switch {
	case solution && wantsHint:
		return "", fmt.Errorf("--hint and --solution are two questions; ask one at a time")
	case solution && l.Solution == "":
		return "", fmt.Errorf("%s has no model answer", l.ID)
	case solution:
		return l.Solution, nil
	case wantsHint && (hint < 1 || hint > len(l.Hints)):
		return "", fmt.Errorf("%s has %d hints; --hint takes a number from 1 to %d", l.ID, len(l.Hints), len(l.Hints))
	case wantsHint:
		return l.Hints[hint-1], nil
	}
	return fmt.Sprintf("# %s\n\n%s", l.Title, l.Brief), nil
}
