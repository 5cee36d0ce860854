package diagnose

import (
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// swallowed is something that the server takes without a word and that may not mean what
// was intended.
type swallowed struct {
	diagnostic.Diagnostic
	meant func(*change) bool // picks the changes after which it would; nil where none is known
	plain []*change          // those that are clear without a look at the task
}

// warnings pass on what was accepted and may not mean what was intended, each with a
// connection that hangs on it.
func (s *scene) warnings() []diagnostic.Diagnostic { return s.consequences(s.swallowed()) }

func (s *scene) consequences(all []swallowed) []diagnostic.Diagnostic {
	var shown []diagnostic.Diagnostic
	for _, w := range all[:min(len(all), mostDiagnostics)] {
		s.showConsequence(&w)
		shown = append(shown, w.Diagnostic)
	}
	return shown
}

// unexplained are the warnings that would still be there with the changes that are
// offered: the others are told of already, as causes.
func (s *scene) unexplained(told []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	all := s.swallowed()
	for _, d := range told {
		all = slices.DeleteFunc(all, func(w swallowed) bool { return w.Code == d.Code && w.Policy == d.Policy })
		if d.Fix == nil || len(all) == 0 {
			continue
		}
		files := slices.Clone(s.files)
		for i := range files {
			if files[i].Name == d.Fix.File {
				files[i].Text = d.Fix.Patched
			}
		}
		left := newScene(s.lesson, files, s.task.Read(files)).swallowed()
		all = slices.DeleteFunc(all, func(w swallowed) bool {
			return !slices.ContainsFunc(left, func(x swallowed) bool { return x.Code == w.Code && x.Policy == w.Policy })
		})
	}
	return s.consequences(all)
}

// swallowed are all of them, in the order of the text and then of the policies.
func (s *scene) swallowed() []swallowed {
	var all []swallowed
	for _, w := range s.read.Warnings {
		code := causeOf(w.Code)
		all = append(all, swallowed{
			Diagnostic: diagnostic.Diagnostic{Code: code, Severity: diagnostic.Warning, Message: plainSentence(w.Message), Help: say(code), Policy: w.Object, Span: w.Span},
			meant:      func(c *change) bool { return slices.Contains(meantAs(w.Code), c.code) && s.about(c, w) },
			plain:      s.meanings(w),
		})
	}
	for _, p := range s.policies {
		all = append(all, s.idleParts(p)...)
	}
	return all
}

// causeOf is the cause that a warning of reading is a case of.
func causeOf(code string) string {
	switch code {
	case manifest.CodeNullLabel:
		return "label-syntax"
	case manifest.CodeRulesIgnored:
		return "policytypes-missing-egress"
	case manifest.CodeEmptyEgress:
		return "egress-empty-list"
	}
	return code
}

// meantAs are the causes whose repairs make of a text what it may be meant to be.
func meantAs(code string) []string {
	if code == manifest.CodeStrayDash {
		return []string{code, "empty-rule-allows-all"}
	}
	return []string{causeOf(code)}
}

// about tells whether a change is one of the policy that a warning is about, at its line.
func (s *scene) about(c *change, w manifest.Warning) bool {
	if c.policy == nil || c.policy.Key() != w.Object || c.policy.File != w.File || c.policy.Document != w.Document {
		return false
	}
	if w.Code != manifest.CodeStrayDash {
		return true
	}
	return s.place(c.policy.Object, c.at).Start.Line == w.Span.Start.Line
}

// plainSentence is a sentence as diagnostics have it: without its full stop, and with no
// capital but that of a name.
func plainSentence(text string) string {
	text = strings.TrimSuffix(text, ".")
	if first, _, _ := strings.Cut(text, " "); slices.Contains([]string{"A", "An", "Another", "The", "There", "This"}, first) {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// noConsequence ends the help of a warning that changes nothing today.
const noConsequence = ". Here it changes no connection."

// showConsequence adds a connection that would be another if the text were meant so.
func (s *scene) showConsequence(w *swallowed) {
	if w.meant == nil {
		return
	}
	tried := false
	likely := w.plain
	if len(likely) == 0 {
		likely = s.meantBy(w)
	}
	for _, c := range likely {
		a := s.try(c, patient)
		if a == nil {
			continue
		}
		tried = true
		if sight := s.contrast(a); sight != nil {
			w.Sight = sight
			return
		}
	}
	if tried {
		w.Help = strings.TrimSuffix(w.Help, ".") + noConsequence
	}
}

// meantBy are the repairs after which a text would be what it may be meant to be.
func (s *scene) meantBy(w *swallowed) []*change {
	return slices.DeleteFunc(s.propose(), func(c *change) bool { return !w.meant(c) })
}

// contrast is one connection as it is, and as it would be after an attempt: one of the
// checks, or else of all connections.
func (s *scene) contrast(a *attempt) *diagnostic.Sight {
	for i, check := range s.task.Checks {
		if now, then := &s.wrong.ways[i], &a.wrong.ways[i]; now.Allowed != then.Allowed {
			return s.against(witness{connection: check.Connection, way: *now, check: i}, then)
		}
	}
	was, is := s.wrong.world.Policies, a.wrong.world.Policies
	for _, d := range slices.Concat(netpol.Difference(was, is), netpol.Difference(is, was)) {
		if sight := s.contrastOf(d, a); sight != nil {
			return sight
		}
	}
	return nil
}

func (s *scene) contrastOf(d netpol.Delta, a *attempt) *diagnostic.Sight {
	port := s.portOf(d)
	c, err := journey.Parse(task.NameFlow(s.cluster, netpol.Flow{From: d.From, To: d.To, Protocol: port.Protocol, Port: port.Number}))
	if err != nil {
		return nil
	}
	by := journey.Options{ByAddress: true}
	now, err1 := journey.Go(s.wrong.world, c, by)
	then, err2 := journey.Go(a.wrong.world, c, by)
	if err1 != nil || err2 != nil || now.Allowed == then.Allowed {
		return nil
	}
	return s.against(witness{connection: c, way: now, check: -1}, &then)
}

// against shows a connection as it is with the way that it would take otherwise.
func (s *scene) against(x witness, then *journey.Journey) *diagnostic.Sight {
	sight := s.sight(x)
	sight.Ways = append(sight.Ways[:1], diagnostic.Way{Note: "as it may be meant", Hops: hops(then)})
	return sight
}

// portOf is the port of a difference that teaches most: one on which the other end
// listens, or of the task, if there is.
func (s *scene) portOf(d netpol.Delta) task.Port {
	if d.To.Pod != nil {
		for _, p := range d.To.Pod.Ports {
			if d.Ports.Contains(p.Protocol, p.Number) {
				return task.Port{Protocol: p.Protocol, Number: p.Number}
			}
		}
	}
	for _, p := range s.task.Ports() {
		if d.Ports.Contains(p.Protocol, p.Number) {
			return p
		}
	}
	number, protocol := firstPort(d.Ports)
	return task.Port{Protocol: protocol, Number: number}
}

// idleParts are parts of a policy that nothing comes of: it selects nobody, a peer
// matches nobody, or another policy allows everything anyway.
func (s *scene) idleParts(p *policy) []swallowed {
	var all []swallowed
	add := func(code, message string, m mark, meant func(*change) bool) {
		d := diagnostic.Diagnostic{Code: code, Severity: diagnostic.Warning, Message: message, Help: say(code), Policy: p.Key(), Span: s.place(p.Object, m)}
		if m.text != "" {
			d.Labels = []diagnostic.Label{{Span: d.Span, Text: m.text}}
		}
		all = append(all, swallowed{Diagnostic: d, meant: meant})
	}
	s.idleSubject(p, add)
	for _, r := range p.allRules() {
		for i := range r.peers {
			s.idlePeer(r, i, add)
		}
	}
	s.idleDeny(p, add)
	return all
}

type addIdle = func(code, message string, m mark, meant func(*change) bool)

func (s *scene) idleSubject(p *policy, add addIdle) {
	if len(s.selected(p)) > 0 || p.everyPod() || s.asked(func(m *policy) bool { return sameSelector(&m.Spec.PodSelector, &p.Spec.PodSelector) }) {
		return
	}
	add("selects-nothing", p.Name+" selects no pod: none in "+p.Namespace+" has "+selectorWords(&p.Spec.PodSelector),
		mark{path: "spec.podSelector", text: "so the policy restricts nobody"},
		func(c *change) bool { return c.code == "selects-nothing" && c.policy == p })
}

func (s *scene) idlePeer(r *rule, i int, add addIdle) {
	peer := &r.peers[i]
	if peer.IPBlock != nil || len(s.admitted(peer, r.policy.Namespace)) > 0 || s.asked(func(m *policy) bool { return s.hasPeer(m, peer) }) {
		return
	}
	if (peer.PodSelector == nil || empty(peer.PodSelector)) && (peer.NamespaceSelector == nil || s.someNamespace(peer.NamespaceSelector)) {
		return // nobody lives there yet
	}
	add("peer-matches-nothing", "nobody in this cluster is meant by "+s.peerWords(peer, r.policy.Namespace),
		mark{path: r.peerPath(i), text: "no pod matches this"},
		func(c *change) bool { return c.policy == r.policy && c.opens && withinPath(c.at.path, r.peerPath(i)) })
}

// idleDeny is for a policy that restricts pods for which another one allows everything.
func (s *scene) idleDeny(p *policy, add addIdle) {
	for _, d := range directions {
		pods := s.selected(p)
		if !p.isolates(d) || len(pods) == 0 || slices.ContainsFunc(p.rules(d), unconditional) {
			continue
		}
		for _, q := range s.policies {
			opens := q != p && q.isolates(d) && slices.ContainsFunc(q.rules(d), unconditional)
			if opens && !slices.ContainsFunc(pods, func(pod *cluster.Pod) bool { return !q.selectsPod(pod) }) {
				add("deny-rule-thinking", "what "+p.Key()+" restricts, "+q.Key()+" allows: permissions add up, and nothing takes one away",
					s.isolation(p, d), func(c *change) bool { return c.code == "deny-rule-thinking" && c.policy == q })
				return
			}
		}
	}
}

func unconditional(r *rule) bool { return len(r.peers) == 0 && len(r.ports) == 0 }

// asked tells whether the policies of the task have a part of their own like it.
func (s *scene) asked(like func(*policy) bool) bool {
	for _, m := range s.models() {
		if like(&policy{Object: &manifest.Object{Namespace: m.Namespace, Name: m.Name}, Spec: &m.Spec}) {
			return true
		}
	}
	return false
}

func sameSelector(a, b *metav1.LabelSelector) bool { return equality.Semantic.DeepEqual(a, b) }

// hasPeer tells whether a policy has a peer like one.
func (s *scene) hasPeer(p *policy, peer *networkingv1.NetworkPolicyPeer) bool {
	return slices.ContainsFunc(p.allRules(), func(r *rule) bool {
		return slices.ContainsFunc(r.peers, func(one networkingv1.NetworkPolicyPeer) bool {
			return sameSelector(one.PodSelector, peer.PodSelector) && sameSelector(one.NamespaceSelector, peer.NamespaceSelector)
		})
	})
}

// withinPath tells whether a path leads to a part or into it.
func withinPath(path, part string) bool { return path == part || strings.HasPrefix(path, part+".") }
