package mistakes

import (
	"maps"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest/rewrite"
)

var selectors = []operator{
	{"label-typo", misspell},
	{"service-name-as-label", nameService},
	{"labels-are-anded", andLabels},
	{"match-expression-misuse", misuseExpression},
}

// keysOf counts what a selector demands.
func keysOf(s *metav1.LabelSelector) int { return len(s.MatchLabels) + len(s.MatchExpressions) }

// selector is one that stands in the text.
type selector struct {
	*metav1.LabelSelector
	*policy
	value func(*draft) *rewrite.Value
	pods  bool // rather than namespaces
	own   bool // of the pods that the policy protects
}

// selectors are all of the answer: of each policy its own, then those of its peers.
func (s *sheet) selectors() []selector {
	var all []selector
	for _, p := range s.policies {
		all = append(all, selector{&p.PodSelector, p, func(d *draft) *rewrite.Value { return d.spec(p).Get("podSelector") }, true, true})
	}
	s.eachPeer(func(p peer) {
		if n := p.NamespaceSelector; n != nil {
			all = append(all, selector{n, p.policy, func(d *draft) *rewrite.Value { return p.value(d).Get("namespaceSelector") }, false, false})
		}
		if n := p.NetworkPolicyPeer.PodSelector; n != nil {
			all = append(all, selector{n, p.policy, func(d *draft) *rewrite.Value { return p.value(d).Get("podSelector") }, true, false})
		}
	})
	return all
}

// misspell makes a slip in a label of a peer.
func misspell(s *sheet) {
	for _, x := range s.selectors() {
		if x.own {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(x.MatchLabels)) {
			wrong := slip(x.MatchLabels[key])
			s.write(namesOfTypo(x.MatchLabels[key], wrong), func(d *draft) {
				x.value(d).Get("matchLabels").Set(key, rewrite.Text(wrong))
			})
		}
		for i, e := range x.MatchExpressions {
			if len(e.Values) > 0 {
				wrong := slip(e.Values[0])
				s.write(namesOfTypo(e.Values[0], wrong), func(d *draft) {
					x.value(d).Get("matchExpressions").Items()[i].Get("values").Items()[0].Become(rewrite.Text(wrong))
				})
			}
		}
	}
}

func namesOfTypo(word, wrong string) string {
	if len(word) == 1 {
		return "capital-" + word + "|" + word + "-in-the-wrong-case"
	}
	return wrong + "-for-" + word + "|" + wrong + "|a-slip-in-" + word
}

// slip is a word as a hurried hand writes it.
func slip(word string) string {
	last := len(word) - 1
	switch {
	case last < 1:
		return strings.ToUpper(word)
	case word[last] >= '0' && word[last] <= '9' && word[last-1] != '-':
		return word[:last] + "-" + word[last:]
	case last < 4:
		return word + "s"
	case word[last] == 's':
		return word[:last]
	case strings.Contains(word, "-"):
		return strings.Replace(word, "-", "_", 1)
	}
	half := last / 2
	return word[:half] + word[half+1:half+2] + word[half:half+1] + word[half+2:]
}

// nameService writes the name of a Service where the label of its pods belongs.
func nameService(s *sheet) {
	for _, x := range s.selectors() {
		if !x.pods || len(x.MatchLabels) == 0 {
			continue
		}
		meant := s.pods(func(q *cluster.Pod) bool { return matches(x.LabelSelector, q.Labels) })
		s.front(meant, func(service *cluster.Service) {
			s.write("service-name-as-label|"+service.Name+"-is-a-service|name-of-the-service", func(d *draft) {
				key := slices.Sorted(maps.Keys(x.MatchLabels))[0]
				x.value(d).Get("matchLabels").Set(key, rewrite.Text(service.Name))
			})
		})
	}
}

// andLabels makes one selector of two peers with different labels.
func andLabels(s *sheet) {
	s.eachPeer(func(p peer) {
		next := p.number + 1
		if p.NetworkPolicyPeer.PodSelector == nil || next >= len(p.peers) || p.peers[next].PodSelector == nil {
			return
		}
		for key := range p.peers[next].PodSelector.MatchLabels {
			if _, same := p.NetworkPolicyPeer.PodSelector.MatchLabels[key]; same {
				return
			}
		}
		s.write("both-labels-at-once|labels-of-two-in-one-selector", func(d *draft) {
			gone := p.items(d).Items()[next].At("podSelector.matchLabels")
			for _, key := range gone.Keys() {
				p.value(d).At("podSelector.matchLabels").Set(key, gone.Drop(key))
			}
			p.items(d).Remove(next)
		})
	})
}

// misuseExpression takes another operator than the one that is meant, or none that
// there is.
func misuseExpression(s *sheet) {
	for _, x := range s.selectors() {
		for i, e := range x.MatchExpressions {
			at := func(d *draft) *rewrite.Value { return x.value(d).Get("matchExpressions").Items()[i] }
			for _, o := range [][2]string{
				{"Equals", "operator-equals|an-operator-that-is-not"}, {"In", "in-instead-of-not-in"}, {"NotIn", "not-in-instead-of-in"},
				{strings.ToLower(string(e.Operator)), "operator-in-lower-case|small-letters"},
			} {
				s.write(o[1], func(d *draft) { at(d).Set("operator", rewrite.Text(o[0])) })
			}
			if e.Operator == metav1.LabelSelectorOpIn || e.Operator == metav1.LabelSelectorOpNotIn {
				s.write("exists-with-values|a-list-for-exists", func(d *draft) { at(d).Set("operator", rewrite.Text("Exists")) })
				s.write("values-forgotten|a-list-of-nothing", func(d *draft) { at(d).Drop("values") })
			}
		}
	}
}
