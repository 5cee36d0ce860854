package reading

import (
	"maps"
	"slices"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// requirement is one demand of a selector; all of them must hold.
type requirement struct {
	key, path string
	operator  metav1.LabelSelectorOperator
	values    []string
}

// requirements lists what a selector demands: matchLabels by key, then matchExpressions
// as written.
func requirements(s metav1.LabelSelector, path string) []requirement {
	var all []requirement
	for _, key := range slices.Sorted(maps.Keys(s.MatchLabels)) {
		all = append(all, requirement{
			key:      key,
			path:     path + ".matchLabels[" + key + "]",
			operator: metav1.LabelSelectorOpIn,
			values:   []string{s.MatchLabels[key]},
		})
	}
	for i, e := range s.MatchExpressions {
		all = append(all, requirement{
			key:      e.Key,
			path:     item(path+".matchExpressions", i),
			operator: e.Operator,
			values:   distinct(e.Values),
		})
	}
	return all
}

func distinct(values []string) []string {
	var kept []string
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			kept = append(kept, v)
		}
	}
	return kept
}

func item(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// equality tells whether exactly one value will do.
func (r requirement) equality() bool {
	return r.operator == metav1.LabelSelectorOpIn && len(r.values) == 1
}

// described is a noun with all that a selector demands of it.
func described(noun string, all []requirement, clause func(requirement) string) phrase {
	clauses := labelled(all, clause)
	if len(clauses) == 0 {
		return words(noun)
	}
	return join(words(noun+" "), apart("and", clauses))
}

// labelled turns requirements into clauses; those that name exactly one value come
// first, as one clause.
func labelled(all []requirement, clause func(requirement) string) []phrase {
	var equal, others []phrase
	for _, r := range all {
		if text := clause(r); text != "" {
			others = append(others, words(text, r.path))
			continue
		}
		equal = append(equal, words(r.key+"="+shown(r.values[0]), r.path))
	}
	if len(equal) == 0 {
		return others
	}
	return append([]phrase{join(words("labelled "), list("and", equal))}, others...)
}

// labelClause says in words what cannot be said as key=value.
func labelClause(r requirement) string {
	label := "label " + r.key
	values := shownAll(r.values)
	switch {
	case r.equality():
		return ""
	case r.operator == metav1.LabelSelectorOpIn:
		return "whose " + label + " is " + oneOf(values)
	case r.operator == metav1.LabelSelectorOpNotIn:
		return "whose " + label + " is missing or is " + noneOf(values)
	case r.operator == metav1.LabelSelectorOpExists:
		return "with a " + label
	case r.operator == metav1.LabelSelectorOpDoesNotExist:
		return "without a " + label
	}
	return "whose " + label + " meets " + string(r.operator) + " " + wordList("or", values)
}

func oneOf(values []string) string {
	if len(values) == 0 {
		return "one of no values"
	}
	return wordList("or", values)
}

func noneOf(values []string) string {
	switch len(values) {
	case 0:
		return "anything"
	case 1:
		return "not " + values[0]
	case 2:
		return "neither " + values[0] + " nor " + values[1]
	}
	return "none of " + wordList("and", values)
}

// shown makes the empty value visible, which a label may have.
func shown(value string) string {
	if value == "" {
		return `""`
	}
	return value
}

func shownAll(values []string) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = shown(v)
	}
	return all
}
