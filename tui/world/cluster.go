// Package world shows the cluster of a lesson: what selectors can select, what listens
// where, and which policies are applied.
package world

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/theme"
)

// Cluster describes the world of a lesson. kube-system comes last: every lesson has it.
func Cluster(t *theme.Theme, c *cluster.Cluster) []string {
	namespaces := slices.Clone(c.Namespaces)
	slices.SortStableFunc(namespaces, func(a, b *cluster.Namespace) int {
		return cmp.Compare(systemLast(a), systemLast(b))
	})
	var lines []string
	for _, ns := range namespaces {
		if ns.Name != "default" || !empty(c, ns) {
			lines = append(lines, namespaceLines(t, c, ns)...)
		}
	}
	for i, h := range c.Outside {
		if i == 0 {
			lines = append(lines, t.Faint.Render("outside the cluster"))
		}
		lines = append(lines, fmt.Sprintf("  %s  %s", render.CleanLine(h.Name), h.IP))
	}
	return lines
}

// empty tells whether nothing lives in a namespace. Every cluster has default; it is
// worth a line only where something does.
func empty(c *cluster.Cluster, ns *cluster.Namespace) bool {
	return !slices.ContainsFunc(c.Pods, func(p *cluster.Pod) bool { return p.Namespace == ns.Name }) &&
		!slices.ContainsFunc(c.Services, func(s *cluster.Service) bool { return s.Namespace == ns.Name })
}

func systemLast(n *cluster.Namespace) int {
	if n.Name == "kube-system" {
		return 1
	}
	return 0
}

func namespaceLines(t *theme.Theme, c *cluster.Cluster, ns *cluster.Namespace) []string {
	lines := []string{t.Faint.Render("namespace ") + t.Strong.Render(render.CleanLine(ns.Name))}
	if own := ownLabels(ns.Labels); own != "" {
		lines = append(lines, "  "+t.Code.Literal.Render(own))
	}
	for _, p := range c.Pods {
		if p.Namespace == ns.Name {
			lines = append(lines, podLines(t, p)...)
		}
	}
	for _, s := range c.Services {
		if s.Namespace == ns.Name {
			lines = append(lines, t.Faint.Render("  service ")+render.CleanLine(s.Name)+"  "+servicePorts(s))
		}
	}
	return append(lines, "")
}

func podLines(t *theme.Theme, p *cluster.Pod) []string {
	lines := []string{"  " + render.CleanLine(p.Name) + "  " + t.Faint.Render(podPorts(p))}
	if labels := labelWords(p.Labels); labels != "" {
		lines = append(lines, "    "+t.Code.Literal.Render(labels))
	}
	return lines
}

// ownLabels leaves out the label that every namespace has: its own name.
func ownLabels(labels map[string]string) string {
	rest := maps.Clone(labels)
	delete(rest, "kubernetes.io/metadata.name")
	return labelWords(rest)
}

func labelWords(labels map[string]string) string {
	var words []string
	for _, k := range slices.Sorted(maps.Keys(labels)) {
		words = append(words, render.CleanLine(k+"="+labels[k]))
	}
	return strings.Join(words, " ")
}

func podPorts(p *cluster.Pod) string {
	var words []string
	for _, port := range p.Ports {
		word := fmt.Sprintf("%s %d", port.Protocol, port.Number)
		if port.Name != "" {
			word += " (" + render.CleanLine(port.Name) + ")"
		}
		words = append(words, word)
	}
	if p.HostNetwork {
		words = append(words, "on the node's network")
	}
	return strings.Join(words, ", ")
}

func servicePorts(s *cluster.Service) string {
	if s.ExternalName != "" {
		return "is " + render.CleanLine(s.ExternalName)
	}
	var words []string
	for _, p := range s.Ports {
		words = append(words, fmt.Sprintf("%d → %s", p.Port, render.CleanLine(p.TargetPort.String())))
	}
	return strings.Join(words, ", ")
}
