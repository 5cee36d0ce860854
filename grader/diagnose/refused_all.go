package diagnose

import (
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader/manifest/rewrite"
)

// meansAll and meansNone tell words that stand where a list or a selector would say it.
func meansAll(v *rewrite.Value) bool {
	return isWord(v) && slices.Contains([]string{"*", "all", "any", "anybody", "anyone", "everybody", "everyone", "everything", "anything", "true", "yes", "allow"}, strings.ToLower(v.Scalar()))
}

func meansNone(v *rewrite.Value) bool {
	return isWord(v) && slices.Contains([]string{"none", "no", "nobody", "no-one", "nothing", "false", "deny", "block"}, strings.ToLower(v.Scalar()))
}

// rightAll is for words like all and none, of which the API knows no one: {} selects all, and a
// list says it by what it holds.
func rightAll(x *spot, offer func(remedy)) {
	if x.shape == nil || x.up == nil || !meansAll(x.value) && !meansNone(x.value) {
		return
	}
	all := meansAll(x.value)
	put := func(fix string, fresh *rewrite.Value) {
		offer(remedy{
			code: "refused", effort: scalar, fix: fix,
			message: fmt.Sprintf("%s: %q is not a value that the server knows here", x.name(), x.value.Scalar()),
			do: func(root *rewrite.Value) {
				if fresh == nil {
					root.At(x.up.path).Drop(x.key)
					return
				}
				root.At(x.path).Become(fresh.Clone())
			},
		})
	}
	isRules := x.shape.items != nil && (x.shape.items.fields["to"] != nil || x.shape.items.fields["from"] != nil)
	switch {
	case all && x.shape.fields["matchLabels"] != nil:
		put("{} instead of "+x.value.Scalar(), rewrite.Map())
	case all && (x.key == "to" || x.key == "from"):
		put(fmt.Sprintf("%s left out, for that means everybody", x.key), nil)
	case all && x.key == "ports":
		put("ports left out, for that means every port", nil)
	case all && isRules:
		put("- {} instead of "+x.value.Scalar(), rewrite.List(rewrite.Map()))
	case !all && isRules:
		put("[] instead of "+x.value.Scalar(), rewrite.List())
	}
}

// rightAction is for rules that say whether they allow or deny: they only ever allow.
func rightAction(x *spot, offer func(remedy)) {
	if x.shape != nil || x.up == nil || x.up.up == nil || !slices.Contains([]string{"action", "effect", "verdict", "type", "policy"}, x.key) {
		return
	}
	if rule := x.up.shape; rule.fields["from"] == nil && rule.fields["to"] == nil {
		return
	}
	const help = "A rule only ever allows, so there is nothing to choose. What no rule allows is closed to the pods that a policy selects."
	message := fmt.Sprintf("%s: a rule has no %s", x.name(), x.key)
	switch strings.ToLower(x.value.Scalar()) {
	case "allow", "accept", "permit", "pass":
		offer(remedy{
			code: "deny-rule-thinking", effort: splitJoin, message: message, help: help, fix: x.key + " left out",
			do: func(root *rewrite.Value) { root.At(x.up.path).Drop(x.key) },
		})
	case "deny", "drop", "reject", "block", "refuse":
		offer(remedy{
			code: "deny-rule-thinking", effort: remove, strange: true, message: message, help: help, fix: "the rule that denies left out",
			do: func(root *rewrite.Value) {
				rules, rule := root.At(x.up.up.path), root.At(x.up.path)
				if i := slices.Index(rules.Items(), rule); i >= 0 {
					rules.Remove(i)
				}
			},
		})
	}
}
