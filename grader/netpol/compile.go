package netpol

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
)

// compiler holds what is needed only until all selectors are resolved.
type compiler struct {
	e          *Evaluator
	pods       *selectors
	namespaces *selectors
	members    [][]int32 // by number of namespace: its pods
	nsNumber   map[string]int
	nsLabels   []map[string]string
	subjects   [2][]*selector // beside Evaluator.sides
	selected   map[subjectKey][]int32
	peerSets   map[peerKey]bitset
}

type subjectKey struct {
	namespace string
	pods      *selector
}

// peerKey names the pods that a peer selects. Without a namespace selector they are
// those of the policy's own namespace.
type peerKey struct {
	own        string
	namespaces *selector
	pods       *selector
}

func newCompiler(e *Evaluator) *compiler {
	return &compiler{
		e:          e,
		pods:       newSelectors(),
		namespaces: newSelectors(),
		selected:   make(map[subjectKey][]int32),
		peerSets:   make(map[peerKey]bitset),
	}
}

func (c *compiler) compile() {
	c.numberPods()
	for _, p := range c.e.policies {
		if p != nil {
			c.addPolicy(p)
		}
	}
	c.pods.resolve(len(c.e.pods), func(i int) map[string]string { return c.e.pods[i].Labels })
	c.namespaces.resolve(len(c.nsLabels), func(i int) map[string]string { return c.nsLabels[i] })
	for d := range c.e.sides {
		c.resolve(Direction(d))
	}
}

// numberPods lists the pods that policy sees, and the namespaces with their pods. A
// namespace that nobody described has no labels but the automatic one.
func (c *compiler) numberPods() {
	e := c.e
	e.pods = make([]*cluster.Pod, 0, len(e.cluster.Pods))
	e.number = make(map[*cluster.Pod]int32, len(e.cluster.Pods))
	c.nsNumber = make(map[string]int, len(e.cluster.Namespaces))
	for _, ns := range e.cluster.Namespaces {
		c.addNamespace(ns.Name, ns.Labels)
	}
	for _, p := range e.cluster.Pods {
		if _, twice := e.number[p]; twice || !p.OnPodNetwork() {
			continue
		}
		number := int32(len(e.pods))
		e.number[p] = number
		e.pods = append(e.pods, p)
		ns, described := c.nsNumber[p.Namespace]
		if !described {
			ns = c.addNamespace(p.Namespace, undescribed(p.Namespace))
		}
		c.members[ns] = append(c.members[ns], number)
	}
}

// undescribed is what labels a namespace has that the cluster does not describe: the
// automatic one.
func undescribed(namespace string) map[string]string {
	return map[string]string{corev1.LabelMetadataName: namespace}
}

func (c *compiler) addNamespace(name string, labels map[string]string) int {
	number := len(c.members)
	if _, twice := c.nsNumber[name]; !twice {
		c.nsNumber[name] = number
	}
	c.members = append(c.members, nil)
	c.nsLabels = append(c.nsLabels, labels)
	return number
}

func (c *compiler) addPolicy(p *networkingv1.NetworkPolicy) {
	subject := c.pods.intern(&p.Spec.PodSelector)
	egress, ingress := directions(&p.Spec)
	namespace := p.Namespace
	if namespace == "" {
		namespace = metav1.NamespaceDefault
	}
	if egress {
		s := side{policy: p, namespace: namespace, rules: make([]rule, len(p.Spec.Egress))}
		for i, r := range p.Spec.Egress {
			s.rules[i] = rule{c.newPeers(namespace, r.To), newPorts(r.Ports)}
		}
		c.addSide(Egress, s, subject)
	}
	if ingress {
		s := side{policy: p, namespace: namespace, rules: make([]rule, len(p.Spec.Ingress))}
		for i, r := range p.Spec.Ingress {
			s.rules[i] = rule{c.newPeers(namespace, r.From), newPorts(r.Ports)}
		}
		c.addSide(Ingress, s, subject)
	}
}

func (c *compiler) addSide(d Direction, s side, subject *selector) {
	c.e.sides[d] = append(c.e.sides[d], s)
	c.subjects[d] = append(c.subjects[d], subject)
}

// directions are those that the policy isolates. Types that are not listed are
// defaulted as the API server does: ingress always, egress if it has rules.
func directions(s *networkingv1.NetworkPolicySpec) (egress, ingress bool) {
	if len(s.PolicyTypes) == 0 {
		return len(s.Egress) > 0, true
	}
	return slices.Contains(s.PolicyTypes, networkingv1.PolicyTypeEgress),
		slices.Contains(s.PolicyTypes, networkingv1.PolicyTypeIngress)
}

// resolve turns the selectors of one direction into sets of pods.
func (c *compiler) resolve(d Direction) {
	sides := c.e.sides[d]
	for i := range sides {
		s := &sides[i]
		s.subjects = c.selectIn(s.namespace, c.subjects[d][i])
		for r := range s.rules {
			for k := range s.rules[r].peers {
				if p := &s.rules[r].peers[k]; p.pods != nil {
					p.set = c.peerSet(p.key())
				}
			}
		}
	}
	c.e.isolating[d] = invert(sides, len(c.e.pods))
}

// selectIn lists the pods of a namespace that a selector matches.
func (c *compiler) selectIn(namespace string, pods *selector) []int32 {
	key := subjectKey{namespace, pods}
	if known, ok := c.selected[key]; ok {
		return known
	}
	var found []int32
	if ns, ok := c.nsNumber[namespace]; ok {
		found = make([]int32, 0, len(c.members[ns]))
		for _, p := range c.members[ns] {
			if pods.matches.has(int(p)) {
				found = append(found, p)
			}
		}
	}
	c.selected[key] = found
	return found
}

// peerSet is the set of pods that a peer selects.
func (c *compiler) peerSet(key peerKey) bitset {
	if known, ok := c.peerSets[key]; ok {
		return known
	}
	set := newBitset(len(c.e.pods))
	if key.namespaces == nil {
		for _, p := range c.selectIn(key.own, key.pods) {
			set.add(int(p))
		}
	} else {
		for ns := range key.namespaces.matches.all() {
			for _, p := range c.members[ns] {
				set.add(int(p))
			}
		}
		set.and(key.pods.matches)
	}
	c.peerSets[key] = set
	return set
}

// lists holds a list of numbers for each pod, all in one array.
type lists struct {
	starts []int32 // one more than pods
	items  []int32
}

func (l lists) of(pod int32) []int32 { return l.items[l.starts[pod]:l.starts[pod+1]] }

// invert tells for each pod which sides isolate it, in the order of the policies.
func invert(sides []side, pods int) lists {
	l := lists{starts: make([]int32, pods+1)}
	for _, s := range sides {
		for _, p := range s.subjects {
			l.starts[p+1]++
		}
	}
	for p := range pods {
		l.starts[p+1] += l.starts[p]
	}
	l.items = make([]int32, l.starts[pods])
	next := slices.Clone(l.starts)
	for i, s := range sides {
		for _, p := range s.subjects {
			l.items[next[p]] = int32(i)
			next[p]++
		}
	}
	return l
}
