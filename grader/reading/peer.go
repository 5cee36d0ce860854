package reading

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// peer says whom one item of from or to stands for.
func (r *reader) peer(p networkingv1.NetworkPolicyPeer, path string) phrase {
	switch {
	case p.IPBlock != nil:
		return addresses(*p.IPBlock, path+".ipBlock")
	case p.PodSelector == nil && p.NamespaceSelector == nil:
		return words("nothing", path)
	}
	return r.pods(p, path)
}

func (r *reader) pods(p networkingv1.NetworkPolicyPeer, path string) phrase {
	var wanted []requirement
	podPath := path
	if p.PodSelector != nil {
		podPath = path + ".podSelector"
		wanted = requirements(*p.PodSelector, podPath)
	}
	where := words("their own namespace "+r.namespace(), podPath)
	if p.NamespaceSelector != nil {
		where = namespaces(*p.NamespaceSelector, path+".namespaceSelector")
	}
	return podsIn("every pod", wanted, podPath, where)
}

// podsIn says which pods of which namespaces are meant.
func podsIn(noun string, wanted []requirement, path string, where phrase) phrase {
	who := described(noun, wanted, labelClause)
	who[0].Paths = append(who[0].Paths, path)
	in := " in "
	if plain := !hasClauses(wanted); !plain {
		in = ", in "
	}
	return join(who, words(in), where)
}

// hasClauses tells whether there is more to say than labels and their values.
func hasClauses(all []requirement) bool {
	for _, r := range all {
		if !r.equality() {
			return true
		}
	}
	return false
}

// namespaces says which namespaces a selector means. The label that every namespace
// carries by itself reads as its name.
func namespaces(s metav1.LabelSelector, path string) phrase {
	wanted := requirements(s, path)
	if len(wanted) == 1 && wanted[0].key == corev1.LabelMetadataName {
		if text := byName(wanted[0]); text != "" {
			return words(text, wanted[0].path)
		}
	}
	every := described("every namespace", wanted, namespaceClause)
	every[0].Paths = append(every[0].Paths, path)
	return every
}

func byName(r requirement) string {
	switch {
	case len(r.values) == 0:
		return ""
	case r.operator == metav1.LabelSelectorOpIn:
		return "namespace " + wordList("or", shownAll(r.values))
	case r.operator == metav1.LabelSelectorOpNotIn:
		return "every namespace except " + wordList("and", shownAll(r.values))
	}
	return ""
}

func namespaceClause(r requirement) string {
	if r.key != corev1.LabelMetadataName || len(r.values) == 0 {
		return labelClause(r)
	}
	switch r.operator {
	case metav1.LabelSelectorOpIn:
		return "named " + wordList("or", shownAll(r.values))
	case metav1.LabelSelectorOpNotIn:
		return "not named " + wordList("or", shownAll(r.values))
	}
	return labelClause(r)
}
