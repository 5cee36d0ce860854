package workspace

import (
	"fmt"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// cellReasons say why the chosen connection is open or closed, side by side.
func (m *Model) cellReasons(width int) []string {
	p := &m.picture
	c := p.cell()
	from, to := p.picture.Ends[p.from], p.picture.Ends[p.to]
	if c.None {
		return []string{m.env.Theme.Faint.Render("Nothing to judge here: " + nothing(from.Namespace, to.Namespace, p.from == p.to))}
	}
	v := m.judgement().World.Policies.Verdict(c.Flow)
	arrow := m.env.Theme.Deny.Render(" ──✗ ")
	if c.Allowed {
		arrow = m.env.Theme.Allow.Render(" ──▶ ")
	}
	port := p.picture.Port
	lines := []string{fmt.Sprintf("%s%s%s  %s %d%s", endName(from), arrow, endName(to), port.Protocol, port.Number, wrongWord(c.Wrong))}
	lines = append(lines, hanging("leaving   ", m.sideWords(v.Egress), width)...)
	return append(lines, hanging("entering  ", m.sideWords(v.Ingress), width)...)
}

// hanging wraps words behind a head, in at most reasonLines lines.
func hanging(head, words string, width int) []string {
	lines := widget.Wrap(words, width-len(head))
	if len(lines) > reasonLines {
		lines = lines[:reasonLines]
		lines[reasonLines-1] += " …"
	}
	lines = widget.Indent(lines, len(head))
	lines[0] = head + strings.TrimLeft(lines[0], " ")
	return lines
}

func nothing(from, to string, same bool) string {
	switch {
	case same:
		return "a pod always reaches itself."
	case from == "" && to == "":
		return "both ends are outside the cluster."
	}
	return "the two speak different IP families."
}

func wrongWord(wrong bool) string {
	if wrong {
		return "   ! not as the task wants"
	}
	return ""
}

// sideWords say what one side of a connection answers, and which policy decides it.
func (m *Model) sideWords(s netpol.Side) string {
	switch s.Kind {
	case netpol.NotIsolated:
		return "open: no policy isolates this side"
	case netpol.Outside:
		return "open: policies govern pods only"
	case netpol.Self:
		return "open: a pod always reaches itself"
	case netpol.Matched:
		return "open: " + m.ruleWords(*s.Match) + " allows it"
	case netpol.NothingMatched:
		return m.closedWords(s)
	}
	return "the API makes no promise here"
}

func (m *Model) closedWords(s netpol.Side) string {
	words := "closed: " + policyNames(s.Isolating) + isolates(len(s.Isolating)) + " it, and no rule allows this"
	if s.Nearest != nil {
		words += "; nearest is " + m.ruleWords(s.Nearest.RuleRef)
		if why := missWords(*s.Nearest); why != "" {
			words += ": " + why
		}
	}
	return words
}

func isolates(n int) string {
	if n == 1 {
		return " isolates"
	}
	return " isolate"
}

func policyNames(policies []*networkingv1.NetworkPolicy) string {
	names := make([]string, len(policies))
	for i, p := range policies {
		names[i] = render.CleanLine(p.Namespace + "/" + p.Name)
	}
	return strings.Join(names, " and ")
}

// ruleWords name a rule, with its line if it stands in the submitted text.
func (m *Model) ruleWords(r netpol.RuleRef) string {
	words := fmt.Sprintf("%s rule %d", render.CleanLine(r.Policy.Name), r.Rule+1)
	if span, ok := m.refSpan(r); ok {
		words += fmt.Sprintf(" (line %d)", span.Start.Line)
	}
	return words
}

// missWords tell by what a rule fails, in the first of its mismatches.
func missWords(miss netpol.Miss) string {
	all := append(append([]netpol.Mismatch{}, miss.PeerMismatches...), miss.PortMismatches...)
	if len(all) == 0 {
		return ""
	}
	switch x := all[0].(type) {
	case netpol.LabelMismatch:
		return labelMiss(x)
	case netpol.NamespaceMismatch:
		return fmt.Sprintf("it looks into %s only, the other end is in %s", render.CleanLine(x.Wanted), render.CleanLine(x.Got))
	case netpol.SelectorMismatch:
		return "it selects pods, and the other end is outside"
	case netpol.AddressMismatch:
		return fmt.Sprintf("%s is not in its range", x.Address)
	case netpol.ProtocolMismatch:
		return fmt.Sprintf("it allows %s", x.Wanted)
	case netpol.PortMismatch:
		return "it allows other ports"
	case netpol.NamedPortMismatch:
		return fmt.Sprintf("the port name %s does not stand for this port", render.CleanLine(x.Name))
	}
	return ""
}

func labelMiss(x netpol.LabelMismatch) string {
	got := "has no such label"
	if x.Has {
		got = "has " + render.CleanLine(x.Got)
	}
	of := "the pod"
	if x.Selector == netpol.NamespaceSelector {
		of = "the namespace"
	}
	wanted := render.CleanLine(x.Key)
	if len(x.Wanted) > 0 {
		wanted += "=" + render.CleanLine(strings.Join(x.Wanted, "|"))
	}
	return fmt.Sprintf("it wants %s, %s %s", wanted, of, got)
}

// closedFirst orders the sides of a verdict by what a learner wants to see first.
func closedFirst(v netpol.Verdict) []netpol.Side {
	if !v.Egress.Allowed || v.Ingress.Allowed {
		return []netpol.Side{v.Egress, v.Ingress}
	}
	return []netpol.Side{v.Ingress, v.Egress}
}

// ruleSpan is where the rule that decides a side stands in the submitted text.
func (m *Model) ruleSpan(s netpol.Side) (diagnostic.Span, bool) {
	switch {
	case s.Match != nil:
		return m.refSpan(*s.Match)
	case s.Nearest != nil:
		return m.refSpan(s.Nearest.RuleRef)
	}
	for _, p := range s.Isolating {
		if span, ok := m.policySpan(p, "spec"); ok {
			return span, true
		}
	}
	return diagnostic.Span{}, false
}

func (m *Model) refSpan(r netpol.RuleRef) (diagnostic.Span, bool) {
	return m.policySpan(r.Policy, r.RulePath())
}

func (m *Model) policySpan(p *networkingv1.NetworkPolicy, path string) (diagnostic.Span, bool) {
	if m.graded.report == nil {
		return diagnostic.Span{}, false
	}
	for _, o := range m.graded.report.Read.Objects {
		if o.Policy() == p {
			span := o.Span(path)
			return span, span.Known()
		}
	}
	return diagnostic.Span{}, false
}
