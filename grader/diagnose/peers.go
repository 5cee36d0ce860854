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

// peerRepairs mend the items of from and to lists.
var peerRepairs = []repair{
	{"and-or-dash-split", atPeers(joinItems)},
	{"and-or-dash-joined", atPeers(splitItem)},
	{"podselector-for-other-namespace", atPeers(addNamespace)},
	{"namespace-label-in-podselector", atPeers(liftNamespaceLabel)},
	{"empty-selector-too-wide", atPeers(narrowEmpty)},
}

// peerAt is an item of a from or to list.
type peerAt struct {
	*rule
	*networkingv1.NetworkPolicyPeer
	i    int
	path string
}

func atPeers(propose func(s *scene, p peerAt, offer func(*change))) func(*scene, func(*change)) {
	return func(s *scene, offer func(*change)) {
		for _, p := range s.policies {
			for _, r := range p.allRules() {
				for i := range r.peers {
					if r.peers[i].IPBlock == nil {
						propose(s, peerAt{r, &r.peers[i], i, r.peerPath(i)}, offer)
					}
				}
			}
		}
	}
}

// change is a change of this item.
func (p peerAt) change(code, message, fix string, effort effort, at mark, do func(peer *rewrite.Value)) *change {
	return &change{
		code: code, policy: p.policy, effort: effort, message: message, at: at, fix: fix,
		edits: []edit{on(p.policy, func(root *rewrite.Value) { do(root.At(p.path)) })},
	}
}

// joinItems is for a namespace and a label in two items that belong into one.
func joinItems(s *scene, p peerAt, offer func(*change)) {
	if p.NamespaceSelector == nil || p.PodSelector != nil {
		return
	}
	for k := range p.peers {
		other := p.peers[k]
		if other.PodSelector == nil || other.NamespaceSelector != nil || other.IPBlock != nil {
			continue
		}
		first, second := min(p.i, k), max(p.i, k)
		offer(&change{
			code: "and-or-dash-split", policy: p.policy, effort: splitJoin,
			message: fmt.Sprintf("%s %s %s, and besides %s", p.policy.Name, opening(p.in), s.peerWords(p.NetworkPolicyPeer, p.policy.Namespace), s.peerWords(&other, p.policy.Namespace)),
			at:      mark{path: p.peerPath(second), key: true, text: "this dash begins an alternative"},
			fix:     "both selectors in one item, so that both must hold",
			edits: []edit{on(p.policy, func(root *rewrite.Value) {
				list := root.At(p.peersPath())
				gone := list.Remove(second)
				into := list.Items()[first]
				for _, key := range gone.Keys() {
					into.Set(key, gone.Drop(key))
				}
			})},
		})
	}
}

func opening(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "lets in"
	}
	return "opens the way to"
}

// splitItem is for two selectors in one item that were meant as alternatives, or of
// which one is too many.
func splitItem(s *scene, p peerAt, offer func(*change)) {
	if !bothSelectors(*p.NetworkPolicyPeer) || s.namesService(p) {
		return
	}
	message := fmt.Sprintf("%s means only %s", p.policy.Name, s.peerWords(p.NetworkPolicyPeer, p.policy.Namespace))
	place := mark{path: p.path, text: "under one dash both must hold of the same pod"}
	s.offerItems(p, message, place, offer)
	for _, key := range []string{"podSelector", "namespaceSelector"} {
		c := p.change("and-or-dash-joined", message, fmt.Sprintf("the %s left out", key), remove, place, func(v *rewrite.Value) { v.Drop(key) })
		c.opens = true
		offer(c)
	}
}

// offerItems makes two items of one, if somebody wanted is meant by the second alone.
func (s *scene) offerItems(p peerAt, message string, place mark, offer func(*change)) {
	alone := &networkingv1.NetworkPolicyPeer{PodSelector: p.PodSelector}
	if s.bounded && !slices.ContainsFunc(s.wantedPeers(p.policy, p.in), func(q *cluster.Pod) bool {
		return s.admits(alone, p.policy.Namespace, q) && !matches(p.NamespaceSelector, s.labelsOf(q.Namespace))
	}) {
		return
	}
	offer(&change{
		code: "and-or-dash-joined", policy: p.policy, effort: splitJoin, opens: true, message: message, at: place,
		fix: "an item for each selector",
		edits: []edit{on(p.policy, func(root *rewrite.Value) {
			list := root.At(p.peersPath())
			pods := list.Items()[p.i].Drop("podSelector")
			list.Insert(p.i+1, rewrite.Map(field("podSelector", pods)))
		})},
	})
}

// namesService tells whether an item asks pods for the name of a Service as if that
// were a label.
func (s *scene) namesService(p peerAt) bool {
	x := site{p.policy, p.PodSelector, p.path + ".podSelector", podsOf, p.rule, p.i}
	return slices.ContainsFunc(x.labels(), func(l label) bool {
		return len(s.servicesCalled(l.value)) > 0 && len(s.homesOf(l.key, l.value)) == 0
	})
}

// addNamespace is for pods of another namespace that are looked for at home.
func addNamespace(s *scene, p peerAt, offer func(*change)) {
	if p.NamespaceSelector != nil {
		return
	}
	for _, n := range s.cluster.Namespaces {
		if n.Name == p.policy.Namespace || !s.anyIn(n.Name, p.NetworkPolicyPeer) {
			continue
		}
		c := p.change("podselector-for-other-namespace",
			fmt.Sprintf("a podSelector alone looks only into %s, and the pods meant are in %s", p.policy.Namespace, n.Name),
			fmt.Sprintf("the namespace %s in the same item", n.Name), entry,
			mark{path: p.path + ".podSelector", key: true, text: fmt.Sprintf("alone, this means pods of %s", p.policy.Namespace)},
			func(v *rewrite.Value) { setNamespace(v, n.Name) })
		c.opens = true
		offer(c)
	}
}

func (s *scene) anyIn(namespace string, p *networkingv1.NetworkPolicyPeer) bool {
	return slices.ContainsFunc(s.podsIn(namespace), func(q *cluster.Pod) bool { return matches(p.PodSelector, q.Labels) })
}

// liftNamespaceLabel is for a label of namespaces that is asked of pods.
func liftNamespaceLabel(s *scene, p peerAt, offer func(*change)) {
	if p.PodSelector == nil {
		return
	}
	var lifted []string
	for _, key := range slices.Sorted(maps.Keys(p.PodSelector.MatchLabels)) {
		if s.isOfNamespaces(key, p.PodSelector.MatchLabels[key]) {
			lifted = append(lifted, key)
		}
	}
	plain := len(lifted)
	for _, e := range p.PodSelector.MatchExpressions {
		if slices.ContainsFunc(e.Values, func(v string) bool { return s.isOfNamespaces(e.Key, v) }) {
			lifted = append(lifted, e.Key)
		}
	}
	alone := len(lifted) == len(keysOf(p.PodSelector))
	if len(lifted) == 0 || !alone && plain < len(lifted) {
		s.nameNamespace(p, offer)
		return
	}
	c := p.change("namespace-label-in-podselector",
		fmt.Sprintf("no pod carries %s: it is a label of namespaces", joined(lifted, "or")),
		"the label under namespaceSelector", move,
		mark{path: p.path + ".podSelector", key: true, text: "this asks pods for a label of namespaces"},
		func(v *rewrite.Value) {
			switch {
			case alone && v.Get("namespaceSelector") == nil:
				v.Rename("podSelector", "namespaceSelector")
			case alone:
				v.Set("namespaceSelector", v.Drop("podSelector"))
			default:
				labels := map[string]string{}
				for _, key := range lifted {
					v.At("podSelector.matchLabels").Drop(key)
					labels[key] = p.PodSelector.MatchLabels[key]
				}
				v.SetFirst("namespaceSelector", selectorOf(labelled(labels)))
			}
		})
	c.opens = true
	offer(c)
	if alone {
		s.sayPods(p, c, offer)
	}
}

// nameNamespace is for the name of a namespace that is asked of pods under a label of pods.
func (s *scene) nameNamespace(p peerAt, offer func(*change)) {
	if len(keysOf(p.PodSelector)) != 1 || p.NamespaceSelector != nil {
		return
	}
	for key, value := range p.PodSelector.MatchLabels {
		if s.cluster.Namespace(value) == nil || value == p.policy.Namespace || len(s.homesOf(key, value)) > 0 {
			continue
		}
		c := p.change("namespace-label-in-podselector",
			fmt.Sprintf("no pod carries %s=%s: %s is the name of a namespace", key, value, value),
			fmt.Sprintf("the namespace %s by its name", value), move,
			mark{path: p.path + ".podSelector", key: true, text: "this asks pods for the name of a namespace"},
			func(v *rewrite.Value) {
				v.Rename("podSelector", "namespaceSelector")
				v.At("namespaceSelector.matchLabels").Rename(key, nameLabel)
			})
		c.opens = true
		offer(c)
	}
}

// sayPods offers the labels of the pods that are wanted where a namespace was asked for
// among pods, and opens too much.
func (s *scene) sayPods(p peerAt, lifted *change, offer func(*change)) {
	wanted := s.wantedPeers(p.policy, p.in)
	for _, labels := range singleLabels(wanted) {
		for _, namespace := range namesOf(wanted, labels) {
			words := "the label of the pods instead: " + labelWords(labels)
			if namespace != p.policy.Namespace {
				words += ", in " + namespace
			}
			c := *lifted
			c.fix, c.effort = words, splitJoin
			c.edits = []edit{on(p.policy, func(root *rewrite.Value) {
				v := root.At(p.path)
				v.Set("podSelector", selectorOf(labelled(labels)))
				if namespace != p.policy.Namespace {
					setNamespace(v, namespace)
				}
			})}
			offer(&c)
		}
	}
}

// isOfNamespaces tells whether some namespace carries a label, and no pod does.
func (l *lesson) isOfNamespaces(key, value string) bool {
	for _, p := range l.cluster.Pods {
		if got, has := p.Labels[key]; has && got == value {
			return false
		}
	}
	return slices.ContainsFunc(l.cluster.Namespaces, func(n *cluster.Namespace) bool { return n.Labels[key] == value && value != "" })
}

// narrowEmpty is for empty braces that let in more than is meant.
func narrowEmpty(s *scene, p peerAt, offer func(*change)) {
	if !empty(p.NamespaceSelector) && !empty(p.PodSelector) {
		return
	}
	what, place := "namespaceSelector", "every namespace"
	if !empty(p.NamespaceSelector) {
		what, place = "podSelector", "every pod of "+p.policy.Namespace
	}
	wanted := s.wantedPeers(p.policy, p.in)
	if p.NamespaceSelector == nil {
		wanted = slices.DeleteFunc(slices.Clone(wanted), func(q *cluster.Pod) bool { return q.Namespace != p.policy.Namespace })
	}
	ways := s.narrower(p, wanted)
	if len(p.peers) > 1 && !slices.ContainsFunc(wanted, func(q *cluster.Pod) bool { return s.needsItem(p, q) }) {
		ways = []narrowing{{"this item left out", remove, nil}}
	}
	for _, v := range ways {
		c := p.change("empty-selector-too-wide",
			fmt.Sprintf("%s %s %s", p.policy.Name, opening(p.in), s.peerWords(p.NetworkPolicyPeer, p.policy.Namespace)),
			v.words, v.effort,
			mark{path: p.path + "." + what, text: "empty braces are " + place}, v.do)
		if v.do == nil {
			c.edits = []edit{on(p.policy, func(root *rewrite.Value) { root.At(p.peersPath()).Remove(p.i) })}
		}
		offer(c)
	}
}

// needsItem tells whether an item is the only one of its rule that matches a pod.
func (s *scene) needsItem(p peerAt, q *cluster.Pod) bool {
	for i := range p.peers {
		if i != p.i && s.admits(&p.peers[i], p.policy.Namespace, q) {
			return false
		}
	}
	return s.admits(p.NetworkPolicyPeer, p.policy.Namespace, q)
}

// meansAllBut tells whether the bounds of the task leave pods out by the key of a label.
func (s *scene) meansAllBut(key string) bool {
	return slices.ContainsFunc(s.models(), func(m *networkingv1.NetworkPolicy) bool {
		return slices.ContainsFunc((&policy{Spec: &m.Spec}).allRules(), func(r *rule) bool {
			return slices.ContainsFunc(r.peers, func(p networkingv1.NetworkPolicyPeer) bool { return leavesOut(p.PodSelector, key) })
		})
	})
}

func leavesOut(s *metav1.LabelSelector, key string) bool {
	return s != nil && slices.ContainsFunc(s.MatchExpressions, func(e metav1.LabelSelectorRequirement) bool {
		return e.Key == key && (e.Operator == metav1.LabelSelectorOpNotIn || e.Operator == metav1.LabelSelectorOpDoesNotExist)
	})
}

type narrowing struct {
	words  string
	effort effort
	do     func(peer *rewrite.Value)
}

// narrower are ways to narrow an item to the pods that are wanted: by their
// namespace, by a label of it, by their own labels, by both.
func (s *scene) narrower(p peerAt, wanted []*cluster.Pod) []narrowing {
	var all []narrowing
	if p.NamespaceSelector != nil {
		for _, labels := range s.namespaceLabels(wanted) {
			all = append(all, narrowing{"only namespaces with " + labelWords(labels), entry, func(v *rewrite.Value) {
				setLabels(v.Get("namespaceSelector"), labels)
			}})
		}
		if p.PodSelector == nil && slices.ContainsFunc(wanted, func(q *cluster.Pod) bool { return q.Namespace == p.policy.Namespace }) {
			all = append(all, narrowing{"only pods of " + p.policy.Namespace, entry, func(v *rewrite.Value) {
				v.Rename("namespaceSelector", "podSelector")
			}})
		}
	}
	if p.PodSelector == nil || empty(p.PodSelector) {
		all = append(all, s.narrowerPods(p, wanted)...)
	}
	return append(all, s.narrowerByExpression(p, wanted)...)
}

// narrowerByExpression are ways that one label cannot say: several namespaces, or all
// pods of the own one but some, where the task says so.
func (s *scene) narrowerByExpression(p peerAt, wanted []*cluster.Pod) []narrowing {
	var all []narrowing
	set := func(v *rewrite.Value, e metav1.LabelSelectorRequirement) {
		v.Become(rewrite.Map(field("matchExpressions", rewrite.List(expressionOf(e)))))
	}
	if names := namesOf(wanted, nil); empty(p.NamespaceSelector) && len(names) > 1 {
		in := metav1.LabelSelectorRequirement{Key: nameLabel, Operator: metav1.LabelSelectorOpIn, Values: names}
		all = append(all, narrowing{"only the namespaces " + joined(names, "and"), entry, func(v *rewrite.Value) { set(v.Get("namespaceSelector"), in) }})
	}
	if len(wanted) == 0 || p.PodSelector != nil && (p.NamespaceSelector != nil || !empty(p.PodSelector)) {
		return all
	}
	home := s.podsIn(p.policy.Namespace)
	unwanted := slices.DeleteFunc(slices.Clone(home), func(q *cluster.Pod) bool { return slices.Contains(wanted, q) })
	for _, labels := range singleLabels(unwanted) {
		if slices.ContainsFunc(wanted, func(q *cluster.Pod) bool { return matches(labelled(labels), q.Labels) }) {
			continue
		}
		for key, value := range labels {
			if !s.meansAllBut(key) {
				continue
			}
			but := metav1.LabelSelectorRequirement{Key: key, Operator: metav1.LabelSelectorOpNotIn, Values: []string{value}}
			all = append(all, narrowing{fmt.Sprintf("all pods of %s but those with %s", p.policy.Namespace, labelWords(labels)), splitJoin, func(v *rewrite.Value) {
				v.Rename("namespaceSelector", "podSelector")
				set(v.Get("podSelector"), but)
			}})
		}
	}
	return all
}

func (s *scene) narrowerPods(p peerAt, wanted []*cluster.Pod) []narrowing {
	var all []narrowing
	for _, labels := range singleLabels(wanted) {
		pods := func(v *rewrite.Value) {
			if v.Get("podSelector") == nil {
				v.Set("podSelector", rewrite.Map())
			}
			setLabels(v.Get("podSelector"), labels)
		}
		all = append(all, narrowing{"only pods with " + labelWords(labels), entry, pods})
		if !empty(p.NamespaceSelector) {
			continue
		}
		for _, namespace := range namesOf(wanted, labels) {
			all = append(all, narrowing{fmt.Sprintf("only pods with %s in %s", labelWords(labels), namespace), entry, func(v *rewrite.Value) {
				setNamespace(v, namespace)
				pods(v)
			}})
		}
	}
	return all
}

// namesOf are the namespaces of pods with these labels.
func namesOf(pods []*cluster.Pod, labels map[string]string) []string {
	var names []string
	for _, p := range pods {
		if matches(labelled(labels), p.Labels) && !slices.Contains(names, p.Namespace) {
			names = append(names, p.Namespace)
		}
	}
	return names
}

// namespaceLabels are the labels of the namespaces of pods, names first.
func (s *scene) namespaceLabels(pods []*cluster.Pod) []map[string]string {
	var byName, others []map[string]string
	for _, name := range namesOf(pods, nil) {
		byName = append(byName, map[string]string{nameLabel: name})
		ns := s.cluster.Namespace(name)
		if ns == nil {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(ns.Labels)) {
			one := map[string]string{key: ns.Labels[key]}
			if key != nameLabel && !slices.ContainsFunc(others, func(m map[string]string) bool { return maps.Equal(m, one) }) {
				others = append(others, one)
			}
		}
	}
	return append(byName, others...)
}

// guest asks for the pods that should be able to talk with those of a policy.
type guest struct {
	policy *policy
	in     netpol.Direction
}

// wantedPeers are the pods that should be able to talk with those of a policy.
func (s *scene) wantedPeers(p *policy, d netpol.Direction) []*cluster.Pod {
	if known, ok := s.peopled[guest{p, d}]; ok {
		return known
	}
	var pods []*cluster.Pod
	subjects := s.selected(p)
	for _, q := range s.cluster.Pods {
		if q.OnPodNetwork() && slices.ContainsFunc(subjects, func(x *cluster.Pod) bool { return x != q && s.wants(x, q, d) }) {
			pods = append(pods, q)
		}
	}
	s.peopled[guest{p, d}] = pods
	return pods
}

// wants tells whether the task wants a connection between a subject and a peer.
func (s *scene) wants(subject, peer *cluster.Pod, d netpol.Direction) bool {
	from, to := subject, peer
	if d == netpol.Ingress {
		from, to = peer, subject
	}
	return s.wantedBetween(netpol.Endpoint{Pod: from}, netpol.Endpoint{Pod: to})
}
