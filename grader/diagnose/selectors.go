package diagnose

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

// selectorRepairs mend single selectors: labels that nothing carries, or that say
// something else than was meant.
var selectorRepairs = []repair{
	{"namespace-label-guess", atLabels(correctNamespaceKey)},
	{"label-typo", atLabels(correctSpelling)},
	{"service-name-as-label", atLabels(useServiceSelector)},
	{"pod-label-in-namespaceselector", atLabels(movePodLabel)},
	{"labels-are-anded", atSelectors(loosenLabels)},
	{"labels-are-anded", atSelectors(joinExpressions)},
	{"match-expression-misuse", atSelectors(changeOperator)},
}

// site is a selector in the text.
type site struct {
	policy   *policy
	selector *metav1.LabelSelector
	path     string // of the selector
	of       kind
	rule     *rule // nil for spec.podSelector
	peer     int
}

// kind is what a selector selects.
type kind uint8

const (
	subjects   kind = iota // the pods that a policy protects
	podsOf                 // pods of a peer
	namespaces             // namespaces of a peer
)

func (k kind) String() string {
	if k == namespaces {
		return "namespace"
	}
	return "pod"
}

// sites are all selectors of the learner's policies.
func (s *scene) sites() []site {
	var all []site
	for _, p := range s.policies {
		all = append(all, site{p, &p.Spec.PodSelector, "spec.podSelector", subjects, nil, 0})
		for _, r := range p.allRules() {
			for i := range r.peers {
				if n := r.peers[i].NamespaceSelector; n != nil {
					all = append(all, site{p, n, r.peerPath(i) + ".namespaceSelector", namespaces, r, i})
				}
				if n := r.peers[i].PodSelector; n != nil {
					all = append(all, site{p, n, r.peerPath(i) + ".podSelector", podsOf, r, i})
				}
			}
		}
	}
	return all
}

// universe are the label sets that a selector chooses from.
func (s *scene) universe(x site) []map[string]string {
	var all []map[string]string
	if x.of == namespaces {
		for _, n := range s.cluster.Namespaces {
			all = append(all, n.Labels)
		}
		return all
	}
	lost := x.of == podsOf && !s.spansAny(x)
	for _, p := range s.cluster.Pods {
		if p.OnPodNetwork() && (lost || s.inReach(x, p)) {
			all = append(all, p.Labels)
		}
	}
	return all
}

// spansAny tells whether there is a namespace that the item of a selector looks into. If
// not, its pods may be meant to be anywhere.
func (s *scene) spansAny(x site) bool {
	return slices.ContainsFunc(s.cluster.Namespaces, func(n *cluster.Namespace) bool {
		return s.spans(&x.rule.peers[x.peer], x.policy.Namespace, n.Name)
	})
}

func (s *scene) inReach(x site, p *cluster.Pod) bool {
	if x.of == subjects {
		return p.Namespace == x.policy.Namespace
	}
	return s.spans(&x.rule.peers[x.peer], x.policy.Namespace, p.Namespace)
}

func atSelectors(propose func(s *scene, x site, offer func(*change))) func(*scene, func(*change)) {
	return func(s *scene, offer func(*change)) {
		for _, x := range s.sites() {
			propose(s, x, offer)
		}
	}
}

// label is one label that a selector asks for.
type label struct {
	site
	key, value string
	keyPath    string // of the entry that names the key
	negated    bool   // it must not be there
	write      func(root *rewrite.Value, key, value string)
}

// labels are the single labels of a selector, those in expressions included.
func (x site) labels() []label {
	var all []label
	for _, key := range slices.Sorted(maps.Keys(x.selector.MatchLabels)) {
		path := x.path + ".matchLabels"
		all = append(all, label{x, key, x.selector.MatchLabels[key], path + "[" + key + "]", false, func(root *rewrite.Value, k, v string) {
			m := root.At(path)
			m.Rename(key, k)
			if m.Get(k) != nil && m.Get(k).Scalar() != v {
				putText(m, k, v)
			}
		}})
	}
	for i, e := range x.selector.MatchExpressions {
		if len(e.Values) == 0 {
			continue
		}
		path := at(x.path+".matchExpressions", i)
		for k, value := range e.Values {
			all = append(all, label{x, e.Key, value, at(path+".values", k), e.Operator == metav1.LabelSelectorOpNotIn, func(root *rewrite.Value, key, v string) {
				putText(root.At(path), "key", key)
				root.At(at(path+".values", k)).Become(rewrite.Text(v))
			}})
		}
	}
	return all
}

// opens tells whether to ask for the right label lets somebody through.
func (l label) opens() bool { return l.of != subjects && !l.negated }

// atLabels proposes for labels that nothing in reach carries.
func atLabels(propose func(s *scene, l label, offer func(*change))) func(*scene, func(*change)) {
	return atSelectors(func(s *scene, x site, offer func(*change)) {
		for _, l := range x.labels() {
			if !carried(s.universe(x), l.key, l.value) {
				propose(s, l, offer)
			}
		}
	})
}

func carried(universe []map[string]string, key, value string) bool {
	return slices.ContainsFunc(universe, func(labels map[string]string) bool {
		got, has := labels[key]
		return has && got == value
	})
}

// correctNamespaceKey is for a namespace asked for by a label nobody has set.
func correctNamespaceKey(s *scene, l label, offer func(*change)) {
	if l.of != namespaces || s.cluster.Namespace(l.value) == nil || l.key == nameLabel || slip(l.key, nameLabel) {
		return
	}
	fix := fmt.Sprintf("the label that Kubernetes sets itself, %s", nameLabel)
	do := func(root *rewrite.Value) { l.write(root, nameLabel, l.value) }
	if l.selector.MatchLabels[nameLabel] == l.value && l.selector.MatchLabels[l.key] == l.value {
		fix = fmt.Sprintf("%s left out, as %s says it already", l.key, nameLabel)
		do = func(root *rewrite.Value) { root.At(l.path).Get("matchLabels").Drop(l.key) }
	}
	offer(&change{
		code: "namespace-label-guess", policy: l.policy, effort: scalar, opens: l.opens(),
		message: fmt.Sprintf("no namespace carries the label %s=%s", l.key, l.value),
		at:      mark{path: l.keyPath, key: true, text: fmt.Sprintf("the automatic label is %s", nameLabel)},
		fix:     fix,
		edits:   []edit{on(l.policy, do)},
	})
}

// correctSpelling is for a label that is nearly one that exists.
func correctSpelling(s *scene, l label, offer func(*change)) {
	if l.of == subjects && len(s.selected(l.policy)) == 0 {
		return // selects-nothing says it better
	}
	for _, near := range nearLabels(s.universe(l.site), l.key, l.value) {
		offer(&change{
			code: "label-typo", policy: l.policy, effort: scalar, opens: l.opens(),
			message: fmt.Sprintf("nothing carries %s=%s; did you mean %s=%s?", l.key, l.value, near.key, near.value),
			at:      mark{path: l.keyPath, text: "no such label"},
			fix:     fmt.Sprintf("%s=%s", near.key, near.value),
			edits:   []edit{on(l.policy, func(root *rewrite.Value) { l.write(root, near.key, near.value) })},
		})
	}
}

type keyValue struct{ key, value string }

// nearLabels are labels that differ by a slip in the key or in the value.
func nearLabels(universe []map[string]string, key, value string) []keyValue {
	var found []keyValue
	for _, labels := range universe {
		for _, k := range slices.Sorted(maps.Keys(labels)) {
			near := k == key && slip(labels[k], value) || labels[k] == value && slip(k, key)
			if one := (keyValue{k, labels[k]}); near && !slices.Contains(found, one) {
				found = append(found, one)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b keyValue) int {
		return distance(a.key, key) + distance(a.value, value) - distance(b.key, key) - distance(b.value, value)
	})
	return found
}

// useServiceSelector is for the name of a Service in place of its pods' labels.
func useServiceSelector(s *scene, l label, offer func(*change)) {
	if len(s.homesOf(l.key, l.value)) > 0 {
		return // it is a label as well
	}
	for _, service := range s.servicesCalled(l.value) {
		try := func(fix string, effort effort, do func(root *rewrite.Value)) {
			offer(&change{
				code: "service-name-as-label", policy: l.policy, effort: effort, opens: l.opens(),
				message: fmt.Sprintf("no %s carries %s=%s: %s is the name of a Service", l.of, l.key, l.value, service.Name),
				at:      mark{path: l.keyPath, text: fmt.Sprintf("the pods behind it carry %s", labelWords(service.Selector))},
				fix:     fix,
				edits:   []edit{on(l.policy, do)},
			})
		}
		words := fmt.Sprintf("the labels that the Service selects, %s", labelWords(service.Selector))
		if l.of == namespaces {
			s.offerServicePods(l, service, words, try)
			continue
		}
		try(words, scalar, func(root *rewrite.Value) { setLabels(root.At(l.path), service.Selector) })
		if l.of == podsOf {
			s.offerServicePlace(l, service, words, try)
		}
	}
}

// servicesCalled are the Services of a name, or of one as DNS has it: name.namespace.
func (s *scene) servicesCalled(word string) []*cluster.Service {
	name, rest, _ := strings.Cut(word, ".")
	namespace, _, _ := strings.Cut(rest, ".")
	var found []*cluster.Service
	for _, one := range s.cluster.Services {
		if one.Name == name && (namespace == "" || namespace == one.Namespace) && len(one.Selector) > 0 {
			found = append(found, one)
		}
	}
	return found
}

// offerServicePods is for the name of a Service asked of namespaces.
func (s *scene) offerServicePods(l label, service *cluster.Service, words string, try func(string, effort, func(root *rewrite.Value))) {
	peer := l.rule.peerPath(l.peer)
	try(fmt.Sprintf("the namespace %s by its name, and %s", service.Namespace, words), move, func(root *rewrite.Value) {
		setNamespace(root.At(peer), service.Namespace)
		if root.At(peer).Get("podSelector") == nil {
			root.At(peer).Set("podSelector", selectorOf(labelled(service.Selector)))
		}
	})
	try(fmt.Sprintf("the namespace of the Service by its name, %s", service.Namespace), move, func(root *rewrite.Value) {
		setNamespace(root.At(peer), service.Namespace)
	})
}

// offerServicePlace is for the name of a Service in a peer, where its labels alone
// would not do: its pods live elsewhere, or all pods of the namespace are meant.
func (s *scene) offerServicePlace(l label, service *cluster.Service, words string, try func(string, effort, func(root *rewrite.Value))) {
	peer := l.rule.peerPath(l.peer)
	if !s.spans(&l.rule.peers[l.peer], l.policy.Namespace, service.Namespace) {
		try(fmt.Sprintf("%s, in its namespace %s", words, service.Namespace), entry, func(root *rewrite.Value) {
			setLabels(root.At(l.path), service.Selector)
			setNamespace(root.At(peer), service.Namespace)
		})
	}
	if l.rule.peers[l.peer].NamespaceSelector != nil {
		try("no podSelector, for every pod there", remove, func(root *rewrite.Value) { root.At(peer).Drop("podSelector") })
	}
}

// movePodLabel is for a label of pods that is asked of namespaces.
func movePodLabel(s *scene, l label, offer func(*change)) {
	if l.of != namespaces || l.negated {
		return
	}
	peer := l.rule.peerPath(l.peer)
	for _, namespace := range s.homesOf(l.key, l.value) {
		try := func(fix string, do func(peer *rewrite.Value)) {
			offer(&change{
				code: "pod-label-in-namespaceselector", policy: l.policy, effort: move, opens: true,
				message: fmt.Sprintf("no namespace carries %s=%s: it is a label of pods", l.key, l.value),
				at:      mark{path: l.path, key: true, text: "this asks namespaces for a label of pods"},
				fix:     fix,
				edits:   []edit{on(l.policy, func(root *rewrite.Value) { do(root.At(peer)) })},
			})
		}
		lone := l.rule.peers[l.peer].PodSelector == nil && len(keysOf(l.selector)) == 1
		if lone {
			try(fmt.Sprintf("the label under podSelector, and the namespace %s by its name", namespace), func(v *rewrite.Value) {
				v.Set("podSelector", v.Drop("namespaceSelector"))
				setNamespace(v, namespace)
			})
		}
		if lone && namespace == l.policy.Namespace {
			try("the label under podSelector", func(v *rewrite.Value) { v.Rename("namespaceSelector", "podSelector") })
		}
		if beside := l.selector.MatchLabels[l.key] == l.value && len(keysOf(l.selector)) > 1; beside && l.rule.peers[l.peer].PodSelector == nil {
			try("this label under podSelector", func(v *rewrite.Value) {
				moved := v.At("namespaceSelector.matchLabels").Drop(l.key)
				dropIfEmpty(v.Get("namespaceSelector"), "matchLabels")
				v.Set("podSelector", rewrite.Map(field("matchLabels", rewrite.Map(field(l.key, moved)))))
			})
		}
		try(fmt.Sprintf("the namespace of these pods by its name, %s", namespace), func(v *rewrite.Value) { setNamespace(v, namespace) })
	}
}

// homesOf are the namespaces of the pods that carry a label.
func (s *scene) homesOf(key, value string) []string {
	return namesOf(s.cluster.Pods, map[string]string{key: value})
}

// loosenLabels is for labels that no pod carries together.
func loosenLabels(s *scene, x site, offer func(*change)) {
	labels := x.selector.MatchLabels
	if len(labels) < 2 {
		return
	}
	if x.of == subjects && len(s.selected(x.policy)) == 0 {
		s.offerLoosened(x, "selects-nothing", offer)
	}
	s.offerLoosened(x, "labels-are-anded", offer)
	if x.of != podsOf {
		return
	}
	offer(&change{
		code: "labels-are-anded", policy: x.policy, effort: splitJoin, opens: true,
		message: fmt.Sprintf("hardly a pod carries %s together", labelWords(labels)),
		at:      mark{path: x.path + ".matchLabels", text: "all of these must be on the same pod"},
		fix:     "an item for each label",
		edits: []edit{on(x.policy, func(root *rewrite.Value) {
			list := root.At(x.rule.peersPath())
			peer := list.Items()[x.peer]
			for i, key := range slices.Sorted(maps.Keys(labels))[1:] {
				value := peer.At("podSelector.matchLabels").Drop(key)
				fresh := peerOf(x.rule.peers[x.peer].NamespaceSelector, nil)
				fresh.Set("podSelector", rewrite.Map(field("matchLabels", rewrite.Map(field(key, value)))))
				list.Insert(x.peer+1+i, fresh)
			}
		})},
	})
}

// offerLoosened keeps one of the labels, or turns a key into a choice of its values.
func (s *scene) offerLoosened(x site, code string, offer func(*change)) {
	labels := x.selector.MatchLabels
	propose := func(fix string, effort effort, do func(selector *rewrite.Value)) {
		offer(&change{
			code: code, policy: x.policy, effort: effort, opens: x.of != subjects,
			message: fmt.Sprintf("no %s that is meant carries %s together", x.of, labelWords(labels)),
			at:      mark{path: x.path + ".matchLabels", text: fmt.Sprintf("all of these must be on the same %s", x.of)},
			fix:     fix,
			edits:   []edit{on(x.policy, func(root *rewrite.Value) { do(root.At(x.path)) })},
		})
	}
	keys := slices.Sorted(maps.Keys(labels))
	for _, key := range keys {
		propose(fmt.Sprintf("%s left out", key), entry, func(v *rewrite.Value) { v.Get("matchLabels").Drop(key) })
	}
	for _, choice := range s.choices(x) {
		propose("either of them, as an expression", splitJoin, func(v *rewrite.Value) {
			v.Drop("matchLabels")
			v.Set("matchExpressions", rewrite.List(expressionOf(choice)))
		})
	}
}

// joinExpressions is for two lists of values of one key: each must hold, and no label has
// two values.
func joinExpressions(s *scene, x site, offer func(*change)) {
	all := x.selector.MatchExpressions
	for i := range all {
		for k := i + 1; k < len(all); k++ {
			if all[i].Key != all[k].Key || all[i].Operator != metav1.LabelSelectorOpIn || all[k].Operator != metav1.LabelSelectorOpIn {
				continue
			}
			code, path := "labels-are-anded", x.path+".matchExpressions"
			if x.of == subjects && len(s.selected(x.policy)) == 0 {
				code = "selects-nothing"
			}
			offer(&change{
				code: code, policy: x.policy, effort: splitJoin, opens: x.of != subjects,
				message: fmt.Sprintf("no %s has %s and %s at once", x.of, expressionWords(all[i]), expressionWords(all[k])),
				at:      mark{path: at(path, k), text: fmt.Sprintf("this must hold too, of the same %s", x.of)},
				marks:   []mark{{path: at(path, i), text: "this must hold"}},
				fix:     "all values in one expression",
				edits: []edit{on(x.policy, func(root *rewrite.Value) {
					into := root.At(at(path, i)).Get("values")
					for _, v := range root.At(path).Remove(k).Get("values").Items() {
						into.Append(v.Clone())
					}
				})},
			})
		}
	}
}

// choices are expressions that match every pod which carries one of the labels.
func (s *scene) choices(x site) []metav1.LabelSelectorRequirement {
	values := map[string][]string{}
	for _, labels := range s.universe(x) {
		hit := false
		for key, value := range x.selector.MatchLabels {
			hit = hit || labels[key] == value
		}
		for key, value := range labels {
			if hit && !slices.Contains(values[key], value) {
				values[key] = append(values[key], value)
			}
		}
	}
	var all []metav1.LabelSelectorRequirement
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if len(values[key]) > 1 {
			slices.Sort(values[key])
			all = append(all, metav1.LabelSelectorRequirement{Key: key, Operator: metav1.LabelSelectorOpIn, Values: values[key]})
		}
	}
	return all
}

// changeOperator tries other operators of an expression.
func changeOperator(s *scene, x site, offer func(*change)) {
	for i, e := range x.selector.MatchExpressions {
		if len(valuesOf(s.universe(x), e.Key)) == 0 {
			continue // nothing has the key, so the operator is no matter
		}
		for _, other := range s.otherExpressions(x, e) {
			path := at(x.path+".matchExpressions", i)
			if s.onlyWider(x, i, other) || s.listsSome(x, e, other) || s.meansNobody(x, i, other) {
				continue
			}
			offer(&change{
				code: "match-expression-misuse", policy: x.policy, effort: scalar,
				message: fmt.Sprintf("the expression means %s, and %s was meant", expressionWords(e), expressionWords(other)),
				at:      mark{path: path, text: fmt.Sprintf("this means %s", expressionWords(e))},
				fix:     fmt.Sprintf("operator %s", operatorWords(other)),
				edits: []edit{on(x.policy, func(root *rewrite.Value) {
					v := root.At(path)
					putText(v, "operator", string(other.Operator))
					if len(other.Values) == 0 {
						v.Drop("values")
					} else if !slices.Equal(other.Values, e.Values) {
						v.Set("values", textList(other.Values))
					}
				})},
			})
		}
	}
}

// onlyWider tells whether another expression would have a policy select every pod, where
// it selects some now: then it leaves pods out, and its operator is no matter.
func (s *scene) onlyWider(x site, i int, other metav1.LabelSelectorRequirement) bool {
	if x.of != subjects || len(s.selected(x.policy)) == 0 {
		return false
	}
	wider := x.selector.DeepCopy()
	wider.MatchExpressions[i] = other
	return !slices.ContainsFunc(s.podsIn(x.policy.Namespace), func(q *cluster.Pod) bool { return !matches(wider, q.Labels) })
}

// meansNobody tells whether another expression would leave an item without anybody that
// is wanted: then it closes the item, and says nothing about who was meant.
func (s *scene) meansNobody(x site, i int, other metav1.LabelSelectorRequirement) bool {
	if x.of == subjects {
		return false
	}
	peer := x.rule.peers[x.peer].DeepCopy()
	selector := peer.PodSelector
	if x.of == namespaces {
		selector = peer.NamespaceSelector
	}
	selector.MatchExpressions[i] = other
	return !slices.ContainsFunc(s.wantedPeers(x.policy, x.rule.in), func(q *cluster.Pod) bool { return s.admits(peer, x.policy.Namespace, q) })
}

// listsSome tells whether an expression lists some of the values that everybody in reach has
// one of, where another one does not list: then there are too few or too many, and the
// operator is no matter, unless it is turned into its contrary.
func (s *scene) listsSome(x site, e, other metav1.LabelSelectorRequirement) bool {
	return e.Operator == metav1.LabelSelectorOpIn && other.Operator != metav1.LabelSelectorOpIn && !slices.Equal(e.Values, other.Values) &&
		!slices.ContainsFunc(s.universe(x), func(labels map[string]string) bool { _, has := labels[e.Key]; return !has })
}

func operatorWords(e metav1.LabelSelectorRequirement) string {
	if len(e.Values) == 0 {
		return string(e.Operator)
	}
	return fmt.Sprintf("%s with %s", e.Operator, joined(e.Values, "and"))
}

// otherExpressions are the same key with each other operator, and with each value
// where one needs values and has none.
func (s *scene) otherExpressions(x site, e metav1.LabelSelectorRequirement) []metav1.LabelSelectorRequirement {
	var all []metav1.LabelSelectorRequirement
	for _, op := range []metav1.LabelSelectorOperator{metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn, metav1.LabelSelectorOpExists, metav1.LabelSelectorOpDoesNotExist} {
		one := metav1.LabelSelectorRequirement{Key: e.Key, Operator: op}
		takes := op == metav1.LabelSelectorOpIn || op == metav1.LabelSelectorOpNotIn
		if takes && len(e.Values) > 0 {
			one.Values = e.Values
			all = append(all, one)
		}
		if !takes {
			all = append(all, one)
			continue
		}
		for _, value := range valuesOf(s.universe(x), e.Key) {
			one.Values = []string{value}
			all = append(all, one)
		}
	}
	return slices.DeleteFunc(all, func(one metav1.LabelSelectorRequirement) bool {
		return one.Operator == e.Operator && slices.Equal(one.Values, e.Values)
	})
}

func valuesOf(universe []map[string]string, key string) []string {
	var values []string
	for _, labels := range universe {
		if v, has := labels[key]; has && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}
