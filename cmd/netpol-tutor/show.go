package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/world"
)

// wanted is what show prints: the task, unless one of these is asked for.
type wanted struct {
	cluster, solution, hint bool
	number                  int // of the hint
}

func newShow(a *app) *cobra.Command {
	var want wanted
	cmd := &cobra.Command{
		Use:   "show LESSON",
		Short: "Print the task of a lesson, its cluster, a hint, or our answer",
		Example: `  netpol-tutor show space1-space2
  netpol-tutor show space1-space2 --cluster
  netpol-tutor show space1-space2 --hint 1
  netpol-tutor show space1-space2 --solution > np.yaml`,
		Args:              exactly(1, "one lesson; 'netpol-tutor list' names them"),
		ValidArgsFunction: a.completeLesson,
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := a.lesson(args[0])
			if err != nil {
				return err
			}
			want.hint = cmd.Flags().Changed("hint")
			text, err := want.of(l)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(a.stdout, strings.TrimRight(render.Clean(text), "\n"))
			return err
		},
	}
	cmd.Flags().BoolVar(&want.cluster, "cluster", false, "print what there is in the cluster instead: pods, labels, ports, applied policies")
	cmd.Flags().IntVar(&want.number, "hint", 0, "print hint `N` instead, counted from 1")
	cmd.Flags().BoolVar(&want.solution, "solution", false, "print our answer instead")
	return cmd
}

func (w wanted) of(l *lessons.Lesson) (string, error) {
	switch {
	case w.cluster && w.solution, w.cluster && w.hint, w.solution && w.hint:
		return "", errors.New("--cluster, --hint and --solution are questions of their own; ask one at a time")
	case w.cluster:
		return clusterText(l)
	case w.solution && l.Solution == "":
		return "", fmt.Errorf("%s has no model answer", l.ID)
	case w.solution:
		return l.Solution, nil
	case w.hint && (w.number < 1 || w.number > len(l.Hints)):
		return "", fmt.Errorf("%s has %d hints; --hint takes a number from 1 to %d", l.ID, len(l.Hints), len(l.Hints))
	case w.hint:
		return l.Hints[w.number-1], nil
	}
	return fmt.Sprintf("# %s\n\n%s", l.Title, l.Brief), nil
}

// clusterText is the world of a lesson as the tutor shows it beside the task.
func clusterText(l *lessons.Lesson) (string, error) {
	task, err := l.Task()
	if err != nil {
		return "", err
	}
	plain := theme.New(theme.Options{Colours: theme.Plain})
	things := strings.TrimRight(strings.Join(world.Cluster(plain, task.Cluster), "\n"), "\n")
	policies := strings.Join(world.Policies(plain, l), "\n")
	if len(l.Applied()) > 0 {
		policies = "applied\n\n" + policies
	}
	return things + "\n\n" + policies, nil
}
