package reading

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
)

// direction is one of the two in which a policy can isolate pods.
type direction uint8

const (
	ingress direction = iota
	egress
)

func (d direction) path() string { return []string{"spec.ingress", "spec.egress"}[d] }
func (d direction) name() string { return []string{"ingress", "egress"}[d] }

// verb is what connections of the direction do, seen from the selected pods.
func (d direction) verb() string { return []string{"enter", "leave"}[d] }

func (d direction) policyType() networkingv1.PolicyType {
	return []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}[d]
}

// reader gathers the sentences of one policy.
type reader struct {
	object    *manifest.Object
	policy    *networkingv1.NetworkPolicy
	sentences []Sentence
}

func (r *reader) read() {
	rules := [2][]rule{r.ingressRules(), r.egressRules()}
	isolated := r.isolated()
	r.subject(isolated)
	if isolated[ingress] && isolated[egress] && len(rules[ingress])+len(rules[egress]) == 0 {
		r.say(Nothing, "spec.policyTypes", words("This policy lets nothing enter or leave them."))
		return
	}
	for _, d := range []direction{ingress, egress} {
		if isolated[d] {
			r.direction(d, rules[d])
		}
	}
	for _, d := range []direction{ingress, egress} {
		if !isolated[d] {
			r.untouched(d, rules[d])
		}
	}
}

// isolated tells for each direction whether the policy isolates. Absent policyTypes
// are defaulted as the API server does it.
func (r *reader) isolated() [2]bool {
	types := r.policy.Spec.PolicyTypes
	if len(types) == 0 {
		return [2]bool{true, len(r.policy.Spec.Egress) > 0}
	}
	return [2]bool{
		slices.Contains(types, ingress.policyType()),
		slices.Contains(types, egress.policyType()),
	}
}

func (r *reader) subject(isolated [2]bool) {
	s := r.policy.Spec.PodSelector
	path := "spec.podSelector"
	who := podsIn("All pods", requirements(s, path), path, words("namespace "+r.namespace(), "metadata.namespace"))
	if hasClauses(requirements(s, path)) {
		who = append(who, Part{Text: ","})
	}
	r.say(Subject, path, join(who, words(" are isolated "), r.ways(isolated)))
}

// ways says in which directions a policy isolates, and what that means.
func (r *reader) ways(isolated [2]bool) phrase {
	in, out := r.typePath(ingress), r.typePath(egress)
	switch isolated {
	case [2]bool{true, true}:
		return join(words("for "), words("ingress", in), words(" and "), words("egress", out),
			words(": only what a policy allows may enter or leave them."))
	case [2]bool{true, false}:
		return join(words("for "), words("ingress", in), words(": only what a policy allows may enter them."))
	case [2]bool{false, true}:
		return join(words("for "), words("egress", out), words(": only what a policy allows may leave them."))
	}
	return words("in no direction.", "spec.policyTypes")
}

func (r *reader) direction(d direction, rules []rule) {
	for _, u := range rules {
		r.rule(d, u)
	}
	switch {
	case len(rules) == 0:
		r.say(Nothing, r.typePath(d), words("This policy lets nothing "+d.verb()+" them."))
	case slices.ContainsFunc(rules, rule.opensAll):
		open := rules[slices.IndexFunc(rules, rule.opensAll)]
		r.say(Everything, open.path, words("So everything may "+d.verb()+" them."))
	default:
		r.say(Nothing, r.typePath(d), words("This policy lets nothing else "+d.verb()+" them."))
	}
}

func (r *reader) untouched(d direction, rules []rule) {
	name := string(d.policyType())
	switch len(rules) {
	case 0:
	case 1:
		r.say(Ignored, d.path(), words("The "+d.name()+" rule is stored but has no effect: policyTypes does not name "+name+"."))
	default:
		r.say(Ignored, d.path(), words("The "+d.name()+" rules are stored but have no effect: policyTypes does not name "+name+"."))
	}
	r.say(Untouched, "spec.policyTypes", words("What "+d.verb()+"s them is not restricted by this policy."))
}

// typePath is the place that isolates: the item of policyTypes, or where that is left
// to default, the rules.
func (r *reader) typePath(d direction) string {
	i := slices.Index(r.policy.Spec.PolicyTypes, d.policyType())
	if i < 0 || !r.has("spec.policyTypes") {
		return d.path()
	}
	return item("spec.policyTypes", i)
}

// has tells whether the text has a path; an object without a text is taken at its word.
func (r *reader) has(path string) bool {
	root := r.object.Root()
	return root == nil || root.At(path) != nil
}

func (r *reader) namespace() string {
	if ns := r.object.Namespace; ns != "" {
		return ns
	}
	return metav1.NamespaceDefault
}

func (r *reader) say(k Kind, path string, p phrase) {
	s := Sentence{Kind: k, Text: p.text(), Path: path, Parts: p, Span: r.span(path)}
	r.sentences = append(r.sentences, s)
}

// span is the place of a path; an object that was not read from a text has none.
func (r *reader) span(path string) diagnostic.Span {
	if r.object.Root() == nil {
		return diagnostic.Span{}
	}
	return r.object.Span(path)
}
