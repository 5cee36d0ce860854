package task

import "netpol-tutor/grader/manifest"

// Read reads files as the API server of the task's cluster would, with the start
// of the task already applied.
func (c *Compiled) Read(files []manifest.Source) *manifest.Result {
	return manifest.Read(files, manifest.Options{
		Namespace:  c.Namespace,
		Namespaces: c.namespaces,
		Existing:   c.Start,
	})
}

func namespaceNames(t Task) []string {
	names := make([]string, len(t.Cluster.Namespaces))
	for i, ns := range t.Cluster.Namespaces {
		names[i] = ns.Name
	}
	return names
}
