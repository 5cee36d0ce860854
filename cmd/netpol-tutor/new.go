package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/sample"
)

func newNew(a *app) *cobra.Command {
	var kind string
	kinds := kindNames()
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "Write a small lesson into a new folder, to make one of your own of it",
		Long: `New writes a whole lesson into DIR, which must be new or empty. Its files say what
they are for, and every claim in them holds: change them bit by bit and let
'netpol-tutor verify DIR' tell what no longer does.`,
		Example: `  netpol-tutor new bakery
  netpol-tutor new bakery/which-file --kind choose
  netpol-tutor verify bakery
  netpol-tutor --lessons bakery bakery`,
		Args: exactly(1, "a folder for the lesson, as in 'netpol-tutor new bakery'"),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(kinds, kind) {
				return fmt.Errorf("there is no kind of lesson %q; known are %s", kind, strings.Join(kinds, ", "))
			}
			return a.newLesson(args[0], lessons.Kind(kind))
		},
	}
	cmd.Flags().StringVar(&kind, "kind", string(lessons.Write), "what the learner does: `KIND` is "+strings.Join(kinds, ", "))
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func kindNames() []string {
	var names []string
	for _, k := range lessons.Kinds() {
		names = append(names, string(k))
	}
	return names
}

func (a *app) newLesson(dir string, kind lessons.Kind) error {
	id, written, err := sample.Write(dir, kind)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s holds a lesson:\n", render.CleanLine(dir))
	for _, f := range written {
		line := fmt.Sprintf("  %-26s  %s", f.Name, purpose(f.Name))
		fmt.Fprintln(a.stdout, strings.TrimRight(line, " "))
	}
	_, err = fmt.Fprintf(a.stdout, `
Begin with lesson.yaml. Then
  netpol-tutor verify %[1]s
  netpol-tutor --lessons %[1]s %[2]s
`, render.CleanLine(quoted(dir)), id)
	return err
}

// purpose is what a file of a lesson is for.
func purpose(name string) string {
	folder, _, inside := strings.Cut(name, "/")
	if inside {
		name = folder
	}
	return map[string]string{
		"lesson.yaml":   "id, title, kind, checks, hints, known wrong answers",
		"brief.md":      "the task",
		"cluster.yaml":  "the world",
		"start.yaml":    "what the editor holds at first",
		"solution.yaml": "the model answer",
		"loosest.yaml":  "the most that is accepted",
		"debrief.md":    "what is said after a pass",
		"wrong":         "a wrong answer, which must be told its cause",
		"accept":        "a right answer of another form",
		"options":       "a file to choose",
	}[name]
}

// quoted is a name as a shell takes it.
func quoted(name string) string {
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
