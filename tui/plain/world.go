package plain

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
)

// cluster describes the world of the lesson: what selectors can select, what listens
// where. kube-system comes last, since every lesson has it.
func (r *room) cluster(string) {
	c := r.attempt.Task().Cluster
	namespaces := slices.Clone(c.Namespaces)
	slices.SortStableFunc(namespaces, func(a, b *cluster.Namespace) int { return cmp.Compare(systemLast(a), systemLast(b)) })
	for _, ns := range namespaces {
		r.namespace(c, ns)
	}
	for i, h := range c.Outside {
		if i == 0 {
			r.say("Outside the cluster.")
		}
		r.item("- %s, address %s.", h.Name, h.IP)
	}
	if n := len(r.lesson.Applied()); n > 0 {
		r.say("%s applied; policies reads them out.", capital(count(n, "policy is", "policies are")))
		return
	}
	r.say("No policy is applied.")
}

func systemLast(n *cluster.Namespace) int {
	if n.Name == "kube-system" {
		return 1
	}
	return 0
}

// namespace says what lives in a namespace. Every cluster has default; it is worth a
// line only where something does.
func (r *room) namespace(c *cluster.Cluster, ns *cluster.Namespace) {
	var lines []string
	for _, p := range c.Pods {
		if p.Namespace == ns.Name {
			lines = append(lines, podWords(p))
		}
	}
	for _, s := range c.Services {
		if s.Namespace == ns.Name {
			lines = append(lines, serviceWords(s))
		}
	}
	if len(lines) == 0 && ns.Name == "default" {
		return
	}
	r.say("Namespace %s%s.", ns.Name, labelled(", labels ", ownLabels(ns.Labels)))
	for _, l := range lines {
		r.item("- %s", l)
	}
}

func podWords(p *cluster.Pod) string {
	text := "Pod " + p.Name + labelled(", labels ", p.Labels)
	var ports []string
	for _, port := range p.Ports {
		word := fmt.Sprintf("%s %d", port.Protocol, port.Number)
		if port.Name != "" {
			word += " named " + port.Name
		}
		ports = append(ports, word)
	}
	if len(ports) > 0 {
		text += ", listens on " + listed(ports)
	}
	if p.HostNetwork {
		text += ", on the network of its node"
	}
	if !p.Running() {
		text += ", does not run"
	}
	return text + "."
}

func serviceWords(s *cluster.Service) string {
	if s.ExternalName != "" {
		return "Service " + s.Name + ", stands for " + s.ExternalName + "."
	}
	var ports []string
	for _, p := range s.Ports {
		ports = append(ports, fmt.Sprintf("%s %d leads to port %s", p.Protocol, p.Port, p.TargetPort.String()))
	}
	return "Service " + s.Name + ": " + listed(ports) + labelled(" of pods with ", s.Selector) + "."
}

// ownLabels leaves out the label that every namespace has: its own name.
func ownLabels(labels map[string]string) map[string]string {
	rest := maps.Clone(labels)
	delete(rest, "kubernetes.io/metadata.name")
	return rest
}

func labelled(head string, labels map[string]string) string {
	var words []string
	for _, k := range slices.Sorted(maps.Keys(labels)) {
		words = append(words, k+"="+labels[k])
	}
	if len(words) == 0 {
		return ""
	}
	return head + listed(words)
}

// policies reads out what is applied at the start, as its author wrote it.
func (r *room) policies(string) {
	applied := r.lesson.Applied()
	if len(applied) == 0 {
		r.say("No policy is applied in this cluster.")
		return
	}
	for _, o := range applied {
		protected := ""
		if slices.Contains(r.lesson.Protected, o.Key()) {
			protected = ", which must stay as it is"
		}
		r.say("Policy %s%s:", o.Key(), protected)
		r.code(strings.TrimRight(objectText(r.lesson.Cluster, o), "\n"))
	}
}

// objectText is the part of a file that an object was read from.
func objectText(file string, o *manifest.Object) string {
	n := o.Root()
	if n == nil || n.Start < 0 || n.End > len(file) || n.Start > n.End {
		return ""
	}
	return file[n.Start:n.End]
}
