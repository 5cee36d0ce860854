package main

import (
	"fmt"
	"text/tabwriter"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/template"
)

type listedTemplate struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Kind   string   `json:"kind"`
	Track  string   `json:"track"`
	Causes []string `json:"causes"`
	First  string   `json:"first"` // the id of the first twin
}

// listTwins lists the templates. In the text the causes are left out, since who reads them
// there knows the answer before the task.
func (a *app) listTwins(format string) error {
	if format == "json" {
		var all []listedTemplate
		for _, t := range template.All() {
			all = append(all, listedTemplate{t.ID, t.Title, string(t.Kind), t.Track, t.Causes, t.Twin(1)})
		}
		return a.writeBytes(render.EncodeJSON(all))
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "TWINS\tTRACK\tKIND\tMINUTES\tTITLE")
	for _, t := range template.All() {
		fmt.Fprintf(w, "%s, ...\t%s\t%s\t%d\t%s\n", t.Twin(1), t.Track, t.Kind, t.Minutes, t.Title)
	}
	return w.Flush()
}
