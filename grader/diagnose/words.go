package diagnose

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// pods names those that a policy selects: "pods in space1", "pods app=web in shop".
func (s *scene) pods(p *policy) string {
	if p.everyPod() {
		return "pods in " + p.Namespace
	}
	return fmt.Sprintf("pods with %s in %s", selectorWords(&p.Spec.PodSelector), p.Namespace)
}

// allPods is pods for a sentence about all of them.
func (s *scene) allPods(p *policy) string {
	if p.everyPod() {
		return "every pod in " + p.Namespace
	}
	return fmt.Sprintf("every pod with %s in %s", selectorWords(&p.Spec.PodSelector), p.Namespace)
}

// isolation marks what makes the policy restrict a direction.
func (s *scene) isolation(p *policy, d netpol.Direction) mark {
	only := "only what a rule allows may leave"
	if d == netpol.Ingress {
		only = "only what a rule allows may come in"
	}
	for i, t := range p.Spec.PolicyTypes {
		if path := at("spec.policyTypes", i); t == typeOf(d) && !s.absent(p, path) {
			return mark{path: path, text: fmt.Sprintf("isolates %s: %s", s.allPods(p), only)}
		}
	}
	return mark{path: "spec.podSelector", key: true, text: fmt.Sprintf("without policyTypes this isolates %s: %s", s.allPods(p), only)}
}

// absent tells whether the text of a policy has nothing at a path.
func (s *scene) absent(p *policy, path string) bool { return p.Root().At(path) == nil }

// peersInWords names the peers of a rule.
func (s *scene) peersInWords(r *rule) string {
	if len(r.peers) == 0 {
		return "anybody"
	}
	var words []string
	for i := range r.peers {
		words = append(words, s.peerWords(&r.peers[i], r.policy.Namespace))
	}
	return strings.Join(words, " or ")
}

func (s *scene) peerWords(p *networkingv1.NetworkPolicyPeer, home string) string {
	if p.IPBlock != nil {
		return "addresses in " + p.IPBlock.CIDR
	}
	pods := "pods"
	if p.PodSelector != nil && !empty(p.PodSelector) {
		pods = "pods with " + selectorWords(p.PodSelector)
	}
	switch {
	case p.NamespaceSelector == nil:
		return pods + " in " + home
	case empty(p.NamespaceSelector):
		return pods + " in any namespace"
	}
	if name, ok := p.NamespaceSelector.MatchLabels[nameLabel]; ok && len(keysOf(p.NamespaceSelector)) == 1 {
		return pods + " in " + name
	}
	return pods + " in namespaces with " + selectorWords(p.NamespaceSelector)
}

// selectorWords writes the conditions of a selector as kubectl does.
func selectorWords(s *metav1.LabelSelector) string {
	if s == nil || empty(s) {
		return "any label"
	}
	var words []string
	if len(s.MatchLabels) > 0 {
		words = append(words, labelWords(s.MatchLabels))
	}
	for _, e := range s.MatchExpressions {
		words = append(words, expressionWords(e))
	}
	return strings.Join(words, ", ")
}

func expressionWords(e metav1.LabelSelectorRequirement) string {
	switch e.Operator {
	case metav1.LabelSelectorOpIn:
		return fmt.Sprintf("%s in (%s)", e.Key, strings.Join(e.Values, ", "))
	case metav1.LabelSelectorOpNotIn:
		return fmt.Sprintf("%s not in (%s)", e.Key, strings.Join(e.Values, ", "))
	case metav1.LabelSelectorOpDoesNotExist:
		return "no label " + e.Key
	}
	return "a label " + e.Key
}

func labelWords(labels map[string]string) string {
	var words []string
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		words = append(words, key+"="+labels[key])
	}
	return strings.Join(words, ", ")
}

// podList names pods, the first few of them.
func podList(pods []*cluster.Pod) string {
	const most = 3
	var names []string
	for i, p := range pods {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(pods)-most))
			break
		}
		names = append(names, p.Key())
	}
	return joined(names, "and")
}

// joined writes a list with its last word: a, b and c.
func joined(words []string, last string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + last + " " + words[n-1]
	}
}

func directionWords(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "incoming"
	}
	return "outgoing"
}

// ruleWords says what a rule allows.
func (s *scene) ruleWords(r *rule) string {
	return s.peersInWords(r) + ", " + portsWords(r.ports)
}

func portsWords(ports []networkingv1.NetworkPolicyPort) string {
	if len(ports) == 0 {
		return "any port"
	}
	var words []string
	for _, p := range ports {
		words = append(words, string(protocolOf(p))+" "+strings.TrimPrefix(strings.TrimPrefix(portWords(p), "ports "), "port "))
	}
	return joined(words, "and")
}
