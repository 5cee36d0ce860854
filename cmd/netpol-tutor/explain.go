package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/reading"
	"netpol-tutor/grader/render"
)

func newExplain(a *app) *cobra.Command {
	var files []string
	cmd := &cobra.Command{
		Use:   "explain [CODE | -f FILE]",
		Short: "Explain a diagnostic, or say in plain English what a policy means",
		Long: `Explain tells what a diagnostic means, from what one sees to how it is mended.
Without a code it lists them all. With -f it says what the policies of a file mean.`,
		Example: `  netpol-tutor explain dns-egress-missing
  netpol-tutor explain -f np.yaml`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return diagnose.Codes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(files) > 0 && len(args) == 0:
				return a.explainFiles(files)
			case len(files) == 0 && len(args) == 1:
				return a.explainCode(args[0])
			case len(files) == 0:
				return a.listCodes()
			}
			return fmt.Errorf("explain takes a code, as in 'netpol-tutor explain dns-egress-missing', or files with -f")
		},
	}
	cmd.Flags().StringArrayVarP(&files, "filename", "f", nil, "say what the policies in `FILE` mean (may be repeated; - is standard input)")
	return cmd
}

func (a *app) explainCode(code string) error {
	page, ok := diagnose.Explain(code)
	if !ok {
		return fmt.Errorf("there is no diagnostic %q; 'netpol-tutor explain' lists them", code)
	}
	_, err := fmt.Fprint(a.stdout, render.Text(render.Page(page, textWidth)))
	return err
}

func (a *app) listCodes() error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, code := range diagnose.Codes() {
		page, _ := diagnose.Explain(code)
		fmt.Fprintf(w, "%s\t%s\n", code, page.Title)
	}
	return w.Flush()
}

func (a *app) explainFiles(files []string) error {
	var sources []manifest.Source
	for _, f := range files {
		more, err := a.sources(f)
		if err != nil {
			return err
		}
		sources = append(sources, more...)
	}
	read := manifest.Read(sources, manifest.Options{})
	for _, r := range read.Refusals {
		a.warn("%s", r.Message)
	}
	told := 0
	for _, o := range read.Objects {
		if o.Policy() == nil {
			continue
		}
		if told++; told > 1 {
			fmt.Fprintln(a.stdout)
		}
		if _, err := fmt.Fprint(a.stdout, render.Text(render.Reading(reading.Read(o), textWidth))); err != nil {
			return err
		}
	}
	if told == 0 {
		return fmt.Errorf("no NetworkPolicy could be read from %s", strings.Join(files, ", "))
	}
	return nil
}
