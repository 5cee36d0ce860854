package render

import (
	"fmt"
	"net/netip"
	"strings"

	"netpol-tutor/grader"
	"netpol-tutor/grader/netpol"
)

// NothingToJudge says why a cell between two ends holds no connection.
func NothingToJudge(from, to grader.End) string {
	switch {
	case from.Namespace == "" && to.Namespace == "":
		return "both ends are outside the cluster"
	case from.Namespace == to.Namespace && from.Name == to.Name:
		return "a pod always reaches itself"
	}
	return "the two speak different IP families"
}

// SideWords say what one side of a connection answers, and which policy decides it.
func SideWords(s grader.SideReason) string {
	switch s.Side.Kind {
	case netpol.NotIsolated:
		return "open: no policy isolates this side"
	case netpol.Outside:
		return "open: policies govern pods only"
	case netpol.Self:
		return "open: a pod always reaches itself"
	case netpol.Matched:
		return "open: " + ruleWords(s.Rule) + " allows it"
	case netpol.NothingMatched:
		return closedWords(s)
	}
	return "the API makes no promise here"
}

func closedWords(s grader.SideReason) string {
	verb := " isolates"
	if len(s.Isolating) > 1 {
		verb = " isolate"
	}
	words := "closed: " + policyNames(s.Isolating) + verb + " it, and no rule allows this"
	if s.Rule == nil {
		return words
	}
	words += "; nearest is " + ruleWords(s.Rule)
	if why := MissWords(*s.Side.Nearest); why != "" {
		words += ": " + why
	}
	return words
}

// policyNames lists policies, and after a few says how many more there are.
func policyNames(all []grader.PolicyPlace) string {
	const most = 3
	var names []string
	for _, p := range all {
		names = append(names, CleanLine(p.Policy.Namespace+"/"+p.Policy.Name))
	}
	if len(names) > most {
		names = append(names[:most-1], fmt.Sprintf("%d others", len(names)-most+1))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// ruleWords name a rule, with its line if it stands in the submitted text.
func ruleWords(r *grader.RulePlace) string {
	words := fmt.Sprintf("%s %s rule %d", CleanLine(r.Ref.Policy.Name), r.Ref.Direction, r.Ref.Rule+1)
	if r.Span.Known() {
		words += fmt.Sprintf(" (line %d)", r.Span.Start.Line)
	}
	return words
}

// MissWords tell by what a rule fails: its peer, its port, or both.
func MissWords(m netpol.Miss) string {
	var words []string
	for _, all := range [][]netpol.Mismatch{m.PeerMismatches, m.PortMismatches} {
		if len(all) > 0 {
			words = append(words, mismatchWords(all[0]))
		}
	}
	return strings.Join(words, ", and ")
}

func mismatchWords(m netpol.Mismatch) string {
	switch x := m.(type) {
	case netpol.LabelMismatch:
		return labelMiss(x)
	case netpol.NamespaceMismatch:
		return fmt.Sprintf("it looks into %s only, and the other end is in %s", CleanLine(x.Wanted), CleanLine(x.Got))
	case netpol.SelectorMismatch:
		return "it selects pods, and the other end is outside"
	case netpol.AddressMismatch:
		return addressMiss(x)
	case netpol.ProtocolMismatch:
		return fmt.Sprintf("it allows %s, and this is %s", x.Wanted, x.Got)
	case netpol.PortMismatch:
		return portMiss(x)
	case netpol.NamedPortMismatch:
		return namedPortMiss(x)
	}
	return "nothing matches its peer"
}

// labelMiss says what a selector wants, and what the other end has.
func labelMiss(x netpol.LabelMismatch) string {
	of := "the pod"
	if x.Selector == netpol.NamespaceSelector {
		of = "the namespace"
	}
	got := "has no such label"
	if x.Has {
		got = "has " + CleanLine(x.Got)
		if x.Got == "" {
			got = "has it empty"
		}
	}
	return fmt.Sprintf("it wants %s, and %s %s", requirement(x), of, got)
}

func requirement(x netpol.LabelMismatch) string {
	key, values := CleanLine(x.Key), CleanLine(strings.Join(x.Wanted, " or "))
	switch x.Operator {
	case "Exists":
		return "the label " + key
	case "DoesNotExist":
		return "no label " + key
	case "NotIn":
		return key + " other than " + values
	}
	return key + "=" + values
}

func addressMiss(x netpol.AddressMismatch) string {
	if x.Except != (netip.Prefix{}) {
		return fmt.Sprintf("%s is in its exception %s", x.Address, x.Except)
	}
	return fmt.Sprintf("%s is not in %s", x.Address, x.CIDR)
}

func portMiss(x netpol.PortMismatch) string {
	if len(x.Wanted) == 0 {
		return "it allows no port"
	}
	words := make([]string, len(x.Wanted))
	for i, w := range x.Wanted {
		words[i] = w.String()
	}
	return fmt.Sprintf("it allows port %s, and this is %d", strings.Join(words, ", "), x.Got)
}

func namedPortMiss(x netpol.NamedPortMismatch) string {
	name := CleanLine(x.Name)
	switch {
	case x.Outside:
		return fmt.Sprintf("the port name %s means nothing outside the cluster", name)
	case x.Other != "":
		return fmt.Sprintf("the port name %s is a %s port on the target", name, x.Other)
	case !x.Defined:
		return fmt.Sprintf("the target has no port named %s", name)
	}
	return fmt.Sprintf("the port name %s stands for %d on the target, and this is %d", name, x.Number, x.Got)
}
