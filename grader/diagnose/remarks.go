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
	said := func(d diagnostic.Diagnostic, ok bool) {
		if ok && !slices.ContainsFunc(all, func(one diagnostic.Diagnostic) bool { return one.Code == d.Code }) {
			all = append(all, d)
		}
	}
	for _, d := range missing {
		said(s.remarkMissing(d))
	}
	for _, d := range surplus {
		said(s.remarkSurplus(d))
	}
	return all
}

// remarkMissing is about a connection of tomorrow that the policies do not foresee.
func (s *scene) remarkMissing(d netpol.Delta) (diagnostic.Diagnostic, bool) {
	p, path := s.speaking(d, false)
	return s.remark("relies-on-today", d, p, path, "%s could not reach %s, and by the task it should")
}

// remarkSurplus is about a connection of tomorrow that need not be: a rule is wider
// than the task, or no policy restricts the new pod.
func (s *scene) remarkSurplus(d netpol.Delta) (diagnostic.Diagnostic, bool) {
	const words = "%s could reach %s, and by the task it need not"
	if p, path := s.speaking(d, true); p != nil {
		return s.remark("wider-than-needed", d, p, path, words)
	}
	p, path := s.speaking(d, false)
	return s.remark("relies-on-today", d, p, path, words)
}

// remark names one connection of tomorrow that would not be as the task wants.
func (s *scene) remark(code string, delta netpol.Delta, p *policy, path, words string) (diagnostic.Diagnostic, bool) {
	if !s.tomorrow(delta.From) && !s.tomorrow(delta.To) {
		return diagnostic.Diagnostic{}, false
	}
	d := diagnostic.Diagnostic{
		Code: code, Severity: diagnostic.Remark, Help: say(code),
		Message: fmt.Sprintf(words, s.someone(delta.From), s.someone(delta.To)),
	}
	if p != nil {
		d.Policy, d.Span = p.Key(), p.Span(path)
	}
	return d, true
}

// speaking is the policy that a connection of tomorrow is a matter of, and the place:
// the rule that lets it through, or the selector that leaves an end out.
func (s *scene) speaking(d netpol.Delta, open bool) (*policy, string) {
	for _, p := range s.policies {
		for _, in := range directions {
			subject, peer := d.From, d.To
			if in == netpol.Ingress {
				subject, peer = peer, subject
			}
			if !p.isolates(in) || subject.Pod == nil || subject.Pod.Namespace != p.Namespace {
				continue
			}
			for _, r := range p.rules(in) {
				if open && p.selectsPod(subject.Pod) && s.anyAdmits(r, peer) {
					return p, r.path
				}
			}
			if !open && !p.selectsPod(subject.Pod) {
				return p, "spec.podSelector"
			}
			if !open && len(p.rules(in)) > 0 {
				return p, p.rules(in)[0].path
			}
		}
	}
	return nil, ""
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
