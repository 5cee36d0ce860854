package diagnose

import (
	"fmt"
	"slices"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/netpol"
)

// remarks say what of a submission that passes fits only the pods of today.
func (s *scene) remarks() []diagnostic.Diagnostic {
	if !s.bounded || len(s.policies) == 0 {
		return nil
	}
	missing, surplus := s.task.Future(s.wrong.state)
	var all []diagnostic.Diagnostic
	if d, ok := s.remark("relies-on-today", missing, "%s could not reach %s, and by the task it should"); ok {
		all = append(all, d)
	}
	if d, ok := s.remark("wider-than-needed", surplus, "%s could reach %s, and by the task it need not"); ok {
		all = append(all, d)
	}
	return all
}

// remark names one connection of tomorrow that would not be as the task wants.
func (s *scene) remark(code string, deltas []netpol.Delta, words string) (diagnostic.Diagnostic, bool) {
	i := slices.IndexFunc(deltas, func(d netpol.Delta) bool { return s.tomorrow(d.From) || s.tomorrow(d.To) })
	if i < 0 {
		return diagnostic.Diagnostic{}, false
	}
	delta := deltas[i]
	d := diagnostic.Diagnostic{
		Code: code, Severity: diagnostic.Remark, Help: say(code),
		Message: fmt.Sprintf(words, s.someone(delta.From), s.someone(delta.To)),
	}
	for _, p := range s.policies {
		if path, ok := s.concerned(p, delta, code == "wider-than-needed"); ok {
			d.Policy, d.Span = p.Key(), p.Span(path)
			break
		}
	}
	return d, true
}

// tomorrow tells whether an end is a pod that does not exist yet.
func (s *scene) tomorrow(e netpol.Endpoint) bool {
	return e.Pod != nil && !slices.Contains(s.cluster.Pods, e.Pod)
}

func (s *scene) someone(e netpol.Endpoint) string {
	switch {
	case e.Pod == nil:
		return hostName(s.cluster, e)
	case !s.tomorrow(e):
		return e.Pod.Key()
	case len(e.Pod.Labels) == 0:
		return fmt.Sprintf("a new pod without labels in %s", s.placeOf(e.Pod))
	}
	return fmt.Sprintf("a new pod with %s in %s", labelWords(e.Pod.Labels), s.placeOf(e.Pod))
}

func (s *scene) placeOf(p *cluster.Pod) string {
	if s.cluster.Namespace(p.Namespace) == nil {
		return "a new namespace"
	}
	return p.Namespace
}

// concerned is the rule of a policy that lets such a connection through, or the
// policy's selector where one is missing.
func (s *scene) concerned(p *policy, d netpol.Delta, open bool) (string, bool) {
	for _, r := range p.allRules() {
		subject, peer := d.From, d.To
		if r.in == netpol.Ingress {
			subject, peer = peer, subject
		}
		if subject.Pod != nil && p.selectsPod(subject.Pod) && (!open || s.anyAdmits(r, peer)) {
			return r.path, true
		}
	}
	return "spec.podSelector", !open && (d.From.Pod != nil && d.From.Pod.Namespace == p.Namespace || d.To.Pod != nil && d.To.Pod.Namespace == p.Namespace)
}

// warnings pass on what was accepted and may not mean what was intended.
func (s *scene) warnings() []diagnostic.Diagnostic {
	var all []diagnostic.Diagnostic
	for _, w := range s.read.Warnings {
		d := diagnostic.Diagnostic{Code: w.Code, Severity: diagnostic.Warning, Message: w.Message, Help: say(w.Code), Policy: w.Object, Span: w.Span}
		all = append(all, d)
	}
	return all[:min(len(all), mostDiagnostics)]
}
