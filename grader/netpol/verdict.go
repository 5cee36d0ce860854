package netpol

import (
	"fmt"

	networkingv1 "k8s.io/api/networking/v1"
)

// Verdict says whether a connection is allowed, and why, side by side. It is a
// promise of the API only if Standing is Ordinary or Loop.
type Verdict struct {
	Allowed  bool // both sides allow
	Standing Standing
	Egress   Side
	Ingress  Side
}

// Side is one side of a verdict with its evidence.
type Side struct {
	Allowed   bool
	Kind      SideKind
	Isolating []*networkingv1.NetworkPolicy // those that isolate the pod in this direction, in the order given to Compile
	Match     *RuleRef                      // the first rule that allows; set if Kind is Matched
	Nearest   *Miss                         // the rule that comes nearest; set if Kind is NothingMatched and there is any rule
}

// SideKind is the reason of one side.
type SideKind uint8

const (
	// NotIsolated is a pod that no policy isolates in this direction: everything is allowed.
	NotIsolated SideKind = iota
	// Matched is an isolated pod of which a rule allows the connection.
	Matched
	// NothingMatched is an isolated pod of which no rule allows the connection.
	NothingMatched
	// Outside is an address outside the cluster: no policy governs it.
	Outside
	// Self is a pod that reaches itself: always allowed.
	Self
	// Undefined is an end for which the API makes no promise; the verdict's Standing
	// says why. It does not forbid, unless there is nothing that could flow.
	Undefined
)

// RuleRef points to a rule of a policy, and to the peer and the port entry in it.
type RuleRef struct {
	Policy    *networkingv1.NetworkPolicy
	Direction Direction
	Rule      int
	Peer      int // -1: the rule lists no peers and so matches all
	Port      int // -1: the rule lists no ports and so matches all
}

// RulePath is the rule's place in the policy, for example spec.egress[0].
func (r RuleRef) RulePath() string { return fmt.Sprintf("spec.%s[%d]", r.Direction, r.Rule) }

// PeerPath is the peer's place, for example spec.egress[0].to[1]; spec.egress[0].to
// where the rule lists none.
func (r RuleRef) PeerPath() string { return r.RulePath() + "." + item(r.Direction.peers(), r.Peer) }

// PortPath is the port entry's place, for example spec.egress[0].ports[1];
// spec.egress[0].ports where the rule lists none.
func (r RuleRef) PortPath() string { return r.RulePath() + "." + item("ports", r.Port) }

func item(list string, i int) string {
	if i < 0 {
		return list
	}
	return fmt.Sprintf("%s[%d]", list, i)
}

// String names policy and rule: space1/np-space1 spec.egress[0].
func (r RuleRef) String() string {
	if r.Policy == nil {
		return r.RulePath()
	}
	return r.Policy.Namespace + "/" + r.Policy.Name + " " + r.RulePath()
}

// Verdict judges one connection. It answers every question, however odd; see Standing
// and Undefined for those that are not about a flow.
func (e *Evaluator) Verdict(f Flow) Verdict {
	from, to, standing := e.ends(f.From, f.To)
	at, known := pointOf(f.Protocol, f.Port)
	if !known && standing < NotRunning {
		standing = UnknownPort
	}
	switch {
	case standing >= NotRunning:
		return Verdict{Standing: standing, Egress: Side{Kind: Undefined}, Ingress: Side{Kind: Undefined}}
	case standing == Loop:
		self := Side{Allowed: true, Kind: Self}
		return Verdict{Allowed: true, Standing: standing, Egress: self, Ingress: self}
	}
	v := Verdict{Standing: standing, Egress: e.side(Egress, from, to, at), Ingress: e.side(Ingress, from, to, at)}
	v.Allowed = v.Egress.Allowed && v.Ingress.Allowed
	return v
}

func (e *Evaluator) side(d Direction, from, to end, at point) Side {
	subject, peer := d.order(from, to)
	switch {
	case subject.fault != Ordinary:
		return Side{Allowed: true, Kind: Undefined}
	case subject.pod < 0:
		return Side{Allowed: true, Kind: Outside}
	}
	isolating := e.isolating[d].of(subject.pod)
	if len(isolating) == 0 {
		return Side{Allowed: true, Kind: NotIsolated}
	}
	s := Side{Kind: NothingMatched, Isolating: make([]*networkingv1.NetworkPolicy, len(isolating))}
	for i, number := range isolating {
		s.Isolating[i] = e.sides[d][number].policy
	}
	if s.Match = e.firstMatch(d, isolating, peer, to, at); s.Match != nil {
		s.Allowed, s.Kind = true, Matched
	} else {
		s.Nearest = e.nearest(d, isolating, peer, to, at)
	}
	return s
}

// firstMatch is the first rule that allows, with the first peer and port that do.
func (e *Evaluator) firstMatch(d Direction, isolating []int32, peer, to end, at point) *RuleRef {
	for _, number := range isolating {
		s := &e.sides[d][number]
		for i := range s.rules {
			if r := &s.rules[i]; r.ports.allow(at, to) && r.admits(peer) {
				return &RuleRef{s.policy, d, i, r.firstPeer(peer), r.ports.first(at, to)}
			}
		}
	}
	return nil
}
