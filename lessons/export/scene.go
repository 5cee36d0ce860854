package export

import (
	"fmt"
	"slices"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

// scene is a lesson with what of it can exist in another cluster.
type scene struct {
	lesson     *lessons.Lesson
	cluster    *cluster.Cluster
	namespaces []*cluster.Namespace // to be made
	pods       []*cluster.Pod
	services   []*cluster.Service
	policies   []*manifest.Object
	checks     []check
	notes      []string // what is otherwise there than in the lesson
}

// check is a connection that is to be tried.
type check struct {
	journey.Connection
	open      bool // what is expected
	byAddress bool // a Service is meant by its address
}

// existing are the namespaces that every cluster has.
var existing = []string{"default", "kube-system", "kube-public", "kube-node-lease"}

// system tells whether a namespace is the cluster's own, so that nothing is put into it.
func system(namespace string) bool {
	return namespace != "default" && slices.Contains(existing, namespace)
}

func newScene(l *lessons.Lesson) (*scene, error) {
	compiled, err := l.Task()
	if err != nil {
		return nil, fmt.Errorf("export lesson %q: %w", l.ID, err)
	}
	s := &scene{lesson: l, cluster: compiled.Cluster}
	s.place()
	for _, o := range l.Applied() {
		if system(o.Namespace) {
			s.note("The policy %s is left out: it would change the cluster's own namespace.", o.Key())
			continue
		}
		s.policies = append(s.policies, o)
	}
	s.checks = append(checksOf(compiled), questionsOf(l)...)
	return s, nil
}

func checksOf(t *task.Compiled) []check {
	var all []check
	for _, c := range t.Checks {
		all = append(all, check{Connection: c.Connection, open: c.Expect == task.Allow, byAddress: c.Expect == task.Deny})
	}
	return all
}

// questionsOf are the connections that a lesson asks about, with what they come to.
func questionsOf(l *lessons.Lesson) []check {
	var all []check
	for _, q := range l.Questions {
		if c, err := journey.Parse(q.Connection); err == nil {
			all = append(all, check{Connection: c, open: slices.Contains([]string{"allow", "works", "refused"}, q.Answer)})
		}
	}
	return all
}

func (s *scene) note(format string, args ...any) {
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

// place sorts out what is made and what is left out.
func (s *scene) place() {
	for _, ns := range s.cluster.Namespaces {
		if !slices.Contains(existing, ns.Name) {
			s.namespaces = append(s.namespaces, ns)
		} else if own := ownLabels(ns); len(own) > 0 && !system(ns.Name) {
			s.note("In the lesson the namespace %s is labelled %s: kubectl label namespace %s %s", ns.Name, labelText(own), ns.Name, labelText(own))
		}
	}
	for _, p := range s.cluster.Pods {
		switch {
		case system(p.Namespace):
			s.leaveOut(p)
		case !p.Running():
			s.note("The pod %s is left out: it does not run in the lesson.", p.Key())
		default:
			s.pods = append(s.pods, p)
		}
	}
	for _, sv := range s.cluster.Services {
		if !system(sv.Namespace) {
			s.services = append(s.services, sv)
		}
	}
	for _, h := range s.cluster.Outside {
		s.note("Outside the cluster the lesson has %s, address %s.", h.Name, h.IP)
	}
	if s.cluster.Resolver == cluster.NodeLocal {
		s.note("In the lesson pods ask NodeLocal DNSCache; in your cluster they ask what their resolv.conf names.")
	}
}

// leaveOut notes a pod of the cluster's own namespaces, unless every cluster has it.
func (s *scene) leaveOut(p *cluster.Pod) {
	if p.Key() != "kube-system/coredns-0" {
		s.note("The pod %s is left out: it would live in the cluster's own namespace.", p.Key())
	}
}

// made tells whether a pod is among those that are made.
func (s *scene) made(p *cluster.Pod) bool { return slices.Contains(s.pods, p) }
