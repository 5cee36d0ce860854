package journey

import (
	"fmt"
	"strconv"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/netpol"
)

// Why says a verdict in one sentence without a final full stop, for example:
// space1/np-space1 restricts what may leave app1-0 and no rule of it allows UDP 53 to
// kube-system/coredns-0.
func Why(f netpol.Flow, v netpol.Verdict) string {
	return sentence{f, v, named(f.From), named(f.To)}.String()
}

func named(e netpol.Endpoint) string {
	if e.Pod != nil {
		return e.Pod.Key()
	}
	return e.IP.String()
}

// sentence has the words for one verdict.
type sentence struct {
	f        netpol.Flow
	v        netpol.Verdict
	from, to string
}

func (s sentence) String() string {
	v := s.v
	switch {
	case v.Standing >= netpol.NotRunning:
		return s.noWay()
	case v.Standing == netpol.Loop:
		return s.from + " always reaches itself"
	case v.Standing == netpol.OutsideOnly:
		return "both ends are outside the cluster, where policies see nothing"
	case !v.Egress.Allowed && !v.Ingress.Allowed:
		return s.egressStops() + "; " + restricts(v.Ingress.Isolating) + " what may enter " + s.toShort() + " and does not allow it either"
	case !v.Egress.Allowed:
		return s.egressStops()
	case !v.Ingress.Allowed:
		return s.ingressStops()
	}
	return s.goesThrough()
}

func (s sentence) port() string { return portWords(s.f.Protocol, s.f.Port) }

// A pod whose policies are named needs no namespace: theirs is its own.
func (s sentence) fromShort() string { return shortName(s.from) }
func (s sentence) toShort() string   { return shortName(s.to) }

func (s sentence) egressStops() string {
	return restricts(s.v.Egress.Isolating) + " what may leave " + s.fromShort() + " and no rule of " +
		itThem(s.v.Egress.Isolating) + " allows " + s.port() + " to " + s.to
}

func (s sentence) ingressStops() string {
	return restricts(s.v.Ingress.Isolating) + " what may enter " + s.toShort() + " and no rule of " +
		itThem(s.v.Ingress.Isolating) + " allows " + s.port() + " from " + s.from
}

func (s sentence) goesThrough() string {
	out, in := s.v.Egress.Kind, s.v.Ingress.Kind
	switch {
	case out == netpol.Matched && in == netpol.Matched:
		return s.matchedOut() + ", and " + rule(s.v.Ingress.Match) + " lets it in"
	case out == netpol.Matched && in == netpol.NotIsolated:
		return s.matchedOut() + ", and no policy restricts what may enter " + s.to
	case out == netpol.Matched:
		return s.matchedOut()
	case in == netpol.Matched:
		return rule(s.v.Ingress.Match) + " lets " + s.port() + " from " + s.from + " into " + s.toShort()
	}
	return s.unrestricted()
}

func (s sentence) matchedOut() string {
	return rule(s.v.Egress.Match) + " lets " + s.fromShort() + " open " + s.port() + " to " + s.to
}

func (s sentence) unrestricted() string {
	out, in := s.v.Egress.Kind == netpol.NotIsolated, s.v.Ingress.Kind == netpol.NotIsolated
	switch {
	case out && in:
		return "no policy restricts what may leave " + s.from + " or enter " + s.to
	case out:
		return "no policy restricts what may leave " + s.from
	case in:
		return "no policy restricts what may enter " + s.to
	}
	return "policies with most network plugins have no say between " + s.from + " and " + s.to
}

func (s sentence) noWay() string {
	switch s.v.Standing {
	case netpol.NotRunning:
		return fmt.Sprintf("nothing goes between %s and %s, because one of them does not run", s.from, s.to)
	case netpol.FamiliesDiffer:
		return fmt.Sprintf("%s and %s share no IP version", s.from, s.to)
	}
	return fmt.Sprintf("nothing goes between %s and %s", s.from, s.to)
}

// rule names a rule as people count: rule 1 of space1/np-space1.
func rule(r *netpol.RuleRef) string {
	if r == nil || r.Policy == nil {
		return "a rule"
	}
	return r.Direction.String() + " rule " + strconv.Itoa(r.Rule+1) + " of " + r.Policy.Namespace + "/" + r.Policy.Name
}

func restricts(all []*networkingv1.NetworkPolicy) string {
	if len(all) == 1 {
		return list(all) + " restricts"
	}
	return list(all) + " restrict"
}

func itThem(all []*networkingv1.NetworkPolicy) string {
	if len(all) == 1 {
		return "it"
	}
	return "them"
}

// list names up to three policies and counts the rest.
func list(all []*networkingv1.NetworkPolicy) string {
	const most = 3
	text := ""
	for i, p := range all {
		switch {
		case i == most:
			return text + " and " + strconv.Itoa(len(all)-most) + " more"
		case i > 0 && i == len(all)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += p.Namespace + "/" + p.Name
	}
	return text
}
