package diagnose

import (
	"fmt"
	"maps"
	"slices"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
	"netpol-tutor/grader/netpol"
)

// placeRepairs mend policies that protect the wrong pods.
var placeRepairs = []repair{
	{"policy-in-wrong-namespace", movePolicy},
	{"policy-in-wrong-namespace", exchangePlaces},
	{"policy-in-wrong-namespace", splitOff},
	{"selects-nothing", selectSome},
	{"selects-too-little", selectMore},
	{"selects-too-much", selectLess},
	{"subject-peer-swapped", swapSubject},
}

// movePolicy puts a policy into another namespace that the task is about.
func movePolicy(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, namespace := range s.namespaces() {
			if namespace != p.Namespace && !slices.Contains(rewrite.Read(p.Root()).At("metadata").Repeated(), "namespace") {
				s.offerNamespace(p, namespace, offer)
			}
		}
	}
}

func (s *scene) offerNamespace(p *policy, namespace string, offer func(*change)) {
	text := "a policy acts on pods of its own namespace only"
	place := mark{path: "metadata.namespace", text: text}
	message := fmt.Sprintf("%s lives in %s and protects nobody in %s", p.Name, p.Namespace, namespace)
	if s.absent(p, "metadata.namespace") {
		place = mark{path: "metadata", key: true, text: fmt.Sprintf("no namespace is given, so it lands in %s", p.Namespace)}
		message = fmt.Sprintf("%s names no namespace, lands in %s and protects nobody in %s", p.Name, p.Namespace, namespace)
	}
	offer(&change{
		code: "policy-in-wrong-namespace", policy: p, effort: scalar, settle: !s.bounded,
		message: message, at: place,
		fix: fmt.Sprintf("namespace %s", namespace),
		edits: []edit{on(p, func(root *rewrite.Value) {
			meta := root.At("metadata")
			if meta.Get("namespace") != nil {
				putText(meta, "namespace", namespace)
			} else {
				meta.SetAfter("namespace", rewrite.Text(namespace), "name")
			}
		})},
	})
}

// namespaces are those that the task is about: of the objects it names, of its
// bounds, of the sources and targets of its checks.
func (s *scene) namespaces() []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) && s.cluster.Namespace(name) != nil {
			names = append(names, name)
		}
	}
	for _, key := range s.task.Objects {
		namespace, _ := splitKey(key)
		add(namespace)
	}
	for _, m := range s.models() {
		add(m.Namespace)
	}
	if s.bounded {
		return names
	}
	for _, check := range s.task.Checks {
		add(check.Connection.From.Namespace)
		add(check.Connection.To.Namespace)
	}
	return names
}

// selectSome is for a policy that selects no pod at all.
func selectSome(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		if len(s.selected(p)) == 0 && len(s.podsIn(p.Namespace)) > 0 && !p.everyPod() {
			s.offerSubjects(p, "selects-nothing",
				fmt.Sprintf("%s selects no pod: none in %s has %s", p.Name, p.Namespace, selectorWords(&p.Spec.PodSelector)),
				fmt.Sprintf("no pod of %s matches this", p.Namespace), offer)
		}
	}
}

// selectMore is for a policy that leaves pods out.
func selectMore(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		selected, all := s.selected(p), s.podsIn(p.Namespace)
		if len(selected) == 0 || len(selected) == len(all) {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(all), func(q *cluster.Pod) bool { return slices.Contains(selected, q) })
		s.offerMore(p, selected, rest, "an empty podSelector, for every pod of the namespace", func(v *rewrite.Value) { v.Become(rewrite.Map()) }, offer)
		for _, labels := range singleLabels(selected) {
			wider := slices.DeleteFunc(s.podsIn(p.Namespace), func(q *cluster.Pod) bool { return !matches(labelled(labels), q.Labels) })
			if len(wider) > len(selected) && len(wider) < len(all) {
				more := slices.DeleteFunc(wider, func(q *cluster.Pod) bool { return slices.Contains(selected, q) })
				s.offerMore(p, selected, more, fmt.Sprintf("pods with %s instead", labelWords(labels)), func(v *rewrite.Value) { setLabels(v, labels) }, offer)
			}
		}
	}
}

func (s *scene) offerMore(p *policy, selected, rest []*cluster.Pod, fix string, do func(selector *rewrite.Value), offer func(*change)) {
	offer(&change{
		code: "selects-too-little", policy: p, effort: scalar,
		message: fmt.Sprintf("%s protects only %s of %s and leaves out %s", p.Name, podList(selected), p.Namespace, podList(rest)),
		at:      mark{path: "spec.podSelector", text: fmt.Sprintf("leaves out %s", podList(rest))},
		fix:     fix,
		edits:   []edit{on(p, func(root *rewrite.Value) { do(root.At("spec.podSelector")) })},
	})
}

// selectLess is for a policy that selects more pods than those it is about.
func selectLess(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		selected := s.selected(p)
		if labels := p.Root().At("spec.podSelector.matchLabels"); p.everyPod() && labels != nil && len(labels.Keys) > 0 {
			continue // they say more than was understood
		}
		for _, subject := range s.fewer(p, selected) {
			meant := slices.DeleteFunc(slices.Clone(selected), func(q *cluster.Pod) bool { return !matches(subject, q.Labels) })
			rest := slices.DeleteFunc(slices.Clone(selected), func(q *cluster.Pod) bool { return slices.Contains(meant, q) })
			if len(meant) == 0 || len(rest) == 0 {
				continue
			}
			offer(&change{
				code: "selects-too-much", policy: p, effort: scalar,
				message: fmt.Sprintf("%s is meant for %s, and selects %s as well", p.Name, podList(meant), podList(rest)),
				at:      mark{path: "spec.podSelector", text: fmt.Sprintf("selects %s", s.allPods(p))},
				fix:     fmt.Sprintf("only pods with %s", selectorWords(subject)),
				edits:   []edit{on(p, func(root *rewrite.Value) { s.putSubject(root, subject) })},
			})
		}
	}
}

// fewer are selectors of some of the pods that a policy selects: those of the bounds, and
// single labels.
func (s *scene) fewer(p *policy, selected []*cluster.Pod) []*metav1.LabelSelector {
	var all []*metav1.LabelSelector
	s.pairsWithModels(func(own *policy, m *networkingv1.NetworkPolicy) {
		if own == p {
			all = append(all, &m.Spec.PodSelector)
		}
	})
	for _, labels := range singleLabels(selected) {
		all = append(all, labelled(labels))
	}
	users := slices.DeleteFunc(slices.Clone(selected), func(x *cluster.Pod) bool {
		return !slices.ContainsFunc(p.allRules(), func(r *rule) bool { return s.uses(x, r) })
	})
	if len(users) < 2 || len(users) == len(selected) {
		return all
	}
	for _, labels := range singleLabels(users) {
		for key := range labels {
			in := metav1.LabelSelectorRequirement{Key: key, Operator: metav1.LabelSelectorOpIn, Values: valuesOf(labelsOfPods(users), key)}
			all = append(all, &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{in}})
		}
	}
	return all
}

func labelsOfPods(pods []*cluster.Pod) []map[string]string {
	all := make([]map[string]string, len(pods))
	for i, p := range pods {
		all[i] = p.Labels
	}
	return all
}

// putSubject makes a policy select what a selector says.
func (s *scene) putSubject(root *rewrite.Value, subject *metav1.LabelSelector) {
	if old := root.At("spec.podSelector"); old != nil {
		old.Morph(selectorOf(subject))
	} else {
		root.At("spec").SetFirst("podSelector", selectorOf(subject))
	}
}

// offerSubjects tries other subjects: labels of the namespace's pods, the nearest
// first, then all pods.
func (s *scene) offerSubjects(p *policy, code, message, text string, offer func(*change)) {
	try := func(fix string, effort effort, do func(selector *rewrite.Value)) {
		offer(&change{
			code: code, policy: p, effort: effort, message: message,
			at:  mark{path: "spec.podSelector", text: text},
			fix: fix,
			edits: []edit{on(p, func(root *rewrite.Value) {
				if root.At("spec.podSelector") == nil {
					root.At("spec").SetFirst("podSelector", rewrite.Map())
				}
				do(root.At("spec.podSelector"))
			})},
		})
	}
	if slices.Contains(keysOf(&p.Spec.PodSelector), nameLabel) || s.meansEveryPod(p.Namespace) {
		try("an empty podSelector, for every pod of the namespace", scalar, func(v *rewrite.Value) { v.Become(rewrite.Map()) })
	}
	wanted := s.podsIn(p.Namespace)
	for _, labels := range nearest(singleLabels(wanted), p.Spec.PodSelector.MatchLabels) {
		try(fmt.Sprintf("pods with %s instead", labelWords(labels)), scalar, func(v *rewrite.Value) { setLabels(v, labels) })
	}
	try("an empty podSelector, for every pod of the namespace", remove, func(v *rewrite.Value) { v.Become(rewrite.Map()) })
}

// meansEveryPod tells whether the task is about all pods of a namespace, those of tomorrow
// included.
func (s *scene) meansEveryPod(namespace string) bool {
	every := false
	for _, m := range s.models() {
		if m.Namespace == namespace {
			if every = empty(&m.Spec.PodSelector); !every {
				return false
			}
		}
	}
	return every
}

// singleLabels are the labels that any of the pods carries, one at a time.
func singleLabels(pods []*cluster.Pod) []map[string]string {
	var all []map[string]string
	for _, p := range pods {
		for _, key := range slices.Sorted(maps.Keys(p.Labels)) {
			one := map[string]string{key: p.Labels[key]}
			if !slices.ContainsFunc(all, func(m map[string]string) bool { return maps.Equal(m, one) }) {
				all = append(all, one)
			}
		}
	}
	return all
}

// nearest orders labels by how little they differ from what is asked for now.
func nearest(all []map[string]string, asked map[string]string) []map[string]string {
	far := func(m map[string]string) int {
		least := 99
		for k, v := range m {
			for ak, av := range asked {
				least = min(least, distance(k, ak)+distance(v, av))
			}
		}
		return least
	}
	slices.SortStableFunc(all, func(a, b map[string]string) int { return far(a) - far(b) })
	return all
}

// swapSubject exchanges the protected pods and the visitors.
func swapSubject(s *scene, offer func(*change)) {
	for _, p := range s.policies {
		for _, r := range p.allRules() {
			for i := range r.peers {
				if r.peers[i].PodSelector == nil || p.everyPod() {
					continue
				}
				path := r.peerPath(i) + ".podSelector"
				offer(&change{
					code: "subject-peer-swapped", policy: p, effort: swap,
					message: fmt.Sprintf("%s protects the visitors instead of those they visit", p.Name),
					at:      mark{path: "spec.podSelector", key: true, text: "these pods are protected"},
					marks:   []mark{{path: path, key: true, text: fmt.Sprintf("and these may %s", visit(r.in))}},
					fix:     "the two selectors exchanged",
					edits: []edit{on(p, func(root *rewrite.Value) {
						root.At("spec.podSelector").Swap(root.At(path))
					})},
				})
			}
		}
	}
}

func visit(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "visit them"
	}
	return "be visited by them"
}
