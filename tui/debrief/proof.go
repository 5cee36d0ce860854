package debrief

import (
	"fmt"

	"netpol-tutor/grader"
	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/task"
)

// proof says in figures what a pass means.
func proof(r *grader.Report) []string {
	lines := []string{checksHold(len(r.Judgement.Checks))}
	if r.Task.Bounds == task.Exact {
		lines = append(lines, fmt.Sprintf(
			"Beyond the checks: all %d pairs of this cluster were compared, on every port of TCP, UDP and SCTP. Nothing needed is closed, nothing else is open.",
			pairs(r.Task.Cluster)))
	}
	return lines
}

func checksHold(n int) string {
	if n == 1 {
		return "The one check holds."
	}
	return fmt.Sprintf("All %d checks hold.", n)
}

// pairs counts the ordered pairs between which something could flow: pods of the pod
// network with each other, and each with the outside, both ways.
func pairs(c *cluster.Cluster) int {
	pods := 0
	for _, p := range c.Pods {
		if p.OnPodNetwork() {
			pods++
		}
	}
	outside := max(1, len(c.Outside))
	return pods*(pods-1) + 2*pods*outside
}

// remarks are what could be sturdier in an answer that passed.
func remarks(r *grader.Report) []diagnostic.Diagnostic {
	var all []diagnostic.Diagnostic
	for _, d := range r.Diagnostics {
		if d.Severity != diagnostic.Error {
			all = append(all, d)
		}
	}
	return all
}
