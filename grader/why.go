package grader

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// Reason says why a connection is open or closed.
type Reason struct {
	Cell     Cell
	Leaving  SideReason
	Entering SideReason
}

// SideReason says what one side of a connection answers, and what decides it.
type SideReason struct {
	Direction netpol.Direction
	Side      netpol.Side
	Isolating []PolicyPlace // beside Side.Isolating
	Rule      *RulePlace    // the rule that allows it, or the one that comes nearest; nil if there is none
}

// PolicyPlace is a policy, and where it stands in what was submitted. A policy that
// was there before has the zero Span.
type PolicyPlace struct {
	Policy *networkingv1.NetworkPolicy
	Object *manifest.Object
	Span   diagnostic.Span // of its spec
}

// RulePlace is a rule, and where it stands in what was submitted. A rule that was
// there before has zero Spans.
type RulePlace struct {
	Ref  netpol.RuleRef
	Span diagnostic.Span // of the rule
	Part diagnostic.Span // of the peer, port entry or label in it that decides
}

// Why says why a cell of a picture is as it is. A cell without a connection has
// sides without evidence.
func Why(t *task.Compiled, j *task.Judgement, c Cell) Reason {
	r := Reason{Cell: c}
	if c.None {
		return r
	}
	v := j.World.Policies.Verdict(c.Flow)
	own := own{t, j}
	r.Leaving = own.side(netpol.Egress, v.Egress)
	r.Entering = own.side(netpol.Ingress, v.Ingress)
	return r
}

// Span is the place in the submitted text that decides: of a closed connection, that
// of the side which closes it. It is the zero Span if no line of the text does.
func (r Reason) Span() diagnostic.Span {
	sides := []SideReason{r.Leaving, r.Entering}
	if r.Leaving.Side.Allowed && !r.Entering.Side.Allowed {
		slices.Reverse(sides)
	}
	for _, s := range sides {
		if span := s.Span(); span.Known() {
			return span
		}
	}
	return diagnostic.Span{}
}

// Span is the rule in the submitted text that decides this side, or else the first
// policy in it that isolates.
func (s SideReason) Span() diagnostic.Span {
	if s.Rule != nil && s.Rule.Span.Known() {
		return s.Rule.Span
	}
	for _, p := range s.Isolating {
		if p.Span.Known() {
			return p.Span
		}
	}
	return diagnostic.Span{}
}

// own finds policies among those of a judgement, and whether the learner wrote them.
type own struct {
	task *task.Compiled
	now  *task.Judgement
}

func (o own) side(d netpol.Direction, s netpol.Side) SideReason {
	r := SideReason{Direction: d, Side: s}
	for _, p := range s.Isolating {
		object := o.object(p)
		r.Isolating = append(r.Isolating, PolicyPlace{p, object, o.span(object, "spec")})
	}
	switch {
	case s.Match != nil:
		r.Rule = o.rule(*s.Match, decidingPart(*s.Match))
	case s.Nearest != nil:
		r.Rule = o.rule(s.Nearest.RuleRef, missingPart(*s.Nearest))
	}
	return r
}

func (o own) rule(ref netpol.RuleRef, part string) *RulePlace {
	object := o.object(ref.Policy)
	return &RulePlace{ref, o.span(object, ref.RulePath()), o.span(object, part)}
}

func (o own) object(p *networkingv1.NetworkPolicy) *manifest.Object {
	for _, object := range o.now.State.Policies {
		if object.Policy() == p {
			return object
		}
	}
	return nil
}

func (o own) span(object *manifest.Object, path string) diagnostic.Span {
	if object == nil || object.Root() == nil || slices.Contains(o.task.Start, object) {
		return diagnostic.Span{}
	}
	return object.Span(path)
}

func decidingPart(r netpol.RuleRef) string {
	if r.Peer < 0 {
		return r.PortPath()
	}
	return r.PeerPath()
}

// missingPart is the place of the first thing by which a rule fails.
func missingPart(m netpol.Miss) string {
	if len(m.PeerMismatches) == 0 {
		return m.PortPath()
	}
	switch x := m.PeerMismatches[0].(type) {
	case netpol.LabelMismatch:
		return m.PeerPath() + "." + x.Path()
	case netpol.AddressMismatch:
		return m.PeerPath() + ".ipBlock"
	}
	return m.PeerPath()
}
