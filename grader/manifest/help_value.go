package manifest

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// notAnObject is for documents that are no mapping.
func notAnObject(h *hint) string {
	switch root := h.node; {
	case root == nil:
		return ""
	case h.cause.path == "items":
		return "A List has items: a list of objects."
	case commandLine().MatchString(h.line):
		return "This is a command. A manifest says apiVersion, kind, metadata and spec; kubectl applies it."
	case tableHead().MatchString(h.line):
		return "kubectl get prints a table for people. With -o yaml it prints what can be applied."
	case root.Kind == Sequence:
		return "A file holds objects, parted by lines with ---; this is a list of them: leave out the dash."
	}
	return "An object has the keys apiVersion, kind, metadata and spec."
}

// notSet is for objects that do not say what they are.
func notSet(h *hint) string {
	field := strings.TrimSuffix(h.cause.message, " not set")
	if h.node == nil || h.node.Kind != Mapping {
		return fmt.Sprintf("%s has no value.", field)
	}
	for _, k := range h.node.Keys {
		if name := k.keyName(); name != field && nearName(name, []string{field}) != "" {
			return didYouMean(name, field)
		}
	}
	if h.node.Get("apiVersion") == nil && h.node.Get("kind") == nil && h.doc.number > 1 && h.node.Parent == nil {
		return "This part says neither apiVersion nor kind: does the line with --- above it belong there?"
	}
	return "Every object starts with apiVersion and kind."
}

// rightKind finds the kind, or the version of it, that was probably meant.
func rightKind(h *hint) string {
	wrote := text(h.doc.object, "kind")
	if s := otherMaker(text(h.doc.object, "apiVersion")); s != "" {
		return s
	}
	var names []string
	for i := range kinds {
		k := &kinds[i]
		if k.plural == strings.ToLower(wrote) {
			return didYouMean(wrote, k.name)
		}
		if k.name == wrote {
			return fmt.Sprintf("The apiVersion of %s is %s.", withArticle(k.name), k.groupVersionKind().GroupVersion())
		}
		names = append(names, k.name)
	}
	if near := nearName(wrote, names); near != "" {
		return didYouMean(wrote, near)
	}
	return "This cluster has no such kind."
}

// otherMaker is for policies that a network plugin has of its own.
func otherMaker(apiVersion string) string {
	for _, m := range [...]struct{ group, name string }{
		{"projectcalico.org/", "Calico"}, {"cilium.io/", "Cilium"}, {"crd.antrea.io/", "Antrea"}, {"policy.networking.k8s.io/", "the Network Policy API"},
	} {
		if strings.Contains(apiVersion, m.group) {
			return fmt.Sprintf("This is a policy of %s, with fields of its own. The one that every cluster knows is NetworkPolicy of networking.k8s.io/v1.", m.name)
		}
	}
	return ""
}

func withArticle(name string) string {
	if strings.ContainsAny(name[:1], "AEIO") {
		return "an " + name
	}
	return "a " + name
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// missingName looks for a name in the wrong place.
func missingName(h *hint) string {
	root := h.doc.root
	if root.At("metadata.name") != nil {
		return "The name has no value."
	}
	if metadata := root.Get("metadata"); metadata != nil {
		for _, k := range metadata.Keys {
			if near := nearName(k.keyName(), []string{"name", "namespace"}); near == "name" {
				return didYouMean(k.keyName(), "name")
			}
		}
	} else {
		for _, k := range root.Keys {
			if nearName(k.keyName(), []string{"metadata"}) != "" {
				return didYouMean(k.keyName(), "metadata")
			}
		}
	}
	if root.Get("name") != nil {
		return "name belongs under metadata: it must be indented deeper."
	}
	return "Every object needs a name, under metadata."
}

func nearNamespace(h *hint) string {
	near := nearName(h.value(), h.namespaces)
	switch {
	case near != "" && (len(h.namespaces) > 8 || strings.EqualFold(near, h.value())):
		return didYouMean(h.value(), near)
	case len(h.namespaces) > 0 && len(h.namespaces) <= 8:
		return fmt.Sprintf("The namespaces of this cluster are %s.", listed(h.namespaces))
	}
	return ""
}

var quotedWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"([^"]*)"`) })

// supportedValue is for values of which there are but a few.
func supportedValue(h *hint) string {
	_, list, _ := strings.Cut(h.cause.message, "supported values: ")
	var names []string
	for _, m := range quotedWord().FindAllStringSubmatch(list, -1) {
		names = append(names, m[1])
	}
	value := h.value()
	switch {
	case h.node != nil && h.node.Null:
		return nothingThere
	case slices.Contains(names, strings.TrimSpace(value)):
		return "The quotes hold a blank too many."
	case strings.Contains(value, " - "):
		return itemsAlign
	case strings.ContainsAny(value, "/,|+") || strings.Contains(value, " "):
		return "Only one of them can stand here: each needs an entry of its own."
	}
	if near := nearName(value, names); near != "" {
		return didYouMean(value, near)
	}
	return fmt.Sprintf("It can be %s.", strings.Replace(listed(names), " and ", " or ", 1))
}

func operatorName(h *hint) string {
	names := []string{"In", "NotIn", "Exists", "DoesNotExist"}
	if near := nearName(h.value(), names); near != "" {
		return didYouMean(h.value(), near)
	}
	return fmt.Sprintf("The operators are %s.", listed(names))
}

// portNumber is for port names without a letter.
func portNumber(h *hint) string {
	first, last, _ := strings.Cut(h.value(), "-")
	if isNumber(first) && isNumber(last) {
		return fmt.Sprintf("A range of ports has two fields: port: %s and endPort: %s.", first, last)
	}
	if h.node != nil && h.node.Quoted {
		return "In quotes this is the name of a port. A number stands without quotes."
	}
	return "A port is a number from 1 to 65535, or a name with a letter in it."
}

var mostLetters = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`must be no more than (\d+ \w+)`) })

// tooLongName is for names, labels and keys.
func tooLongName(h *hint) string {
	if m := mostLetters().FindStringSubmatch(h.cause.message); m != nil {
		return fmt.Sprintf("It has %s at most.", strings.Replace(m[1], "bytes", "characters", 1))
	}
	return ""
}

// portName is for ports whose name is no name.
func portName(h *hint) string {
	if !strings.HasSuffix(h.cause.path, ".port") || h.node == nil || h.value() != "" && resolve(h.value()) != any(h.value()) {
		return ""
	}
	if port, protocol, ok := strings.Cut(h.value(), "/"); ok {
		return fmt.Sprintf("Port and protocol are two fields: port: %s and protocol: %s.", port, strings.ToUpper(protocol))
	}
	return "The name of a port is made of lower-case letters, digits and -, 15 characters at most."
}

func addressRange(h *hint) string {
	if addr, err := netip.ParseAddr(h.value()); err == nil && addr.Zone() == "" {
		return fmt.Sprintf("Behind an address belong a slash and a length: %s/%d is this address alone, a smaller number a range.", addr, addr.BitLen())
	}
	if strings.ContainsAny(h.value(), "ghijklmnopqrstuvwxyz") {
		return "A policy knows no names: pods are selected by their labels, hosts outside by a range of addresses like 203.0.113.0/24."
	}
	return "A range of addresses is written like 10.0.0.0/24."
}

// mappedAddress is for addresses of IPv4 that are written as such of IPv6.
func mappedAddress(h *hint) string {
	prefix, err := netip.ParsePrefix(h.value())
	if err != nil || !prefix.Addr().Is4In6() || prefix.Bits() < 96 {
		return "An address of IPv4 is written as such, like 10.0.0.0/24."
	}
	return fmt.Sprintf("Written as what it is, an address of IPv4: %s.", netip.PrefixFrom(prefix.Addr().Unmap(), prefix.Bits()-96))
}

func hostBits(h *hint) string {
	prefix, err := netip.ParsePrefix(h.value())
	if err != nil {
		return ""
	}
	addr := prefix.Addr()
	return fmt.Sprintf("Did you mean %s, or %s/%d for this address alone?", prefix.Masked(), addr, addr.BitLen())
}

func emptyPeer(h *hint) string {
	if h.node != nil && h.node.Null {
		return nothingThere
	}
	if h.node != nil && h.node.Kind == Mapping && len(h.node.Keys) > 0 {
		key := h.node.Keys[0].Value
		if strings.HasSuffix(key, "Selector") {
			return fmt.Sprintf("%s has no value. To select all, it is written %s: {}.", key, key)
		}
	}
	return "An entry of to or from is a podSelector, a namespaceSelector or an ipBlock."
}

// labelHelp is for what cannot be a label.
func labelHelp(h *hint) string {
	path := h.cause.path
	concerns := []string{"matchLabels", ".key", ".values[", "metadata.labels", "selector"}
	if !slices.ContainsFunc(concerns, func(s string) bool { return strings.Contains(path, s) }) {
		return ""
	}
	if strings.Contains(h.cause.message, "=") && strings.Contains(h.cause.message, "name part") && strings.Contains(quotedBad(h.cause.message), "=") {
		return "Labels are written with a colon: key: value."
	}
	if strings.Contains(h.cause.message, "must be non-empty") && h.node != nil && h.node.Null {
		return "The key has no value."
	}
	return labelRule
}

// quotedBad is the value that a message complains about.
func quotedBad(message string) string {
	if m := quotedWord().FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}
