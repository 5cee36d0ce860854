package manifest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/util/validation"
)

// mismatch is a value of a wrong type: what it is and what it should be, both as list,
// mapping, text, number or bool.
type mismatch struct{ found, want string }

var (
	jsonMismatch   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`cannot unmarshal (\w+).* of type (\S+)$`) })
	schemaMismatch = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`got "(\w+)", expected "(\w+)"`) })
)

func mismatchIn(message string) (m mismatch, ok bool) {
	if g := jsonMismatch().FindStringSubmatch(message); g != nil {
		return mismatch{plainType(g[1]), plainType(g[2])}, true
	}
	if g := schemaMismatch().FindStringSubmatch(message); g != nil {
		return mismatch{plainType(g[1]), plainType(g[2])}, true
	}
	return m, false
}

// plainType is a type of JSON, Go or OpenAPI in a learner's words.
func plainType(t string) string {
	switch {
	case strings.HasPrefix(t, "[]"), t == "array":
		return "list"
	case strings.HasPrefix(t, "map"), t == "object":
		return "mapping"
	case slices.Contains([]string{"string", "v1.Protocol", "v1.LabelSelectorOperator", "v1.PolicyType", "types.UID"}, t):
		return "text"
	case strings.HasPrefix(t, "int"), t == "number":
		return "number"
	case strings.HasPrefix(t, "bool"):
		return "bool"
	}
	return "mapping"
}

// wrongType says how a value of the right type is written.
func wrongType(h *hint) string {
	m, ok := mismatchIn(h.cause.message)
	if !ok || h.node == nil {
		return ""
	}
	key := h.node.key().Value
	switch m.want {
	case "list":
		if h.node.Kind == Mapping && len(h.node.Keys) > 0 && strings.HasPrefix(h.node.Keys[0].Value, "-") {
			return spaceAfterDash
		}
		return listExpected(m, key, h.cause.message)
	case "text":
		return textExpected(m, h)
	case "number":
		return numberExpected(m, key)
	}
	return mappingExpected(m, h)
}

func listExpected(m mismatch, key, message string) string {
	words := strings.HasSuffix(message, "[]string") || strings.HasSuffix(message, "[]v1.PolicyType")
	if m.found == "mapping" && !words {
		return fmt.Sprintf("%s is a list: a dash belongs before its first key.", key)
	}
	return fmt.Sprintf("%s is a list: each entry stands behind a dash, or between [ and ].", key)
}

func textExpected(m mismatch, h *hint) string {
	inLabels := h.node.Parent != nil && isLabels(h.node.Parent)
	switch {
	case m.found == "list" && inList(h.node):
		return "An entry of this list is one value: there is " + aList(h.node) + " too many."
	case m.found == "list" && inLabels:
		return "A label has one value here; matchExpressions with the operator In takes several."
	case m.found == "list":
		return fmt.Sprintf("%s takes one value, not a list.", h.node.key().Value)
	case m.found == "mapping" && inList(h.node) && h.node.Parent.key().Value == "policyTypes" && ruleAmongTypes(h.node) != "":
		return ruleAmongTypes(h.node)
	case m.found == "mapping" && h.node.Parent != nil && h.node.Parent.Kind == Sequence:
		if h.node.Len() == 1 && h.node.Values[0].Null {
			return "Leave out the colon: the entry is a plain word."
		}
		return "The entry is a plain value, without a key before it."
	case m.found == "mapping" && inLabels:
		return "A label has a plain value, not further keys."
	case m.found == "mapping":
		return fmt.Sprintf("%s takes a plain value, not further keys.", h.node.key().Value)
	}
	return fmt.Sprintf("This must be text, and YAML takes it for %s: write \"%s\".", map[string]string{"number": "a number", "bool": "true or false"}[m.found], h.value())
}

func numberExpected(m mismatch, key string) string {
	switch m.found {
	case "list":
		return "An entry of ports names one port: each further one is an entry of its own."
	case "mapping":
		if key == "port" {
			return "port is a plain number or name, without further keys."
		}
		return fmt.Sprintf("%s is a plain number, without further keys.", key)
	case "text":
		return fmt.Sprintf("%s is a number.", key)
	}
	if strings.HasSuffix(strings.ToLower(key), "port") {
		return "A port is a whole number from 1 to 65535."
	}
	return fmt.Sprintf("%s is a whole number.", key)
}

func mappingExpected(m mismatch, h *hint) string {
	key, value := h.node.key().Value, h.value()
	label, is, equals := strings.Cut(value, "=")
	inLabels := slices.Contains([]string{"matchLabels", "labels"}, key)
	switch {
	case m.found == "list" && inList(h.node):
		return "There is " + aList(h.node) + " too many."
	case m.found == "list" && h.node.Flow:
		return fmt.Sprintf("%s is no list: it has keys, between { and } instead of [ and ].", key)
	case m.found == "list":
		return fmt.Sprintf("%s is no list: leave out the dash.", key)
	case equals && label != "" && key == "matchLabels":
		return fmt.Sprintf("Labels are written with a colon: %s: %s.", label, is)
	case equals && label != "" && !strings.ContainsAny(label, "! "):
		return fmt.Sprintf("Labels are written with a colon, under matchLabels: {%s: %s}.", label, is)
	case gluedColon().MatchString(value):
		return "A space must follow the colon."
	case inList(h.node) && h.node.Parent.key().Value == "ports" && isPort(value):
		return fmt.Sprintf("An entry of ports has keys: port: %s.", value)
	case len(value) > 3 && nearName(value, fieldNames(typeOf(h.node))) != "":
		return fmt.Sprintf("Did you mean %s? A colon belongs behind it.", nearName(value, fieldNames(typeOf(h.node))))
	case inLabels && len(strings.Fields(value)) == 2 && !strings.Contains(value, ":"):
		return fmt.Sprintf("A colon belongs between the two: %s: %s.", strings.Fields(value)[0], strings.Fields(value)[1])
	case inList(h.node):
		return "An entry of this list has keys; a word alone is not enough."
	}
	return fmt.Sprintf("%s holds further keys, it has no value of its own.", key)
}

// ruleAmongTypes is for a rule above which the line that starts the rules is left out.
func ruleAmongTypes(n *Node) string {
	for _, rules := range [...]struct{ field, key string }{{"from", "ingress"}, {"to", "egress"}} {
		if n.Get(rules.field) != nil {
			return fmt.Sprintf("This is a rule: the line with %s: is missing above it.", rules.key)
		}
	}
	return ""
}

func inList(n *Node) bool { return n.Parent != nil && n.Parent.Kind == Sequence }

// aList is what makes a node a list.
func aList(n *Node) string {
	if n.Flow {
		return "a pair of brackets"
	}
	return "a dash"
}

// isPort tells values that may well be the number or name of a port.
func isPort(value string) bool {
	switch v := resolve(value).(type) {
	case int64:
		return len(validation.IsValidPortNum(int(v))) == 0
	case string:
		return len(validation.IsValidPortName(v)) == 0
	}
	return false
}
