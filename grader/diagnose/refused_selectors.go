package diagnose

import (
	"fmt"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/selection"

	"netpol-tutor/grader/manifest/rewrite"
)

// rightSelector is for selectors that are written as kubectl takes them behind -l, and for
// labels that say more than one value can.
func rightSelector(x *spot, offer func(remedy)) {
	switch {
	case x.shape == nil || x.up == nil:
	case x.shape.fields["matchLabels"] != nil && isWord(x.value):
		selectorText(x, x.value.Scalar(), offer)
	case x.key == "matchLabels" && isWord(x.value):
		selectorText(x.up, x.value.Scalar(), offer)
	case x.up.key == "matchLabels":
		selectorLabel(x, offer)
	case x.up.key == "matchExpressions" && x.shape.fields["operator"] != nil:
		expressionItem(x, offer)
	}
}

// selectorText writes a selector out that stands in one word.
func selectorText(x *spot, text string, offer func(remedy)) {
	asked, err := labels.ParseToRequirements(text)
	if err != nil || !strings.ContainsAny(text, "=!(") {
		return
	}
	fix := "key, colon and value"
	if strings.ContainsAny(text, "!(") {
		fix = "an expression that says it"
	}
	offer(remedy{
		code: "label-syntax", effort: scalar, fix: fix,
		message: fmt.Sprintf("%s: %s is how the command line writes labels", x.name(), text),
		do: func(root *rewrite.Value) {
			selector := root.At(x.path)
			if !selector.IsMap() {
				selector.Become(rewrite.Map())
			}
			selector.Drop("matchLabels")
			for _, one := range asked {
				addRequirement(selector, &one)
			}
		},
	})
}

func addRequirement(selector *rewrite.Value, r *labels.Requirement) {
	values := r.ValuesUnsorted()
	op, known := map[selection.Operator]metav1.LabelSelectorOperator{
		selection.In: metav1.LabelSelectorOpIn, selection.NotIn: metav1.LabelSelectorOpNotIn, selection.NotEquals: metav1.LabelSelectorOpNotIn,
		selection.Exists: metav1.LabelSelectorOpExists, selection.DoesNotExist: metav1.LabelSelectorOpDoesNotExist,
	}[r.Operator()]
	if !known {
		if selector.Get("matchLabels") == nil {
			selector.Set("matchLabels", rewrite.Map())
		}
		selector.Get("matchLabels").Set(r.Key(), rewrite.Text(values[0]))
		return
	}
	addExpression(selector, metav1.LabelSelectorRequirement{Key: r.Key(), Operator: op, Values: values})
}

func addExpression(selector *rewrite.Value, e metav1.LabelSelectorRequirement) {
	if selector.Get("matchExpressions") == nil {
		selector.Set("matchExpressions", rewrite.List())
	}
	selector.Get("matchExpressions").Append(expressionOf(e))
}

// expressionItem is for an expression in other words: app In (web), or app: web, or
// app: {In: [web]}.
func expressionItem(x *spot, offer func(remedy)) {
	e := metav1.LabelSelectorRequirement{Operator: metav1.LabelSelectorOpIn}
	if isWord(x.value) {
		text := strings.NewReplacer(" In ", " in ", " NotIn ", " notin ", " Notin ", " notin ").Replace(x.value.Scalar())
		asked, err := labels.ParseToRequirements(text)
		if err != nil || len(asked) != 1 || len(asked[0].ValuesUnsorted()) == 0 {
			return
		}
		e.Key, e.Values = asked[0].Key(), asked[0].ValuesUnsorted()
		if op := asked[0].Operator(); op == selection.NotIn || op == selection.NotEquals {
			e.Operator = metav1.LabelSelectorOpNotIn
		}
	} else {
		keys := x.value.Keys()
		if len(keys) != 1 || x.shape.fields[keys[0]] != nil {
			return
		}
		value := x.value.Get(keys[0])
		if inner := value.Keys(); len(inner) == 1 {
			e.Operator = metav1.LabelSelectorOperator(operatorsLike(inner[0], "In", "NotIn")[0])
			value = value.Get(inner[0])
		}
		e.Key, e.Values = keys[0], severalIn(value)
	}
	if len(e.Values) == 0 {
		return
	}
	offer(remedy{
		code: "match-expression-misuse", effort: entry, message: fmt.Sprintf("%s: an expression has the keys key, operator and values", x.name()),
		fix: fmt.Sprintf("an expression: %s %s %s", e.Key, e.Operator, joined(e.Values, "or")),
		do:  func(root *rewrite.Value) { root.At(x.path).Become(expressionOf(e)) },
	})
}

// selectorLabel makes an expression of a label with several values, or with a ! in it.
func selectorLabel(x *spot, offer func(remedy)) {
	e := metav1.LabelSelectorRequirement{Key: x.key, Operator: metav1.LabelSelectorOpIn}
	message := fmt.Sprintf("%s: a label has one value here", x.name())
	switch {
	case x.value.IsList(), isWord(x.value) && strings.ContainsAny(x.value.Scalar(), ", "):
		e.Values = severalIn(x.value)
	case isWord(x.value) && (strings.HasSuffix(x.key, "!") || strings.HasPrefix(x.value.Scalar(), "!")):
		message = fmt.Sprintf("%s: ! is no part of a label, and matchLabels knows no \"not\"", x.name())
		e.Key, e.Operator = strings.TrimRight(x.key, "! "), metav1.LabelSelectorOpNotIn
		e.Values = severalIn(rewrite.Text(strings.TrimLeft(x.value.Scalar(), "!= ")))
	}
	if len(e.Values) == 0 {
		return
	}
	offer(remedy{
		code: "label-syntax", effort: entry, message: message, fix: fmt.Sprintf("an expression: %s %s %s", e.Key, e.Operator, joined(e.Values, "or")),
		do: func(root *rewrite.Value) {
			selector := root.At(x.up.up.path)
			selector.Get("matchLabels").Drop(x.key)
			dropIfEmpty(selector, "matchLabels")
			addExpression(selector, e)
		},
	})
}

// rightOperator is for expressions whose values do not go with their operator.
func (s *scene) rightOperator(x *spot, offer func(remedy)) {
	if x.key != "operator" || x.shape == nil {
		return
	}
	have, values := x.value.Scalar(), x.up.value.Get("values")
	known := slices.Contains(x.shape.words, have)
	takes := have == "In" || have == "NotIn"
	if known && takes == values.IsList() && takes == (values.Len() > 0) {
		return
	}
	put := func(fix string, e effort, do func(v *rewrite.Value)) {
		message, at := fmt.Sprintf("%s: %s and its values do not go together", x.up.name(), have), ""
		switch {
		case !known:
			message = fmt.Sprintf("%s: %q is not an operator", x.name(), have)
		case isWord(values):
			at = x.up.name() + ".values"
			message = at + " is a list"
		}
		offer(remedy{
			code: "match-expression-misuse", effort: e, message: message, fix: fix, at: at,
			do: func(root *rewrite.Value) { do(root.At(x.up.path)) },
		})
	}
	words := severalIn(values)
	if len(words) == 0 && known && takes {
		for _, value := range valuesOf(s.allLabels(), x.up.value.Get("key").Scalar()) {
			put(fmt.Sprintf("values: [%s]", value), scalar, func(v *rewrite.Value) {
				v.Drop("values")
				v.Set("values", textList([]string{value}))
			})
		}
	}
	if len(words) == 0 {
		for _, op := range operatorsLike(have, "Exists", "DoesNotExist") {
			put("operator "+op, scalar, func(v *rewrite.Value) { putText(v, "operator", op); v.Drop("values") })
		}
		return
	}
	fix, listed := "", values.IsList()
	if !listed {
		fix = " and values as a list"
	}
	for _, op := range operatorsLike(have, "In", "NotIn") {
		words := strings.TrimPrefix("operator "+op+fix, "operator "+have+" and ")
		put(words, scalar, func(v *rewrite.Value) {
			putText(v, "operator", op)
			if !listed {
				v.Get("values").Become(textList(severalIn(v.Get("values"))))
			}
		})
	}
	if known && !takes {
		put("the values left out", remove, func(v *rewrite.Value) { v.Drop("values") })
	}
}

// operatorsLike are the two operators, that first which is rather meant by a word.
func operatorsLike(word, yes, no string) []string {
	word = strings.ToLower(word)
	if strings.Contains(word, "!") || strings.Contains(word, "not") {
		return []string{no, yes}
	}
	return []string{yes, no}
}

// rightItems is for an expression of which every key has a dash of its own.
func rightItems(x *spot, offer func(remedy)) {
	if x.key != "matchExpressions" || x.shape == nil || !slices.ContainsFunc(x.value.Items(), isPartOfExpression) {
		return
	}
	offer(remedy{
		code: "match-expression-misuse", effort: splitJoin, fix: "one dash for key, operator and values",
		message: fmt.Sprintf("%s: key, operator and values are one item", x.name()),
		do: func(root *rewrite.Value) {
			list := root.At(x.path)
			for i := 1; i < list.Len(); {
				before, item := list.Items()[i-1], list.Items()[i]
				if !isPartOfExpression(item) || slices.ContainsFunc(item.Keys(), func(key string) bool { return before.Get(key) != nil }) {
					i++
					continue
				}
				list.Remove(i)
				for _, key := range item.Keys() {
					before.Set(key, item.Get(key).Clone())
				}
			}
		},
	})
}

// rightExpressionKey is for an expression that does not say of which label it speaks: of one
// that has such a value.
func (s *scene) rightExpressionKey(x *spot, offer func(remedy)) {
	if x.shape == nil || x.shape.fields["operator"] == nil || !isPartOfExpression(x.value) || x.up.value.Len() > 1 {
		return
	}
	for _, value := range severalIn(x.value.Get("values")) {
		for _, key := range keysSaying(s.allLabels(), value) {
			offer(remedy{
				code: "match-expression-misuse", effort: entry, fix: "key: " + key,
				message: fmt.Sprintf("%s does not say which label", x.name()),
				do:      func(root *rewrite.Value) { root.At(x.path).SetFirst("key", rewrite.Text(key)) },
			})
		}
	}
}

func isPartOfExpression(item *rewrite.Value) bool {
	return item.IsMap() && item.Len() > 0 && item.Get("key") == nil
}
