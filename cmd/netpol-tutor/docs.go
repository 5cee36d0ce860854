package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/reference"
)

func newDocs(a *app) *cobra.Command {
	var words string
	cmd := &cobra.Command{
		Use:   "docs [FIELD]",
		Short: "Describe the fields of a NetworkPolicy, and patterns to start from",
		Long: `Docs is a reference of the NetworkPolicy object, in the manner of kubectl explain:
for every field what it means, what leaving it out means, an example, the trap it
belongs to, and what the Kubernetes API says about it. Without a FIELD it lists
all of them, and the patterns.`,
		Example: `  netpol-tutor docs spec.egress.to
  netpol-tutor docs allow-dns
  netpol-tutor docs --search 'kube-dns port'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 1 && cmd.Flags().Changed("search") {
				return fmt.Errorf("docs takes one field, as in 'netpol-tutor docs spec.egress.to', or --search with words in quotes")
			}
			return nil
		},
		ValidArgsFunction: completeField,
		RunE: func(cmd *cobra.Command, args []string) error {
			lines, err := docs(args, words, cmd.Flags().Changed("search"))
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.stdout, render.Text(lines))
			return err
		},
	}
	cmd.Flags().StringVar(&words, "search", "", "list the pages that hold all these `WORDS`")
	return cmd
}

func docs(args []string, words string, search bool) ([]render.Line, error) {
	switch {
	case search:
		return searchDocs(words)
	case len(args) == 0:
		return append(reference.Contents(textWidth), nil,
			render.Line{{Text: "netpol-tutor docs FIELD tells about one of them, --search WORDS finds some."}}), nil
	}
	page, near := reference.Find(args[0])
	if page == nil {
		return nil, noPage(args[0], near)
	}
	return page.Lines(textWidth), nil
}

func searchDocs(words string) ([]render.Line, error) {
	var lines []render.Line
	for i, hit := range reference.Results(reference.Search(words), textWidth) {
		if i > 0 {
			lines = append(lines, nil)
		}
		lines = append(lines, hit...)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("no page of the docs holds %q; see 'netpol-tutor docs' for all of them", words)
	}
	return lines, nil
}

// noPage says that a field is not there, and what may have been meant.
func noPage(name string, near []*reference.Page) error {
	if len(near) == 0 {
		near = reference.Search(name)
	}
	var names []string
	for _, p := range near[:min(len(near), 6)] {
		names = append(names, p.Title())
	}
	if len(names) == 0 {
		return fmt.Errorf("there is no field %q; see 'netpol-tutor docs' for all of them", name)
	}
	return fmt.Errorf("there is no field %q; did you mean %s?", name, strings.Join(names, ", "))
}

func completeField(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for p := range reference.Root().All() {
		if p.Path != "" {
			names = append(names, p.Path+"\t"+p.Gist())
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
