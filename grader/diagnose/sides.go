package diagnose

import (
	"fmt"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// sideRepairs mend connections of which one end, or one policy, was forgotten.
var sideRepairs = []repair{
	{"one-side-only", addOtherSide},
	{"return-path-rule", dropReturnPath},
	{"half-solution", addMissingPolicy},
	{"deny-rule-thinking", dropWiderPolicy},
}

// addOtherSide gives the permission that the end lacks whose partner agrees already:
// in a policy of the learner that restricts this end, or in a new one.
func addOtherSide(s *scene, offer func(*change)) {
	needs := slices.DeleteFunc(slices.Clone(s.needs()), func(n need) bool { return !n.half })
	if len(needs) == 0 {
		return
	}
	for _, d := range directions {
		for _, p := range s.policies {
			if s.isHome(p, needs, d) {
				s.offerOtherSide(p, demandOf(needs, d, p.selectsPod), offer)
			}
		}
		for _, m := range slices.Concat(s.absentModels(), s.unserved()) {
			if n := slices.IndexFunc(needs, func(n need) bool { return n.in == d && selects(m, n.subject) }); n >= 0 {
				s.offerOtherPolicy(m, needs[n], offer)
			}
		}
	}
}

// isHome tells whether a rule for what is lacking belongs into a policy: all its pods need
// it, or there is no policy, and none to be written, for just those that do.
func (s *scene) isHome(p *policy, needs []need, d netpol.Direction) bool {
	serves := func(q *policy) bool {
		selected := s.selected(q)
		return len(selected) > 0 && !slices.ContainsFunc(selected, func(x *cluster.Pod) bool {
			return !slices.ContainsFunc(needs, func(n need) bool { return n.in == d && n.subject == x })
		})
	}
	if serves(p) {
		return true
	}
	return p.isolates(d) && !slices.ContainsFunc(needs, func(n need) bool {
		mine := func(q *policy) bool { return q.selectsPod(n.subject) && serves(q) }
		model := func(m *networkingv1.NetworkPolicy) bool { return selects(m, n.subject) }
		return n.in == d && p.selectsPod(n.subject) && (slices.ContainsFunc(s.policies, mine) || slices.ContainsFunc(s.unserved(), model))
	})
}

// unserved are policies of the bounds for pods that the learner's policies select only
// among others.
func (s *scene) unserved() []*networkingv1.NetworkPolicy {
	if len(s.read.Refusals) > 0 {
		return nil // it may be what is refused
	}
	return slices.DeleteFunc(s.models(), func(m *networkingv1.NetworkPolicy) bool {
		meant := slices.DeleteFunc(s.podsIn(m.Namespace), func(q *cluster.Pod) bool { return !selects(m, q) })
		return len(meant) == 0 || slices.ContainsFunc(s.policies, func(p *policy) bool {
			own := slices.ContainsFunc(meant, p.selectsPod) && len(s.selected(p)) <= len(meant)
			return own || p.Key() == m.Namespace+"/"+m.Name
		})
	})
}

func selects(p *networkingv1.NetworkPolicy, q *cluster.Pod) bool {
	return q.Namespace == p.Namespace && matches(&p.Spec.PodSelector, q.Labels)
}

func (s *scene) offerOtherSide(p *policy, d demand, offer func(*change)) {
	for _, narrow := range []bool{true, false} {
		rules := s.rulesFor(d, p.Namespace, narrow)
		if len(rules) == 0 {
			return
		}
		message := fmt.Sprintf("%s still refuses: the other end agrees to the connection, and no rule here does", p.Key())
		place, more := mark{path: "spec." + d.in.String(), key: true, text: "no rule here allows it"}, []mark{s.isolation(p, d.in)}
		if !p.isolates(d.in) {
			message = fmt.Sprintf("the other end agrees to the connection, and for the %s side of %s there is no rule", d.in, s.pods(p))
			place, more = mark{path: "spec.policyTypes", key: true, text: fmt.Sprintf("nothing is said about %s connections", directionWords(d.in))}, nil
		}
		offer(&change{
			code: "one-side-only", policy: p, effort: addRule, opens: true,
			message: message, at: place, marks: more,
			fix: fmt.Sprintf("a rule for the %s side", d.in),
			edits: []edit{on(p, func(root *rewrite.Value) {
				restrictTo(root, p, d.in)
				for _, r := range rules {
					appendRule(d.in, r)(root)
				}
			})},
		})
	}
}

// restrictTo lists one more direction of a policy.
func restrictTo(root *rewrite.Value, p *policy, d netpol.Direction) {
	if p.isolates(d) {
		return
	}
	if old := root.At("spec.policyTypes"); old.Len() > 0 {
		old.Append(rewrite.Text(string(typeOf(d))))
		return
	}
	types := []string{string(networkingv1.PolicyTypeIngress), string(networkingv1.PolicyTypeEgress)}
	root.At("spec").SetAfter("policyTypes", textList(types), "podSelector")
}

func (s *scene) offerOtherPolicy(m *networkingv1.NetworkPolicy, n need, offer func(*change)) {
	offer(&change{
		code: "one-side-only", effort: addPolicy, opens: true,
		message: fmt.Sprintf("one end agrees to the connection, and %s still refuses: no policy allows what is %s there", n.subject.Key(), incoming(n.in)),
		fix:     fmt.Sprintf("a policy %s for the other side", m.Namespace+"/"+m.Name),
		edits:   []edit{{add: policyOf(m.Namespace, m.Name, &m.Spec)}},
	})
}

func incoming(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "coming in"
	}
	return "going out"
}

// dropReturnPath removes a rule for answers, which need none.
func dropReturnPath(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			if !s.answers(r) {
				continue
			}
			for _, unlisted := range []bool{false, true} {
				if unlisted && len(p.rules(r.in)) > 1 {
					continue
				}
				message := fmt.Sprintf("%s has a rule for answers, and it lets %s open connections of their own", p.Name, s.opener(r))
				if !s.letsThrough(r) {
					message = fmt.Sprintf("%s has a rule for answers, and with it restricts the %s connections of %s", p.Name, directionWords(r.in), s.pods(p))
				}
				offer(&change{
					code: "return-path-rule", policy: p, effort: remove,
					message: message,
					at:      mark{path: r.path, text: "answers need no rule; this allows new connections the other way"},
					fix:     "the rule left out",
					edits: []edit{on(p, func(root *rewrite.Value) {
						root.At("spec." + r.in.String()).Remove(r.index)
						dropIfEmpty(root.At("spec"), r.in.String())
						if unlisted {
							unlist(root.At("spec"), r.in)
						}
					})},
				})
			}
		}
	}
}

// letsThrough tells whether a rule allows a connection that should be closed.
func (s *scene) letsThrough(r *rule) bool {
	return slices.ContainsFunc(s.unwanted(), func(f netpol.Flow) bool {
		subject, peer := f.From, f.To
		if r.in == netpol.Ingress {
			subject, peer = peer, subject
		}
		fits := func(p networkingv1.NetworkPolicyPort) bool {
			return protocolOf(p) == f.Protocol && portWithin(p, f.To.Pod, f.Port)
		}
		return subject.Pod != nil && r.policy.isolates(r.in) && r.policy.selectsPod(subject.Pod) && s.anyAdmits(r, peer) &&
			(len(r.ports) == 0 || slices.ContainsFunc(r.ports, fits))
	})
}

// letsIn tells whether any rule of a policy allows a connection that should be closed.
func (s *scene) letsIn(p *policy) bool { return slices.ContainsFunc(p.allRules(), s.letsThrough) }

func (s *scene) opener(r *rule) string {
	if r.in == netpol.Egress {
		return s.pods(r.policy)
	}
	return s.peersInWords(r)
}

// answers tells whether a rule lets an unwanted connection through whose reverse is
// wanted, and allowed by a rule of its own.
func (s *scene) answers(r *rule) bool {
	if len(r.peers) == 0 {
		return false
	}
	for _, n := range s.needs() {
		if n.in == r.in && r.policy.selectsPod(n.subject) && !s.anyAdmits(r, n.peer) && s.answersOnly(r, n.subject) {
			return true
		}
	}
	for _, f := range s.unwanted() {
		subject, peer := f.From, f.To
		if r.in == netpol.Ingress {
			subject, peer = peer, subject
		}
		if subject.Pod == nil || !r.policy.selectsPod(subject.Pod) || !s.anyAdmits(r, peer) {
			continue
		}
		if s.wantedBetween(f.To, f.From) && s.allowedByRule(other(r.in), subject, peer) {
			return true
		}
	}
	return false
}

// answersOnly tells whether all that a rule's peers match, pods and hosts outside, have
// a connection with the subject the other way round.
func (s *scene) answersOnly(r *rule, subject *cluster.Pod) bool {
	some := false
	for _, q := range s.cluster.Pods {
		if !q.OnPodNetwork() || q == subject || !s.anyAdmits(r, netpol.Endpoint{Pod: q}) {
			continue
		}
		some = true
		if len(s.cluster.Pods) > mostNeeds || !s.allowedByRule(other(r.in), netpol.Endpoint{Pod: subject}, netpol.Endpoint{Pod: q}) {
			return false
		}
	}
	for _, h := range s.cluster.Outside {
		e := netpol.Endpoint{IP: h.IP}
		if !s.anyAdmits(r, e) {
			continue
		}
		some = true
		if !s.allowedByRule(other(r.in), netpol.Endpoint{Pod: subject}, e) {
			return false
		}
	}
	return some
}

// allowedByRule tells whether a policy that restricts a subject has a rule for a peer.
func (s *scene) allowedByRule(d netpol.Direction, subject, peer netpol.Endpoint) bool {
	for _, p := range s.policies {
		if p.isolates(d) && p.selectsPod(subject.Pod) && slices.ContainsFunc(p.rules(d), func(r *rule) bool { return s.anyAdmits(r, peer) }) {
			return true
		}
	}
	return false
}

// wantedBetween tells whether the task wants any connection from one end to another.
func (s *scene) wantedBetween(from, to netpol.Endpoint) bool {
	if s.bounded {
		return !s.tightest.Conns(from, to).IsEmpty()
	}
	for i, check := range s.task.Checks {
		step := s.wrong.ways[i].Deciding()
		if check.Expect == task.Allow && step != nil && step.Flow != nil && step.Flow.From.Pod == from.Pod && step.Flow.To.Pod == to.Pod {
			return true
		}
	}
	return false
}

// anyAdmits tells whether a rule's peers match an end.
func (l *lesson) anyAdmits(r *rule, e netpol.Endpoint) bool {
	if len(r.peers) == 0 {
		return true
	}
	for i := range r.peers {
		if e.Pod != nil && l.admits(&r.peers[i], r.policy.Namespace, e.Pod) {
			return true
		}
		if e.Pod == nil && r.peers[i].IPBlock != nil && within(r.peers[i].IPBlock, e.IP) {
			return true
		}
	}
	return false
}

// addMissingPolicy adds a policy that the task needs and the text does not have.
func addMissingPolicy(s *scene, offer func(*change)) {
	if len(s.policies) == 0 {
		return
	}
	for _, m := range s.absentModels() {
		key := m.Namespace + "/" + m.Name
		message := fmt.Sprintf("%s is not there yet, so %s stays as it was", key, s.openWords(m))
		offer(&change{
			code: "half-solution", effort: addPolicy,
			message: message,
			fix:     fmt.Sprintf("the second part, %s", key),
			edits:   []edit{{add: policyOf(m.Namespace, m.Name, &m.Spec)}},
		})
	}
}

func (s *scene) openWords(m *networkingv1.NetworkPolicy) string {
	var words []string
	for _, t := range m.Spec.PolicyTypes {
		words = append(words, directionWords(directionOf(t)))
	}
	return joined(words, "and") + " traffic of " + m.Namespace
}

func directionOf(t networkingv1.PolicyType) netpol.Direction {
	if t == networkingv1.PolicyTypeEgress {
		return netpol.Egress
	}
	return netpol.Ingress
}

// absentModels are the policies of the bounds that the text lacks: that the task names,
// whose namespace has no policy of the learner, or whose pods are not all restricted.
func (s *scene) absentModels() []*networkingv1.NetworkPolicy {
	var absent []*networkingv1.NetworkPolicy
	if len(s.read.Refusals) > 0 {
		return nil // it may be what is refused
	}
	for _, m := range s.models() {
		key := m.Namespace + "/" + m.Name
		there := slices.ContainsFunc(s.policies, func(p *policy) bool { return p.Key() == key })
		alone := !slices.ContainsFunc(s.policies, func(p *policy) bool { return p.Namespace == m.Namespace })
		if !there && (alone || slices.Contains(s.task.Objects, key) || s.uncovered(m)) {
			absent = append(absent, m)
		}
	}
	return absent
}

// uncovered tells whether no policy of the learner restricts some pod of a model in one
// of its directions.
func (s *scene) uncovered(m *networkingv1.NetworkPolicy) bool {
	for _, t := range m.Spec.PolicyTypes {
		for _, q := range s.podsIn(m.Namespace) {
			restricts := func(p *policy) bool { return p.isolates(directionOf(t)) && p.selectsPod(q) }
			if selects(m, q) && !slices.ContainsFunc(s.policies, restricts) {
				return true
			}
		}
	}
	return false
}

// dropWiderPolicy removes a policy beside one that selects the same pods.
func dropWiderPolicy(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			strict := s.beside(p, d)
			if strict == "" || len(p.rules(d)) == 0 || slices.Contains(s.task.Objects, p.Key()) {
				continue
			}
			offer(&change{
				code: "deny-rule-thinking", policy: p, effort: remove,
				message: fmt.Sprintf("%s allows what %s should prevent, for permissions add up", p.Key(), strict),
				at:      mark{path: "spec." + d.String(), key: true, text: "what this allows, no other policy can take away"},
				fix:     fmt.Sprintf("%s removed", p.Key()),
				edits:   []edit{{object: p.Object}},
			})
			break
		}
	}
}

// beside names another policy in force that restricts a pod in the same direction.
func (s *scene) beside(p *policy, d netpol.Direction) string {
	for _, o := range s.wrong.state.Policies {
		q := o.Policy()
		if o == p.Object || !slices.Contains(q.Spec.PolicyTypes, typeOf(d)) || !p.isolates(d) {
			continue
		}
		if slices.ContainsFunc(s.selected(p), func(pod *cluster.Pod) bool { return selects(q, pod) }) {
			return o.Key()
		}
	}
	return ""
}

func splitKey(key string) (namespace, name string) {
	namespace, name, _ = strings.Cut(key, "/")
	return namespace, name
}
