package export

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/render"
)

// readme says what to type, and what is otherwise than in the lesson.
func (s *scene) readme() string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	add("# %s on a real cluster\n", s.lesson.ID)
	add("%s\n", render.CleanLine(s.lesson.Title))
	add("```sh")
	files := clusterFile
	add("kubectl apply -f %-22s # namespaces, pods, Services", clusterFile)
	if len(s.policies) > 0 {
		files = policiesFile + " -f " + clusterFile
		add("kubectl apply -f %-22s # the policies that the lesson begins with", policiesFile)
	}
	add("netpol-tutor show %-21s # the task", s.lesson.ID)
	if s.lesson.Kind.Graded() {
		add("kubectl apply -f %-22s # your answer", "np.yaml")
	}
	if len(s.checks) > 0 {
		add("%-39s # tries every check", "sh "+scriptFile)
	}
	add("kubectl delete --ignore-not-found -f %s", files)
	add("```\n")
	if s.lesson.Kind.Graded() {
		add("The last line takes everything away again, but for what your answer put into namespaces that")
		add("were there before: kubectl delete -f np.yaml.\n")
	} else {
		add("The last line takes everything away again.\n")
	}
	add("Take a cluster that is yours to break: namespaces of these names are taken over, and deleted.\n")
	add("The network plugin of the cluster must enforce NetworkPolicies, or everything stays open: Calico and")
	add("Cilium do; flannel alone does not, nor does kind with its own network before v0.24.\n")
	add("Every pod runs `%s`.", Image)
	for i, n := range s.notes {
		if i == 0 {
			add("\nOtherwise than in the lesson, or to know:\n")
		}
		add("- %s", render.CleanLine(n))
	}
	return b.String()
}
