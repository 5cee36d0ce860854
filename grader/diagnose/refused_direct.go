package diagnose

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"netpol-tutor/grader/manifest/rewrite"
)

// inPeer tells whether a spot is an entry of a peer.
func inPeer(x *spot) bool {
	return x.up != nil && x.up.shape != nil && x.up.shape.fields["ipBlock"] != nil
}

// isWord tells a plain value that says something.
func isWord(v *rewrite.Value) bool {
	return !v.IsMap() && !v.IsList() && !v.IsNull() && v.Scalar() != ""
}

// rightPeer is for peers that name a namespace or pod instead of selecting it by its
// labels, and for an address range that stands where its block belongs.
func (s *scene) rightPeer(x *spot, offer func(remedy)) {
	if !inPeer(x) || !isWord(x.value) {
		return
	}
	word := x.value.Scalar()
	put := func(key, what string, inner *rewrite.Value) {
		if key != x.key && x.up.value.Get(key) != nil {
			return
		}
		offer(remedy{
			code: "unknown-field", effort: entry, message: fmt.Sprintf("%s: %s", x.name(), what), fix: "a " + key,
			do: func(root *rewrite.Value) {
				peer := root.At(x.up.path)
				peer.Rename(x.key, key)
				peer.Get(key).Become(inner.Clone())
			},
		})
	}
	switch x.key {
	case "namespace", "namespaces", "namespaceName", "ns", "namespaceSelector":
		put("namespaceSelector", "a peer selects namespaces by their labels", oneLabel("kubernetes.io/metadata.name", word))
	case "pod", "pods", "podName", "podSelector", "app":
		for _, key := range s.labelsSaying(word) {
			put("podSelector", "a peer selects pods by their labels", oneLabel(key, word))
		}
	case "ipBlock", "ip", "cidr", "ipblock", "host", "hostname", "fqdn", "dns", "dnsName", "domain", "service", "url":
		if host, ok := hostIn(word); ok {
			s.rightHost(x.up, word, host, offer)
		}
		if cidr, ok := wordAsRange(word); ok {
			put("ipBlock", "the address range stands under cidr", rewrite.Map(rewrite.Field{Key: "cidr", Value: rewrite.Text(cidr)}))
		}
	}
}

func oneLabel(key, value string) *rewrite.Value {
	labels := rewrite.Map(rewrite.Field{Key: key, Value: rewrite.Text(value)})
	return rewrite.Map(rewrite.Field{Key: "matchLabels", Value: labels})
}

// labelsSaying are the keys of the pods' labels that have a value.
func (s *scene) labelsSaying(value string) []string {
	var keys []string
	for _, p := range s.cluster.Pods {
		for key, v := range p.Labels {
			if v == value && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return keys
}

// wordAsRange reads an address or a range.
func wordAsRange(word string) (string, bool) {
	if _, err := netip.ParsePrefix(word); err == nil {
		return word, true
	}
	ip, err := netip.ParseAddr(word)
	if err != nil {
		return "", false
	}
	return netip.PrefixFrom(ip, ip.BitLen()).String(), true
}

// rightEntry is for entries of ports that name more than one, or that are one without
// the key port.
func rightEntry(x *spot, offer func(remedy)) {
	if x.shape == nil || x.up == nil {
		return
	}
	inEntry := x.up.shape.fields["endPort"] != nil
	switch {
	case inEntry && (x.key == "port" || x.key == "protocol"):
		rightPair(x, offer)
	case x.up.key == "ports" && x.shape.fields["endPort"] != nil && isWord(x.value):
		offer(remedy{
			code: "refused", effort: entry, fix: fmt.Sprintf("port: %s", x.value.Scalar()),
			message: fmt.Sprintf("%s: an entry of ports has keys", x.name()),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(wordAsPort(x.value.Scalar())) },
		})
	case x.key == "ports" && x.shape.items != nil && isWord(x.value):
		offer(remedy{
			code: "refused", effort: entry, fix: fmt.Sprintf("an entry with port: %s", x.value.Scalar()),
			message: fmt.Sprintf("%s is a list of entries", x.name()),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.List(wordAsPort(x.value.Scalar()))) },
		})
	}
}

func wordAsPort(word string) *rewrite.Value {
	return rewrite.Map(rewrite.Field{Key: "port", Value: numberOrText(word)}).Compact()
}

func numberOrText(word string) *rewrite.Value {
	if n, err := strconv.Atoi(word); err == nil {
		return rewrite.Number(n)
	}
	return rewrite.Text(word)
}

// rightPair is for a range in one word, and for several values where one can stand.
func rightPair(x *spot, offer func(remedy)) {
	if first, last, ok := rangeIn(x.value); ok && x.key == "port" && x.up.value.Get("endPort") == nil {
		offer(remedy{
			code: "endport-misuse", effort: entry, fix: fmt.Sprintf("port: %d and endPort: %d", first, last),
			message: fmt.Sprintf("%s: %s is a name here; a range is written with port and endPort", x.name(), x.value.Scalar()),
			do: func(root *rewrite.Value) {
				root.At(x.path).Become(rewrite.Number(first))
				root.At(x.up.path).SetAfter("endPort", rewrite.Number(last), "port")
			},
		})
		return
	}
	words := severalIn(x.value)
	if len(words) < 2 || x.up.up == nil || !x.up.up.value.IsList() {
		return
	}
	offer(remedy{
		code: "refused", effort: entry, fix: "an entry for each",
		message: fmt.Sprintf("%s takes one value: each further one is an entry of its own", x.name()),
		do: func(root *rewrite.Value) {
			list, first := root.At(x.up.up.path), root.At(x.up.path)
			i := slices.Index(list.Items(), first)
			if i < 0 {
				return
			}
			for k, word := range words[1:] {
				further := first.Clone()
				further.Get(x.key).Become(numberOrText(word))
				list.Insert(i+1+k, further)
			}
			root.At(x.path).Become(numberOrText(words[0]))
		},
	})
}

// rangeIn reads two numbers with a dash or colon between them.
func rangeIn(v *rewrite.Value) (first, last int, ok bool) {
	a, b, found := strings.Cut(strings.NewReplacer("..", "-", ":", "-", " ", "").Replace(v.Scalar()), "-")
	first, err1 := strconv.Atoi(a)
	last, err2 := strconv.Atoi(b)
	return first, last, found && err1 == nil && err2 == nil && first > 0 && first <= last && last <= 65535
}

// severalIn are the values of a list, or of words with commas between them.
func severalIn(v *rewrite.Value) []string {
	if !v.IsList() {
		return strings.FieldsFunc(v.Scalar(), func(r rune) bool { return strings.ContainsRune(", /", r) })
	}
	var words []string
	for _, item := range v.Items() {
		if !isWord(item) {
			return nil
		}
		words = append(words, item.Scalar())
	}
	return words
}
