package diagnose

import (
	"fmt"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// witness is one connection that is not as the task wants.
type witness struct {
	connection journey.Connection
	expect     task.Expect
	way        journey.Journey
	check      int // the check, or -1
	flow       *netpol.Flow
}

// witness finds the first such connection that answers a question: among the checks,
// those by name first, then among all connections.
func (s *scene) witness(fits func(witness) bool) (witness, bool) {
	var found []witness
	for i, held := range s.wrong.held {
		if held {
			continue
		}
		x := witness{s.task.Checks[i].Connection, s.task.Checks[i].Expect, s.wrong.ways[i], i, nil}
		if step := x.way.Deciding(); step != nil {
			x.flow = step.Flow
		}
		if fits(x) {
			found = append(found, x)
		}
	}
	slices.SortStableFunc(found, func(a, b witness) int { return telling(a) - telling(b) })
	if len(found) > 0 {
		return found[0], true
	}
	for _, e := range s.task.Judge(task.Of(s.read)).Bounds.Examples {
		c, err := journey.Parse(e.Connection)
		if err != nil {
			continue
		}
		way, err := journey.Go(s.wrong.world, c, journey.Options{ByAddress: true})
		if x := (witness{c, e.Expect, way, -1, &e.Flow}); err == nil && fits(x) {
			return x, true
		}
	}
	return witness{}, false
}

// telling orders connections by how much a learner recognises them.
func telling(x witness) int {
	switch x.connection.By {
	case journey.ByService, journey.ByHost:
		return 0
	case journey.ByAddress:
		return 1
	}
	return 2
}

// show adds what the learner would have seen, of a connection that this step mends,
// and a message where the cause has none of its own. It is false where nothing of this
// is to be seen in the submission as it is.
func (s *scene) show(d *diagnostic.Diagnostic, st step, a *attempt) bool {
	mended := func(x witness) bool {
		return (st.on == s || !st.on.settled(x, st.on.wrong)) && s.settled(x, a.wrong)
	}
	x, ok := s.witness(func(x witness) bool { return mended(x) && a.showsIn(x) && a.about(x) })
	if !ok {
		x, ok = s.witness(mended)
	}
	if !ok {
		s.showNothing(d, st)
		return st.code == "required-name-missing" && d.Sight != nil
	}
	d.Sight = s.sight(x)
	if d.Message == "" {
		d.Message = x.words()
		d.Code = x.code()
		d.Help = say(d.Code)
	}
	if d.Labels = slices.DeleteFunc(d.Labels, func(diagnostic.Label) bool { return !a.about(x) }); len(d.Labels) == 0 {
		s.blame(d, x, a.change)
	}
	return true
}

// about tells whether a connection is of the sort that a change is meant for.
func (c *change) about(x witness) bool {
	return !isGeneral(c.code) || !c.opens || x.expect == task.Allow
}

// showsIn tells whether a connection is a good example of what a change mends: of lookups
// one that ends there, otherwise one that the policy at fault has a say in.
func (c *change) showsIn(x witness) bool {
	if isDNS(c.code) {
		return x.way.Stage == journey.StageDNS
	}
	return x.concerns(c.policy)
}

// concerns tells whether a policy restricts one of the two ends.
func (x witness) concerns(p *policy) bool {
	if p == nil || p.Spec == nil || x.flow == nil {
		return false
	}
	from, to := x.flow.From.Pod, x.flow.To.Pod
	return from != nil && p.isolates(netpol.Egress) && p.selectsPod(from) || to != nil && p.isolates(netpol.Ingress) && p.selectsPod(to)
}

// settled tells whether a connection is as the task wants it, in a judgement.
func (s *scene) settled(x witness, w *wrong) bool {
	if x.check >= 0 {
		return w.held[x.check]
	}
	return x.flow != nil && w.world.Policies.Allowed(*x.flow) == (x.expect == task.Allow)
}

// showNothing is for steps of which nothing is to be seen in the submission as it is.
func (s *scene) showNothing(d *diagnostic.Diagnostic, st step) {
	if d.Message == "" {
		d.Message = "this is not yet what the task asks for"
		x, ok := st.on.witness(func(x witness) bool { return s.settled(x, st.wrong) })
		if ok {
			d.Message, d.Code = x.words(), x.code()
			d.Help = say(d.Code)
		}
	}
	named := st.on == s || st.code == "required-name-missing"
	if names := s.absentNames(); named && len(names) > 0 && d.Sight == nil {
		d.Sight = notFound(names[0])
	}
}

// code names a connection that is not as the task wants, for want of a cause.
func (x witness) code() string {
	if x.expect == task.Deny {
		return "allows-too-much"
	}
	return "allows-too-little"
}

// notFound is what kubectl says of a policy that does not exist.
func notFound(key string) *diagnostic.Sight {
	namespace, name := splitKey(key)
	return &diagnostic.Sight{
		Command: fmt.Sprintf("kubectl get networkpolicy %s -n %s", name, namespace),
		Output:  fmt.Sprintf("Error from server (NotFound): networkpolicies.networking.k8s.io %q not found", name),
	}
}

// words says what is wrong with the connection.
func (x witness) words() string {
	from := x.connection.From.String()
	to := strings.TrimPrefix(x.connection.String(), from+" > ")
	if x.expect == task.Deny {
		return fmt.Sprintf("%s can reach %s, which should stay closed", from, to)
	}
	return fmt.Sprintf("%s cannot reach %s, which should be open", from, to)
}

// blame adds the places that decide over a connection: the rule that lets it through,
// or the one that comes nearest, which is the one that is changed, if any is, and the
// policy that isolates.
func (s *scene) blame(d *diagnostic.Diagnostic, x witness, c *change) {
	if x.flow == nil {
		return
	}
	v := s.wrong.world.Policies.Verdict(*x.flow)
	sides := []netpol.Side{v.Egress, v.Ingress}
	for i, side := range sides {
		switch {
		case x.expect == task.Deny && side.Match != nil:
			s.point(d, side.Match.Policy, s.letThrough(side.Match, *x.flow))
		case x.expect == task.Allow && !side.Allowed && side.Nearest != nil:
			m := s.missOf(c, side.Nearest, *x.flow)
			s.point(d, m.Policy, mark{path: missPath(m), text: s.missWords(m, *x.flow)})
		case x.expect == task.Allow && !side.Allowed && len(side.Isolating) > 0:
			s.point(d, side.Isolating[0], mark{path: "spec." + netpol.Direction(i).String(), key: true, text: "no rule here allows it"})
		case x.expect == task.Allow && side.Match != nil:
			s.point(d, side.Match.Policy, mark{path: side.Match.RulePath(), text: fmt.Sprintf("the %s side agrees", netpol.Direction(i))})
		}
	}
	if len(d.Labels) == 0 && d.Policy == "" && len(s.policies) > 0 {
		d.Labels = append(d.Labels, diagnostic.Label{Span: s.policies[0].Span("metadata.name"), Text: "this part is there"})
		d.Span = d.Labels[0].Span
	}
}

// missOf is the miss by what a change is about, or else the nearest.
func (s *scene) missOf(c *change, nearest *netpol.Miss, f netpol.Flow) *netpol.Miss {
	if c == nil {
		return nearest
	}
	best := nearest
	for _, m := range s.wrong.world.Policies.Misses(f, nearest.Direction) {
		if s.closeness(c, m) > s.closeness(c, best) {
			best = m
		}
	}
	return best
}

// closeness tells whether a change is about the rule of a miss, 1, or its very peer, 2.
func (s *scene) closeness(c *change, m *netpol.Miss) int {
	switch {
	case s.own(m.Policy) != c.policy:
		return 0
	case strings.HasPrefix(c.at.path, m.PeerPath()):
		return 2
	case strings.HasPrefix(c.at.path, m.RulePath()):
		return 1
	}
	return 0
}

// letThrough marks by what a rule allows a connection: by the port, if the two ends are
// to be connected otherwise, or else by the peer.
func (s *scene) letThrough(r *netpol.RuleRef, f netpol.Flow) mark {
	peer, own := f.To, s.own(r.Policy)
	if r.Direction == netpol.Ingress {
		peer = f.From
	}
	switch {
	case own == nil:
		return mark{path: r.RulePath()}
	case r.Port < 0 && s.wantedBetween(f.From, f.To):
		return mark{path: r.RulePath(), text: "this rule names no port, so it opens every one"}
	case s.wantedBetween(f.From, f.To):
		return mark{path: r.PortPath(), text: fmt.Sprintf("this opens port %d", f.Port)}
	case r.Peer < 0:
		return mark{path: r.RulePath(), text: "this rule names nobody, so it lets everybody through"}
	}
	meant := &own.rules(r.Direction)[r.Rule].peers[r.Peer]
	return mark{path: r.PeerPath(), text: fmt.Sprintf("this means %s, and %s is one of them", s.peerWords(meant, own.Namespace), s.end(peer))}
}

func missPath(m *netpol.Miss) string {
	switch {
	case len(m.PeerMismatches) > 0:
		return m.PeerPath()
	case len(m.PortMismatches) > 0:
		return m.PortPath() + portField(m)
	}
	return m.RulePath()
}

// portField is the field of a port entry that differs, where it is one and is written.
func portField(m *netpol.Miss) string {
	if len(m.PortMismatches) > 1 {
		return ""
	}
	switch m.PortMismatches[0].(type) {
	case netpol.PortMismatch, netpol.NamedPortMismatch:
		return ".port"
	}
	return ""
}

// point marks a place in a policy of the learner.
func (s *scene) point(d *diagnostic.Diagnostic, p *networkingv1.NetworkPolicy, m mark) {
	own := s.own(p)
	if own == nil {
		return
	}
	span := s.place(own.Object, m)
	if !d.Span.Known() {
		d.Span, d.Policy = span, own.Key()
	}
	d.Labels = append(d.Labels, diagnostic.Label{Span: span, Text: m.text})
}

// sight is what the learner would have seen of a connection, with the contrast to
// the same connection by address where the name is what fails.
func (s *scene) sight(x witness) *diagnostic.Sight {
	sight := &diagnostic.Sight{
		Command: x.way.Command, Output: x.way.Output, After: x.way.Delay,
		Ways: []diagnostic.Way{{Hops: hops(&x.way)}},
	}
	if x.way.Stage != journey.StageDNS {
		return sight
	}
	if x.connection.By == journey.ByDNS {
		return sight
	}
	way, err := journey.Go(s.wrong.world, x.connection, journey.Options{ByAddress: true})
	if err == nil {
		note := "by address it works"
		if !way.Allowed {
			note = "by address it fails as well"
		}
		all := hops(&way)
		if step := way.Deciding(); step != nil {
			last := all[len(all)-1]
			last.From = shortName(x.connection.From.String())
			last.To = fmt.Sprintf("%s:%d", shortName(step.To), step.Port)
			all = []diagnostic.Hop{last}
		}
		sight.Ways = append(sight.Ways, diagnostic.Way{Note: note, Hops: all})
	}
	return sight
}

func hops(way *journey.Journey) []diagnostic.Hop {
	all := make([]diagnostic.Hop, len(way.Steps))
	for i := range way.Steps {
		step := &way.Steps[i]
		all[i] = diagnostic.Hop{From: shortName(step.From), To: step.Target(), Open: step.OK, Note: step.Note}
	}
	return all
}

func shortName(key string) string {
	_, name, found := strings.Cut(key, "/")
	if !found {
		return key
	}
	return name
}
