package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
)

func newList(a *app) *cobra.Command {
	var format string
	var twins bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the lessons in the recommended order",
		Example: `  netpol-tutor list
  netpol-tutor list --twins     # what can be asked again and again, with other names
  netpol-tutor outbound-3       # the third of such a row`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if twins {
				return a.listTwins(format)
			}
			cat, err := a.catalogue()
			if err != nil {
				return err
			}
			if format == "json" {
				return a.writeBytes(render.EncodeJSON(listed(cat)))
			}
			return a.printList(cat)
		},
	}
	cmd.Flags().BoolVar(&twins, "twins", false, "list the tasks that can be asked again and again, with other names")
	outputFlag(cmd, &format, "text", "json")
	return cmd
}

type listedLesson struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Kind       string `json:"kind"`
	Track      string `json:"track"`
	Difficulty string `json:"difficulty"`
}

func listed(cat *lessons.Catalogue) []listedLesson {
	all := []listedLesson{}
	for _, l := range cat.Lessons() {
		all = append(all, listedLesson{l.ID, l.Title, string(l.Kind), l.Track, l.Difficulty})
	}
	return all
}

func (a *app) printList(cat *lessons.Catalogue) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LESSON\tTRACK\tKIND\tDIFFICULTY\tMINUTES\tTITLE")
	for _, l := range cat.Lessons() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", l.ID, l.Track, l.Kind, l.Difficulty, minutes(l), render.CleanLine(l.Title))
	}
	return w.Flush()
}

func minutes(l *lessons.Lesson) string {
	if l.Minutes == 0 {
		return "-"
	}
	return fmt.Sprint(l.Minutes)
}
