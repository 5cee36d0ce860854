package world

import (
	"strings"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/theme"
)

// Policies are the policies applied in a lesson's cluster, as their author wrote them.
func Policies(t *theme.Theme, l *lessons.Lesson) []string {
	var texts []string
	for _, o := range l.Applied() {
		texts = append(texts, objectText(l.Cluster, o))
	}
	if len(texts) == 0 {
		return []string{"No policy is applied in this cluster."}
	}
	return markdown.YAML(t, render.Clean(strings.Join(texts, "\n---\n")))
}

// objectText is the part of a file that an object was read from.
func objectText(file string, o *manifest.Object) string {
	n := o.Root()
	if n == nil || n.Start < 0 || n.End > len(file) || n.Start > n.End {
		return ""
	}
	return file[n.Start:n.End]
}
