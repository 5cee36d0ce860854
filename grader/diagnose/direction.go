package diagnose

import (
	"fmt"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// directionRepairs mend policies that count for the wrong direction.
var directionRepairs = []repair{
	{"wrong-direction", mirror},
	{"policytypes-missing-egress", listDirection},
	{"direction-left-open", restrictMore},
	{"accidental-isolation", unlistDirection},
	{"accidental-isolation", dropNeedless},
	{"egress-empty-list", fillEmptyList},
}

// mirror turns a policy of one direction into one of the other.
func mirror(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			alone := p.isolates(d) && !p.isolates(other(d)) && s.absent(p, "spec."+other(d).String())
			if len(p.rules(other(d))) > 0 || len(p.rules(d)) == 0 && !alone {
				continue
			}
			s.offerMirror(p, d, offer)
		}
	}
}

// offerMirror turns a policy round, with all its rules, or without those for lookups:
// names are asked for on the way out, and where a policy was copied from one that goes
// out, nobody asks.
func (s *scene) offerMirror(p *policy, d netpol.Direction, offer func(*change)) {
	turned := func(fix string, do func(spec *rewrite.Value)) {
		offer(&change{
			code: "wrong-direction", policy: p, effort: move,
			message: fmt.Sprintf("%s is about %s connections, and the task is about %s ones", p.Name, directionWords(d), directionWords(other(d))),
			at:      s.directionMark(p, d),
			fix:     fix,
			edits:   []edit{on(p, func(root *rewrite.Value) { do(root.At("spec")) })},
		})
	}
	fix := fmt.Sprintf("%s instead of %s", other(d), d)
	turned(fix, func(spec *rewrite.Value) { turn(spec, d) })
	s.offerExchanged(p, d, fix, turned)
	lookups := s.onlyLookups(p.rules(d))
	if d == netpol.Egress && len(lookups) > 0 && len(lookups) < len(p.rules(d)) {
		turned(fix+", without the rule for lookups", func(spec *rewrite.Value) {
			for _, i := range slices.Backward(lookups) {
				spec.Get(d.String()).Remove(i)
			}
			turn(spec, d)
		})
	}
}

// offerExchanged turns a policy round that was written for the pods at the other end.
func (s *scene) offerExchanged(p *policy, d netpol.Direction, fix string, turned func(string, func(spec *rewrite.Value))) {
	rules := p.rules(d)
	if len(rules) != 1 || len(rules[0].peers) != 1 || rules[0].peers[0].PodSelector == nil || rules[0].peers[0].NamespaceSelector != nil || p.everyPod() {
		return
	}
	turned(fix+", and the two selectors exchanged", func(spec *rewrite.Value) {
		spec.Get("podSelector").Swap(spec.Get(d.String()).Items()[0].Get(peersKey(d)).Items()[0].Get("podSelector"))
		turn(spec, d)
	})
}

// onlyLookups are the rules, by index, that open the ports of DNS and nothing else.
func (s *scene) onlyLookups(rules []*rule) []int {
	var found []int
	for _, r := range rules {
		if len(r.ports) > 0 && !slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool { return !s.dns.isPort(p) }) {
			found = append(found, r.index)
		}
	}
	return found
}

func (s *scene) directionMark(p *policy, d netpol.Direction) mark {
	text := fmt.Sprintf("seen from %s, this is what they receive", s.pods(p))
	if d == netpol.Egress {
		text = fmt.Sprintf("seen from %s, this is what they send", s.pods(p))
	}
	if len(p.rules(d)) > 0 {
		return mark{path: "spec." + d.String(), key: true, text: text}
	}
	return mark{path: "spec.policyTypes", key: true, text: text}
}

// turn renames what belongs to a direction, and the direction in policyTypes.
func turn(spec *rewrite.Value, d netpol.Direction) {
	for _, r := range spec.Get(d.String()).Items() {
		r.Rename(peersKey(d), peersKey(other(d)))
	}
	spec.Drop(other(d).String())
	spec.Rename(d.String(), other(d).String())
	types := spec.Get("policyTypes")
	both := types.Len() == 2
	for i, t := range types.Items() {
		if !both && t.Scalar() == string(typeOf(d)) {
			types.Items()[i].Become(rewrite.Text(string(typeOf(other(d)))))
		}
	}
	if types == nil && d == netpol.Ingress {
		spec.SetAfter("policyTypes", textList([]string{string(typeOf(other(d)))}), "podSelector")
	}
}

// listDirection names the direction of rules that nobody reads.
func listDirection(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			if len(p.rules(d)) == 0 || p.isolates(d) {
				continue
			}
			for _, v := range typeVariants(p, d) {
				offer(&change{
					code: "policytypes-missing-egress", policy: p, effort: v.effort,
					message: fmt.Sprintf("the %s rules of %s have no effect: policyTypes does not list %s", d, p.Name, typeOf(d)),
					at:      mark{path: "spec.policyTypes", key: true, text: fmt.Sprintf("does not list %s", typeOf(d))},
					marks:   []mark{{path: "spec." + d.String(), key: true, text: "so these rules are stored, and nobody reads them"}},
					fix:     v.words,
					edits:   []edit{on(p, v.do)},
				})
			}
		}
	}
}

type typeVariant struct {
	words  string
	effort effort
	do     func(root *rewrite.Value)
}

// typeVariants are the ways to name a direction: in place of the other one, beside
// it, or by leaving policyTypes to the server.
func typeVariants(p *policy, d netpol.Direction) []typeVariant {
	replace := typeVariant{fmt.Sprintf("%s instead of %s", typeOf(d), typeOf(other(d))), scalar, func(root *rewrite.Value) {
		for _, item := range root.At("spec.policyTypes").Items() {
			item.Become(rewrite.Text(string(typeOf(d))))
		}
	}}
	beside := typeVariant{fmt.Sprintf("%s beside %s", typeOf(d), typeOf(other(d))), entry, func(root *rewrite.Value) {
		root.At("spec.policyTypes").Append(rewrite.Text(string(typeOf(d))))
	}}
	return []typeVariant{replace, beside}
}

// unlistDirection opens a direction that is restricted and need not be.
func unlistDirection(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			answers := slices.ContainsFunc(p.rules(d), s.answers)
			if !p.isolates(d) || !p.isolates(other(d)) || answers {
				continue
			}
			message := fmt.Sprintf("%s closes all %s connections of %s: the direction is listed and has no rule", p.Name, directionWords(d), s.pods(p))
			place := s.isolation(p, d)
			switch {
			case len(p.rules(d)) > 0:
				message = fmt.Sprintf("%s closes %s connections of %s, except for what its %s rules allow, and nobody asked for that", p.Name, directionWords(d), s.pods(p), d)
			case s.absent(p, "spec.policyTypes"):
				message = fmt.Sprintf("%s closes all %s connections of %s: without policyTypes, %s counts as listed", p.Name, directionWords(d), s.pods(p), typeOf(d))
				place = mark{path: "spec", key: true, text: fmt.Sprintf("no policyTypes, so %s counts, and no rule allows anything", typeOf(d))}
			}
			offer(&change{
				code: "accidental-isolation", policy: p, effort: remove, message: message, at: place,
				fix:   fmt.Sprintf("only %s in policyTypes", typeOf(other(d))) + withoutRules(p, d),
				edits: []edit{on(p, func(root *rewrite.Value) { unlist(root.At("spec"), d) })},
			})
		}
	}
}

func withoutRules(p *policy, d netpol.Direction) string {
	if len(p.rules(d)) == 0 {
		return ""
	}
	return fmt.Sprintf(", and no %s rules", d)
}

// dropNeedless takes a policy away that the task does not name and that does nothing but
// close what should stay open.
func dropNeedless(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		if slices.Contains(s.task.Objects, p.Key()) || slices.Contains(s.task.Protected, p.Key()) || s.letsIn(p) {
			continue
		}
		i := slices.IndexFunc(s.needs(), func(n need) bool { return p.isolates(n.in) && p.selectsPod(n.subject) })
		if i < 0 {
			continue
		}
		d := s.needs()[i].in
		offer(&change{
			code: "accidental-isolation", policy: p, effort: remove, opens: true,
			message: fmt.Sprintf("%s closes %s connections of %s, and the task asks for no policy like it", p.Name, directionWords(d), s.pods(p)),
			at:      s.isolation(p, d),
			fix:     fmt.Sprintf("%s left out", p.Key()),
			edits:   []edit{{object: p.Object}},
		})
	}
}

// unlist leaves a direction out of policyTypes, writing it where it is not there.
func unlist(spec *rewrite.Value, d netpol.Direction) {
	spec.Drop(d.String())
	types := spec.Get("policyTypes")
	if types.Len() == 0 {
		spec.SetAfter("policyTypes", textList([]string{string(typeOf(other(d)))}), "podSelector")
		return
	}
	i := slices.IndexFunc(types.Items(), func(t *rewrite.Value) bool { return t.Scalar() == string(typeOf(d)) })
	types.Remove(i)
}

// fillEmptyList is for a list of rules that is written and empty.
func fillEmptyList(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, d := range directions {
			written := p.Root().At("spec." + d.String())
			if written == nil || len(p.rules(d)) > 0 {
				continue
			}
			place := mark{path: "spec." + d.String(), key: true, text: "an empty list allows nothing"}
			if !p.isolates(d) {
				place.text = "an empty list does not even count as a section"
				s.offerListed(p, d, place, offer)
			}
			for _, m := range s.models() {
				if m.Namespace == p.Namespace && len(rulesOf(m, d)) > 0 {
					s.offerFilled(p, d, m, place, offer)
				}
			}
		}
	}
}

func (s *scene) offerListed(p *policy, d netpol.Direction, place mark, offer func(*change)) {
	for _, only := range []bool{true, false} {
		types := []string{string(typeOf(d))}
		if !only {
			types = []string{string(networkingv1.PolicyTypeIngress), string(networkingv1.PolicyTypeEgress)}
		}
		offer(&change{
			code: "egress-empty-list", policy: p, effort: entry,
			message: fmt.Sprintf("the empty %s list of %s restricts nothing, as policyTypes does not list %s", d, p.Name, typeOf(d)),
			at:      place,
			fix:     fmt.Sprintf("policyTypes with %s", joined(types, "and")),
			edits: []edit{on(p, func(root *rewrite.Value) {
				root.At("spec").Drop("policyTypes")
				root.At("spec").SetAfter("policyTypes", textList(types), "podSelector")
			})},
		})
	}
}

func (s *scene) offerFilled(p *policy, d netpol.Direction, m *networkingv1.NetworkPolicy, place mark, offer func(*change)) {
	offer(&change{
		code: "egress-empty-list", policy: p, effort: addRule,
		message: fmt.Sprintf("the %s list of %s is empty, so it allows nothing", d, p.Name),
		at:      place, marks: []mark{s.isolation(p, d)},
		fix: fmt.Sprintf("the %s rules that the task asks for", d),
		edits: []edit{on(p, func(root *rewrite.Value) {
			for _, r := range rulesOf(m, d) {
				appendRule(d, r)(root)
			}
		})},
	})
}

// restrictMore is for a policy that should restrict both directions and lists one.
func restrictMore(s *scene, offer func(*change)) {
	if len(s.wrong.surplus) == 0 && len(s.unwanted()) == 0 {
		return
	}
	for _, p := range s.policies {
		for _, d := range directions {
			if p.isolates(d) || !s.absent(p, "spec."+d.String()) {
				continue
			}
			offer(&change{
				code: "direction-left-open", policy: p, effort: entry, settle: true,
				message: fmt.Sprintf("%s restricts the %s connections of %s, and leaves the %s ones open", p.Name, directionWords(other(d)), s.pods(p), directionWords(d)),
				at:      s.directionMark(p, other(d)),
				fix:     fmt.Sprintf("%s in policyTypes", typeOf(d)),
				edits:   []edit{on(p, func(root *rewrite.Value) { restrictTo(root, p, d) })},
			})
		}
	}
}
